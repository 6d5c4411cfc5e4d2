// The frame's first page. It receives the session as a message and posts it in a request body, so that
// the token never appears in a URL that is logged or sent as a referrer.
const status = document.getElementById('boot-status');

async function open(session, parentOrigin) {
  const response = await fetch(
    `/widget/frame/open?widget=${encodeURIComponent(session.widgetId)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ session, parentOrigin }),
    },
  );
  const result = await response.json();
  if (response.ok) location.replace(`/widget/frame/${result.id}`);
  else status.textContent = result.message;
}

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || event.data?.kind !== 'proof:session') return;
  open(event.data.session, event.origin).catch(() => {
    status.textContent = 'The widget could not be opened. Reload the page to try again.';
  });
});

if (window.parent === window) status.textContent = 'This page works only inside a partner’s page.';
else window.parent.postMessage({ kind: 'proof:hello' }, '*');
