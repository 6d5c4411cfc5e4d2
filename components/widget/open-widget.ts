import type { WidgetSession } from '@/lib/widget-sessions/schema';
import { loadProviderScript } from './provider-script';
import { type WidgetCallbacks, widgetParameters } from './widget-parameters';

/** script: it did not load. run: it threw. spent: this session was run before. */
export type WidgetFailure = 'script' | 'run' | 'spent';

type Opening = {
  host: HTMLElement;
  session: WidgetSession;
  scriptUrl: string;
  callbacks: WidgetCallbacks;
  onFailure: (failure: WidgetFailure) => void;
};

/**
 * The sessions that were run on this page. The init_token inside is good for one visit of the
 * widget, so running a session again would make the widget ask its user to log in.
 */
const ranSessions = new WeakSet<WidgetSession>();

/**
 * Runs the widget in `host` as soon as the provider's script is there. Answers the function that
 * leaves it: before the script arrived nothing is run at all, afterwards the host is emptied, which
 * is the only way to close the widget that the provider has.
 */
export function openWidget({ host, session, scriptUrl, callbacks, onFailure }: Opening) {
  let left = false;

  async function open() {
    const widget = await loadProviderScript(scriptUrl).catch(() => null);
    // React's StrictMode mounts, unmounts and mounts again; only the mount that stays gets here.
    if (left) return;
    if (!widget) return onFailure('script');
    if (ranSessions.has(session)) return onFailure('spent');
    ranSessions.add(session);
    host.replaceChildren();
    try {
      widget.run(widgetParameters(session, host, callbacks));
    } catch {
      // The error is not logged: it comes from foreign code that was handed the session.
      onFailure('run');
    }
  }

  void open();
  return function leave() {
    left = true;
    host.replaceChildren();
  };
}
