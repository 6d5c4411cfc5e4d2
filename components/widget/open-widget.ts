import type { WidgetCallback, WidgetSession } from '@/lib/widget-sessions/schema';

type Callbacks = Record<WidgetCallback['callback'] | 'onLoad', (payload?: unknown) => void>;
export type WidgetParameters = Callbacks & { host: HTMLElement; [field: string]: unknown };

declare global {
  interface Window {
    /** Defined by Proof's script (proof-contract, "The widget"). */
    proofWidget?: { run: (parameters: WidgetParameters) => void };
  }
}

/** script: it did not load. run: it threw. spent: this page has run the session before. */
export type WidgetFailure = 'script' | 'run' | 'spent';

type Options = {
  host: HTMLElement;
  session: WidgetSession;
  scriptUrl: string;
  onCallback: (callback: WidgetCallback) => void;
  onFailure: (failure: WidgetFailure) => void;
};

/** The init_token is good for one visit: running a session twice makes the widget ask for a login. */
const ranSessions = new WeakSet<WidgetSession>();

/** Loads Proof's script and runs the widget in `host`. Returns a function that closes it. */
export function openWidget(options: Options): () => void {
  const { host, session, scriptUrl, onFailure } = options;
  let closed = false;

  async function open() {
    const widget = await loadScript(scriptUrl);
    // React's StrictMode mounts, unmounts and mounts again; only the last mount passes here.
    if (closed) return;
    if (!widget) return onFailure('script');
    if (ranSessions.has(session)) return onFailure('spent');
    ranSessions.add(session);
    host.replaceChildren();
    try {
      widget.run(widgetParameters(session, host, reportingCallbacks(options)));
    } catch {
      // The error is not logged: it comes from third-party code that was given the session.
      onFailure('run');
    }
  }

  void open();
  return () => {
    closed = true;
    // The widget has no close method, so its host is emptied.
    host.replaceChildren();
  };
}

const SCRIPT_TIMEOUT_MS = 15_000;
const loads = new Map<string, Promise<Window['proofWidget']>>();

/** Loads the script once per page. A failed load is forgotten, so that a retry starts a new one. */
function loadScript(url: string): Promise<Window['proofWidget']> {
  const started = loads.get(url);
  if (started) return started;
  const script = document.createElement('script');
  const load = new Promise<Window['proofWidget']>((resolve) => {
    script.onload = () => resolve(window.proofWidget);
    script.onerror = () => resolve(undefined);
    setTimeout(() => resolve(undefined), SCRIPT_TIMEOUT_MS);
  });
  loads.set(url, load);
  void load.then((widget) => {
    if (widget) return;
    script.remove();
    loads.delete(url);
  });
  script.src = url;
  document.head.append(script);
  return load;
}

/** Every field of the session in camel case. The signature covers the values: they stay verbatim. */
export function widgetParameters(
  session: WidgetSession,
  host: HTMLElement,
  callbacks: Callbacks,
): WidgetParameters {
  const fields = Object.entries(session).map(([name, value]) => [camelCase(name), value] as const);
  return { ...Object.fromEntries(fields), ...callbacks, host };
}

function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

function reportingCallbacks({ session, onCallback }: Options): Callbacks {
  const { merchant_transaction_id: merchantTransactionId } = session;
  const report = (callback: WidgetCallback['callback']) => (payload: unknown) =>
    onCallback({ merchantTransactionId, callback, payload: pickReported(payload) });
  return {
    onLoad: () => {},
    onReady: report('onReady'),
    onStatusChange: report('onStatusChange'),
    onPaymentFinished: report('onPaymentFinished'),
    onSellTransferEnabled: report('onSellTransferEnabled'),
  };
}

/** Keeps the text fields that the server records. A payload can be anything. */
function pickReported(payload: unknown): WidgetCallback['payload'] {
  if (typeof payload !== 'object' || payload === null) return {};
  const fields = Object.entries(payload).filter(
    ([name, value]) =>
      ['status', 'payment_method', 'address'].includes(name) && typeof value === 'string',
  );
  return Object.fromEntries(fields);
}
