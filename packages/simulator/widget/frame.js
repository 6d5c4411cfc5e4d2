// Keeps the open frame in step with the server: forms are sent in place, changes are fetched, and the
// partner's page is told its size and its events. Without this script every form still works.
import { startCamera } from './camera.js';

const POLL_MS = 1000;
const page = document.documentElement;
const parentOrigin = page.dataset.parentOrigin;
const notice = document.getElementById('notice');
let toldUpTo = Number(page.dataset.toldUpTo);
// The provider's clock may be ahead of the browser's, or stand still; every answer says how far.
let aheadMs = 0;
let busy = false;
let failures = 0;

function tell(message) {
  window.parent.postMessage(message, parentOrigin);
}

function step() {
  return document.getElementById('step');
}

function show(html) {
  const next = new DOMParser().parseFromString(html, 'text/html').getElementById('step');
  if (!next) {
    location.reload();
    return;
  }
  step().replaceWith(next);
  settle();
}

// Focus follows the step only when it is in this frame already: a change that comes by itself must not
// take it from somebody who types in the partner's page.
function settle() {
  const invalid = step().querySelector('[aria-invalid="true"]');
  const target = invalid ?? step().querySelector('h1');
  const hasFocus = document.hasFocus();
  if (hasFocus) target.focus({ preventScroll: !invalid });
  // A focused heading is read out by itself; anybody elsewhere hears of the change from the notice.
  notice.textContent = hasFocus ? '' : (step().dataset.announce ?? '');
  tick();
}

async function send(form, submitter) {
  if (busy) return;
  busy = true;
  step().setAttribute('aria-busy', 'true');
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const response = await fetch(form.action, { method: 'POST', body });
    show(await response.text());
  } catch {
    notice.textContent = 'The connection was lost. Please try again.';
    step().removeAttribute('aria-busy');
  } finally {
    busy = false;
  }
  await poll();
}

async function poll() {
  try {
    const response = await fetch(`${location.pathname}/state?after=${toldUpTo}`);
    if (response.status === 404) {
      location.reload();
      return;
    }
    const { revision, events, nowMs } = await response.json();
    aheadMs = nowMs - Date.now();
    if (events.length > 0) {
      tell({ kind: 'proof:events', events });
      toldUpTo = events.at(-1).sequence;
    }
    if (revision !== step().dataset.revision && !busy) {
      show(await (await fetch(location.href)).text());
    }
    if (failures > 1) notice.textContent = '';
    failures = 0;
  } catch {
    failures += 1;
    if (failures > 1) notice.textContent = 'The connection was lost. Trying again…';
  }
}

function tick() {
  for (const timer of document.querySelectorAll('[data-deadline]')) {
    const left = Math.max(
      0,
      Math.round((Number(timer.dataset.deadline) - Date.now() - aheadMs) / 1000),
    );
    const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
    timer.textContent = parts.map((part) => String(part).padStart(2, '0')).join(':');
  }
}

// The partner's page need not give the frame the clipboard, and copying a selection needs no leave.
function copy() {
  window.getSelection().selectAllChildren(document.getElementById('deposit-address'));
  const copied = document.execCommand('copy');
  notice.textContent = copied ? 'Address copied.' : 'The address is selected; copy it now.';
}

function fillCard(button) {
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.fill))) {
    const field = document.querySelector(`[name="${name}"]`);
    if (field) field.value = value;
  }
}

document.addEventListener('submit', (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
});
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form.requestSubmit();
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.dataset.copy !== undefined) copy();
  if (button?.dataset.fill) fillCard(button);
  if (button?.dataset.camera !== undefined) startCamera(step(), notice);
});

new ResizeObserver(() => {
  tell({ kind: 'proof:height', height: document.body.scrollHeight });
}).observe(document.body);

settle();
tell({ kind: 'proof:ready' });
setInterval(tick, 1000);
(async function keepPolling() {
  await poll();
  setTimeout(keepPolling, POLL_MS);
})();
