/** Requests to the control API, of the default world or with `path` of another. */
export function createControlClient(url, { token, path = '/control/api' } = {}) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const send = (method) => (template, input) =>
    request(`${url}${/^\/(worlds|replay)\b/.test(template) ? '/control' : path}`, {
      ...{ method, headers, template, input },
    });
  return {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    forWorld: ({ controlPath }) => createControlClient(url, { token, path: controlPath }),
  };
}

async function request(base, { method, headers, template, input = {} }) {
  const { id = '', body, query = {} } = input;
  const target = new URL(base + template.replace('{id}', encodeURIComponent(id)));
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  const response = await fetch(target, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) {
    const error = new Error(`${method} ${target.pathname} returned ${response.status}: ${text}`);
    throw Object.assign(error, { status: response.status });
  }
  if (text === '') return null;
  return response.headers.get('content-type')?.startsWith('application/json')
    ? JSON.parse(text)
    : text;
}
