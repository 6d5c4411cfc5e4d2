// The page's script: it makes the calls that the buttons name, shows each as a curl, and keeps
// the page as the server would render it now, without moving what somebody is using.
import { morph } from './morph.js';

const API = '/control/api';
const QUIET_MS = 120;
const POLL_MS = 1_000;
const MARK_MS = 1_600;

const byId = (id) => document.getElementById(id);
const script = [];
let shown = '';

// ---- commands

const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function curlOf({ method, path, body, file }) {
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
    // Left to the control API, which says what is wrong with it.
    return field.value;
  }
}

function commandOf(element) {
  const { method, path, body, file } = element.dataset;
  if (element.localName !== 'form' || file) return { method, path, body, file };
  const fields = [...element.elements].filter((field) => field.name);
  const values = Object.fromEntries(fields.map((field) => [field.name, fieldValue(field)]));
  // A field that the path names goes there, and not into the body.
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = encodeURIComponent(values[name]);
    delete values[name];
    return value;
  });
  return { method, path: filled, body: JSON.stringify(values) };
}

function show(text, state) {
  shown = text;
  byId('curl').textContent = text;
  byId('copy-curl').disabled = false;
  if (byId('outcome').textContent !== state) byId('outcome').textContent = state;
}

async function run(command, text) {
  show(curlOf(command), 'Sending…');
  script.push(shown);
  byId('copy-script').disabled = false;
  byId('copy-script').textContent = `Copy session (${script.length})`;
  try {
    const response = await fetch(API + command.path, {
      method: command.method,
      headers: text === undefined ? {} : { 'content-type': 'application/json' },
      body: text,
    });
    const answer = await response.json().catch(() => ({}));
    const said = response.ok ? 'done' : (answer.message ?? 'refused');
    byId('outcome').textContent = `${response.status}: ${said}`;
    byId('outcome').dataset.ok = String(response.ok);
    const id = answer.merchant_transaction_id ?? answer.transaction?.merchant_transaction_id;
    if (response.ok && command.path.endsWith('/launch') && id) {
      location.assign(`/control?tx=${encodeURIComponent(id)}`);
    }
  } catch {
    byId('outcome').textContent = 'The simulator did not answer';
    byId('outcome').dataset.ok = 'false';
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
  }, MARK_MS);
}

const commandAt = (target) => target.closest?.('[data-method]') ?? null;

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button, a');
  if (button === null) return;
  if (button.id === 'copy-curl') await copy(shown, button);
  else if (button.id === 'copy-script') await copy(script.join('\n'), button);
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

for (const kind of ['pointerover', 'focusin', 'input']) {
  document.addEventListener(kind, (event) => {
    const element = commandAt(event.target);
    if (element) show(curlOf(commandOf(element)), 'Would run');
  });
}

// ---- keeping the page as it would be rendered now

function announce(row, next) {
  byId('announcer').textContent = `${next.dataset.name} is now ${next.dataset.status}`;
  setTimeout(() => row.animate?.({ backgroundColor: ['var(--mark)', 'transparent'] }, MARK_MS));
}

document.addEventListener('pointerover', (event) => {
  if (document.body.dataset.held === undefined || event.target.closest?.('[data-hold]')) return;
  delete document.body.dataset.held;
  refreshSoon();
});

const LIVE = ['clock', 'fault-lamp', 'main'];
let refreshing = false;
let again = false;

async function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const id of LIVE) {
      const wanted = page.getElementById(id);
      if (wanted) morph(byId(id), wanted, announce);
    }
  } finally {
    refreshing = false;
  }
  if (again) {
    again = false;
    await refresh();
  }
}

let waiting = false;
function refreshSoon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    refresh().catch(() => setLive('no answer'));
  }, QUIET_MS);
}

function setLive(text) {
  if (byId('live').textContent !== text) byId('live').textContent = text;
  byId('live').dataset.on = String(text === 'live');
}

const CHANGES = ['message', 'transaction', 'delivery', 'call', 'setting', 'clock'];
let stream = null;

// A browser has six connections per host, so a page that nobody sees gives its own back.
function follow() {
  stream?.close();
  stream = null;
  if (document.hidden) return;
  stream = new EventSource(`${API}/stream`);
  stream.onopen = () => {
    setLive('live');
    refreshSoon();
  };
  stream.onerror = () => setLive('reconnecting');
  for (const change of CHANGES) stream.addEventListener(change, refreshSoon);
}

// Between two renderings the clock runs on by itself; only its face is changed.
const started = { text: '', at: 0 };
function tick() {
  const face = document.querySelector('.clock-time');
  if (started.text !== face.dataset.nowMs) {
    Object.assign(started, { text: face.dataset.nowMs, at: performance.now() });
  }
  const passed = face.dataset.frozen === 'true' ? 0 : performance.now() - started.at;
  face.textContent = new Date(Number(started.text) + passed).toISOString().slice(11, 19);
}

document.addEventListener('visibilitychange', follow);
follow();
setInterval(tick, 250);
setInterval(() => document.hidden || byId('live').dataset.on === 'true' || refreshSoon(), POLL_MS);
