// Sends the requests that the buttons name, shows each as a curl command, and keeps the page as the
// server would render it now, without moving what somebody is using.
import { morph } from './morph.js';

const API = '/control/api';
const REFRESH_DELAY_MS = 120;
const POLL_MS = 1_000;
const FLASH_MS = 1_600;

const byId = (id) => document.getElementById(id);
const commandHistory = [];
let shownCommand = '';

// ---- commands

const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function curlCommand({ method, path, body, file }) {
  const url = `${location.origin}${API}${path}`;
  const parts = ['curl', method === 'GET' ? '' : `-X ${method}`, quote(url)];
  if (body !== undefined || file) {
    parts.push("-H 'content-type: application/json'", `-d ${file ? `@${file}` : quote(body)}`);
  }
  return parts.filter(Boolean).join(' ');
}

function fieldValue(field) {
  if (field.type === 'checkbox') return field.checked;
  if (field.dataset.json !== 'true') return field.value;
  if (field.value.trim() === '') return null;
  try {
    return JSON.parse(field.value);
  } catch {
    // The control API responds with what is wrong with it.
    return field.value;
  }
}

function commandOf(element) {
  const { method, path, body, file } = element.dataset;
  if (element.localName !== 'form' || file) return { method, path, body, file };
  const fields = [...element.elements].filter((field) => field.name);
  const values = Object.fromEntries(fields.map((field) => [field.name, fieldValue(field)]));
  // Fields named in the path go into the path, the others into the body.
  const filledPath = path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = encodeURIComponent(values[name]);
    delete values[name];
    return value;
  });
  return { method, path: filledPath, body: JSON.stringify(values) };
}

function showCommand(text, state) {
  shownCommand = text;
  byId('curl').textContent = text;
  byId('copy-curl').disabled = false;
  if (byId('outcome').textContent !== state) byId('outcome').textContent = state;
}

function showOutcome(text, ok) {
  byId('outcome').textContent = text;
  byId('outcome').dataset.ok = String(ok);
}

async function run(command, requestBody) {
  showCommand(curlCommand(command), 'Sending…');
  commandHistory.push(shownCommand);
  byId('copy-history').disabled = false;
  byId('copy-history').textContent = `Copy history (${commandHistory.length})`;
  try {
    const response = await fetch(API + command.path, {
      method: command.method,
      headers: requestBody === undefined ? {} : { 'content-type': 'application/json' },
      body: requestBody,
    });
    const result = await response.json().catch(() => ({}));
    const message = response.ok ? 'done' : (result.message ?? 'refused');
    showOutcome(`${response.status}: ${message}`, response.ok);
    const id = result.merchant_transaction_id ?? result.transaction?.merchant_transaction_id;
    if (response.ok && command.path.endsWith('/launch') && id) {
      location.assign(`/control?tx=${encodeURIComponent(id)}`);
    }
  } catch {
    showOutcome('The simulator did not respond', false);
  }
  await refresh();
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
  const label = button.textContent;
  await navigator.clipboard.writeText(text);
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = label;
  }, FLASH_MS);
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button, a');
  if (button === null) return;
  if (button.id === 'copy-curl') await copy(shownCommand, button);
  else if (button.id === 'copy-history') await copy(commandHistory.join('\n'), button);
  else if (button.dataset.copy !== undefined) await copy(button.dataset.copy, button);
  else if (button.localName === 'button' && button.dataset.method) {
    const { confirm } = button.dataset;
    if (confirm && !(await confirmed(confirm))) return;
    const command = commandOf(button);
    await run(command, command.body);
  }
});

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.dataset.method) return;
  event.preventDefault();
  const command = commandOf(form);
  await run(command, command.file ? await form.elements.file.files[0].text() : command.body);
});

for (const type of ['pointerover', 'focusin', 'input']) {
  document.addEventListener(type, (event) => {
    const element = event.target.closest?.('[data-method]');
    if (element) showCommand(curlCommand(commandOf(element)), 'Preview');
  });
}

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

const EVENT_TYPES = ['message', 'transaction', 'delivery', 'call', 'setting', 'clock'];
let stream = null;

// A browser allows six connections per host, so a hidden page closes its stream.
function connect() {
  stream?.close();
  stream = null;
  if (document.hidden) return;
  stream = new EventSource(`${API}/stream`);
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
