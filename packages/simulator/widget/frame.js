// Submits forms in place, fetches changes, and posts the frame's size and events to the partner's page.
// The forms also work without this script.
import { startCamera } from './camera.js';

const POLL_MS = 1000;
const page = document.documentElement;
const parentOrigin = page.dataset.parentOrigin;
const notice = document.getElementById('notice');
let lastSequence = Number(page.dataset.lastSequence);
// The simulator's clock may differ from the browser's. Every response has its time.
let clockOffsetMs = 0;
let busy = false;
let failures = 0;

function postToPartner(message) {
  window.parent.postMessage(message, parentOrigin);
}

function currentStep() {
  return document.getElementById('step');
}

function showStep(html) {
  const next = new DOMParser().parseFromString(html, 'text/html').getElementById('step');
  if (!next) {
    location.reload();
    return;
  }
  currentStep().replaceWith(next);
  focusStep();
}

// Moves the focus only if it is in this frame, because an automatic change must not take it from
// somebody who is typing in the partner's page.
function focusStep() {
  const invalid = currentStep().querySelector('[aria-invalid="true"]');
  const target = invalid ?? currentStep().querySelector('h1');
  const hasFocus = document.hasFocus();
  if (hasFocus) target.focus({ preventScroll: !invalid });
  // A screen reader reads a focused heading. Otherwise the notice announces the change.
  notice.textContent = hasFocus ? '' : (currentStep().dataset.announce ?? '');
  tick();
}

async function submit(form, submitter) {
  if (busy) return;
  busy = true;
  currentStep().setAttribute('aria-busy', 'true');
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const response = await fetch(form.action, { method: 'POST', body });
    showStep(await response.text());
  } catch {
    notice.textContent = 'The connection was lost. Please try again.';
    currentStep().removeAttribute('aria-busy');
  } finally {
    busy = false;
  }
  await poll();
}

async function poll() {
  try {
    const response = await fetch(`${location.pathname}/state?after=${lastSequence}`);
    if (response.status === 404) {
      location.reload();
      return;
    }
    const { revision, events, nowMs } = await response.json();
    clockOffsetMs = nowMs - Date.now();
    if (events.length > 0) {
      postToPartner({ kind: 'proof:events', events });
      lastSequence = events.at(-1).sequence;
    }
    if (revision !== currentStep().dataset.revision && !busy) {
      showStep(await (await fetch(location.href)).text());
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
      Math.round((Number(timer.dataset.deadline) - Date.now() - clockOffsetMs) / 1000),
    );
    const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
    timer.textContent = parts.map((part) => String(part).padStart(2, '0')).join(':');
  }
}

// The frame may have no permission for the clipboard API. Copying a selection needs none.
function copy() {
  window.getSelection().selectAllChildren(document.getElementById('deposit-address'));
  const copied = document.execCommand('copy');
  notice.textContent = copied ? 'Address copied.' : 'The address is selected. Copy it now.';
}

function fillForm(button) {
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.fill))) {
    const field = document.querySelector(`[name="${name}"]`);
    if (field) field.value = value;
  }
}

document.addEventListener('submit', (event) => {
  event.preventDefault();
  submit(event.target, event.submitter);
});
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form.requestSubmit();
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.dataset.copy !== undefined) copy();
  if (button?.dataset.fill) fillForm(button);
  if (button?.dataset.camera !== undefined) startCamera(currentStep(), notice);
});

new ResizeObserver(() => {
  postToPartner({ kind: 'proof:height', height: document.body.scrollHeight });
}).observe(document.body);

focusStep();
postToPartner({ kind: 'proof:ready' });
setInterval(tick, 1000);
(async function keepPolling() {
  await poll();
  setTimeout(keepPolling, POLL_MS);
})();
