// Reads from the page which request a button or a form sends, and writes it as a curl command.
const API = '/control/api';

const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

export function curlCommand({ method, path, body, file }) {
  const url = `${location.origin}${API}${path}`;
  const parts = ['curl', method === 'GET' ? '' : `-X ${method}`, quote(url)];
  if (body !== undefined || file) {
    parts.push("-H 'content-type: application/json'", `-d ${file ? `@${file}` : quote(body)}`);
  }
  return parts.filter(Boolean).join(' ');
}

function fieldValue(field) {
  if (field.type === 'checkbox') return field.checked;
  if (field.dataset.nullable !== undefined && field.value === '') return null;
  if (field.dataset.list !== undefined) return field.value.split(/[\s,]+/).filter(Boolean);
  if (field.dataset.json !== 'true') return field.value;
  if (field.value.trim() === '') return null;
  try {
    return JSON.parse(field.value);
  } catch {
    // The control API responds with what is wrong with it.
    return field.value;
  }
}

function formCommand(form, button) {
  const { method, path, file } = form.dataset;
  if (file) return { method, path, file };
  const fields = [...form.elements].filter((field) => field.name);
  const values = Object.fromEntries(fields.map((field) => [field.name, fieldValue(field)]));
  Object.assign(values, JSON.parse(button?.dataset.body ?? '{}'));
  // Fields named in the path go into the path, the others into the body.
  const filledPath = path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = encodeURIComponent(values[name]);
    delete values[name];
    return value;
  });
  return { method, path: filledPath, body: JSON.stringify(values) };
}

/** The request of the button, link or form that contains the element, or null. */
export function commandAt(element) {
  const control = element.closest('button, a');
  if (control?.dataset.method) {
    const { method, path, body } = control.dataset;
    return { method, path, body };
  }
  const form = control?.form ?? element.closest('form');
  if (!form?.dataset.method) return null;
  return formCommand(form, control);
}

/** @throws TypeError when there is no response */
export async function send({ method, path, body }) {
  const response = await fetch(API + path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body,
  });
  const result = await response.json().catch(() => ({}));
  return { ok: response.ok, status: response.status, result };
}
