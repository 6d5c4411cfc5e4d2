// The frame's first page. The session comes by message and leaves in a request body, so that its token
// never stands in an address that is logged or sent as a referrer.
const status = document.getElementById('boot-status');

async function open(session, parentOrigin) {
  const response = await fetch('/widget/frame/open', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ session, parentOrigin }),
  });
  const answer = await response.json();
  if (response.ok) location.replace(`/widget/frame/${answer.id}`);
  else status.textContent = answer.message;
}

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || event.data?.kind !== 'proof:session') return;
  open(event.data.session, event.origin).catch(() => {
    status.textContent = 'The widget could not be opened. Reload the page to try again.';
  });
});

if (window.parent === window) status.textContent = 'This page works inside a partner’s page only.';
else window.parent.postMessage({ kind: 'proof:hello' }, '*');
