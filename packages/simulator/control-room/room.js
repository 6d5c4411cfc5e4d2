// Sends the requests that the buttons name, shows each as a curl command, and keeps the page as the
// server would render it now, without moving what somebody is using.
import { commandAt, curlCommand, send } from './command.js';
import { morph } from './morph.js';

const STREAM_URL = '/control/api/stream';
const REFRESH_DELAY_MS = 120;
const POLL_MS = 1_000;
const FLASH_MS = 1_600;

const byId = (id) => document.getElementById(id);
const commandHistory = [];
let shownCommand = '';

// ---- commands

function showCommand(text, state) {
  shownCommand = text;
  byId('curl').textContent = text;
  byId('copy-curl').disabled = false;
  showOutcome(state, true);
}

// A failure stays until the next request, because the pointer passes other buttons.
function showPreview(text) {
  const failed = byId('outcome').dataset.ok === 'false';
  showCommand(text, failed ? byId('outcome').textContent : 'Preview');
  byId('outcome').dataset.ok = String(!failed);
}

function showOutcome(text, ok) {
  if (byId('outcome').textContent !== text) byId('outcome').textContent = text;
  byId('outcome').dataset.ok = String(ok);
}

// A transaction that was launched in the simulator alone is shown at once.
function openLaunched(path, result) {
  const id = result.transaction?.merchant_transaction_id;
  if (path.endsWith('/launch') && id) location.assign(`/control?tx=${encodeURIComponent(id)}`);
}

/** Returns the result, or null when the request failed. */
async function run(command, done = 'Done') {
  showCommand(curlCommand(command), 'Sending…');
  commandHistory.push(shownCommand);
  byId('copy-history').disabled = false;
  byId('copy-history').textContent = `Copy history (${commandHistory.length})`;
  let succeeded = null;
  try {
    const { ok, status, result } = await send(command);
    showOutcome(`${status}: ${ok ? done : (result.message ?? 'refused')}`, ok);
    if (ok) {
      succeeded = result;
      openLaunched(command.path, result);
    }
  } catch {
    showOutcome('The simulator did not respond', false);
  }
  await refresh();
  return succeeded;
}

// The tab is opened while the click is handled, because browsers block tabs that open later.
async function runInNewTab(command) {
  const tab = window.open('about:blank', '_blank');
  const result = await run(command);
  if (result === null) tab?.close();
  else if (tab === null) showOutcome(`The browser blocked the new tab. Open ${result.url}`, false);
  else {
    showOutcome(`The order form is open in a new tab. Sign in there as ${result.signInAs}.`, true);
    tab.opener = null;
    tab.location.replace(result.url);
  }
}

function confirmed(question) {
  const dialog = byId('confirm');
  byId('confirm-text').textContent = question;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

async function copy(text, button) {
  const label = [...button.childNodes];
  await navigator.clipboard.writeText(text);
  button.replaceChildren('Copied');
  setTimeout(() => {
    button.replaceChildren(...label);
  }, FLASH_MS);
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (button === null) return;
  if (button.id === 'copy-curl') await copy(shownCommand, button);
  else if (button.id === 'copy-history') await copy(commandHistory.join('\n'), button);
  else if (button.dataset.copy !== undefined) {
    await copy(button.dataset.copy, button);
    showOutcome(`Copied ${button.dataset.copy}`, true);
  } else if (button.dataset.method) {
    const { confirm, done } = button.dataset;
    if (confirm && !(await confirmed(confirm))) return;
    await run(commandAt(button), done);
  }
});

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.dataset.search !== undefined) event.preventDefault();
  if (!form.dataset.method) return;
  event.preventDefault();
  const command = commandAt(event.submitter ?? form);
  if (form.dataset.opensTab !== undefined) await runInNewTab(command);
  else if (command.file) await run({ ...command, body: await form.elements.file.files[0].text() });
  else await run(command);
});

for (const type of ['pointerover', 'focusin', 'input']) {
  document.addEventListener(type, (event) => {
    const command = event.target.closest ? commandAt(event.target) : null;
    if (command) showPreview(curlCommand(command));
  });
}

// The search is part of the URL, so that the server renders its result and a link can share it.
document.addEventListener('input', (event) => {
  if (event.target.form?.dataset.search === undefined) return;
  const url = new URL(location.href);
  if (event.target.value === '') url.searchParams.delete(event.target.name);
  else url.searchParams.set(event.target.name, event.target.value);
  history.replaceState(null, '', url);
  refreshSoon();
});

// ---- live updates

function announce(row, next) {
  byId('announcer').textContent = `${next.dataset.name} is now ${next.dataset.status}`;
  setTimeout(() => row.animate?.({ backgroundColor: ['var(--mark)', 'transparent'] }, FLASH_MS));
}

document.addEventListener('pointerover', (event) => {
  if (document.body.dataset.held === undefined || event.target.closest?.('[data-hold]')) return;
  delete document.body.dataset.held;
  refreshSoon();
});

const LIVE_ELEMENTS = ['clock', 'fault-indicator', 'main'];
let refreshing = false;
let refreshAgain = false;

async function refresh() {
  if (refreshing) {
    refreshAgain = true;
    return;
  }
  refreshing = true;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const id of LIVE_ELEMENTS) {
      const wanted = page.getElementById(id);
      if (wanted) morph(byId(id), wanted, announce);
    }
  } finally {
    refreshing = false;
  }
  if (refreshAgain) {
    refreshAgain = false;
    await refresh();
  }
}

let refreshScheduled = false;
function refreshSoon() {
  if (refreshScheduled) return;
  refreshScheduled = true;
  setTimeout(() => {
    refreshScheduled = false;
    refresh().catch(() => showConnection('no response'));
  }, REFRESH_DELAY_MS);
}

function showConnection(text) {
  if (byId('live').textContent !== text) byId('live').textContent = text;
  byId('live').dataset.on = String(text === 'live');
}

const EVENT_TYPES = ['message', 'transaction', 'delivery', 'dropped', 'call', 'setting', 'clock'];
let stream = null;

// A browser allows six connections per host, so a hidden page closes its stream.
function connect() {
  stream?.close();
  stream = null;
  if (document.hidden) return;
  stream = new EventSource(STREAM_URL);
  stream.onopen = () => {
    showConnection('live');
    refreshSoon();
  };
  stream.onerror = () => showConnection('reconnecting');
  for (const type of EVENT_TYPES) stream.addEventListener(type, refreshSoon);
}

// Between two refreshes the clock runs in the browser.
const rendered = { nowMs: '', at: 0 };
function tick() {
  const time = document.querySelector('.clock-time');
  if (rendered.nowMs !== time.dataset.nowMs) {
    Object.assign(rendered, { nowMs: time.dataset.nowMs, at: performance.now() });
  }
  const passed = time.dataset.frozen === 'true' ? 0 : performance.now() - rendered.at;
  time.textContent = new Date(Number(rendered.nowMs) + passed).toISOString().slice(11, 19);
}

document.addEventListener('visibilitychange', connect);
connect();
setInterval(tick, 250);
setInterval(() => document.hidden || byId('live').dataset.on === 'true' || refreshSoon(), POLL_MS);
