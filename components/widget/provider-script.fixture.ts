import { vi } from 'vitest';
import type { WidgetParameters } from './open-widget';

/**
 * happy-dom loads no scripts and fires an event at once instead. Only the events below get through,
 * so that each test decides when the script arrives.
 */
const arrivals = new WeakSet<Event>();
const dispatchEvent = HTMLScriptElement.prototype.dispatchEvent;
HTMLScriptElement.prototype.dispatchEvent = function dispatchArrival(event) {
  return arrivals.has(event) ? dispatchEvent.call(this, event) : true;
};

function dispatch(url: string, type: 'load' | 'error') {
  const event = new Event(type);
  arrivals.add(event);
  scripts(url).at(-1)?.dispatchEvent(event);
}

/** Every test uses its own URL, because a loaded script stays loaded. */
let addresses = 0;
export function newScriptUrl(): string {
  addresses += 1;
  return `https://widget.test/${addresses}.js`;
}

export function scripts(url: string): HTMLScriptElement[] {
  return [...document.querySelectorAll('script')].filter((script) => script.src === url);
}

/** The script arrives. Without `run` it does not define the widget. */
export function scriptArrives(url: string, run?: (parameters: WidgetParameters) => void) {
  if (run) window.proofWidget = { run };
  else delete window.proofWidget;
  dispatch(url, 'load');
}

export function scriptFails(url: string) {
  dispatch(url, 'error');
}

/** Like Proof's widget, it appends its frame to the host. */
export function fakeRun() {
  return vi.fn((parameters: WidgetParameters) => {
    parameters.host.append(document.createElement('article'));
  });
}
