import type { WidgetCallback, WidgetSession } from '@/lib/widget-sessions/schema';

export type CallbackName = WidgetCallback['callback'] | 'onLoad';
type Callbacks = Record<CallbackName, (payload?: unknown) => void>;
export type WidgetParameters = Callbacks & { host: HTMLElement; [field: string]: unknown };

declare global {
  interface Window {
    /** Defined by Proof's script (proof-contract, "The widget"). */
    proofWidget?: { run: (parameters: WidgetParameters) => void };
  }
}

/** Why the widget did not open. `widget-failure.tsx` has what the customer reads. */
export type WidgetFailure =
  /** The browser has no network connection. */
  | 'offline'
  /** Our own Content-Security-Policy refuses its script or frame. */
  | 'policy'
  /** The script was refused, most often by a browser extension or a firewall. */
  | 'blocked'
  /** The script did not arrive in time. */
  | 'timeout'
  /** The script loaded, but it is not the widget's. */
  | 'wrong_script'
  /** The widget threw an error. */
  | 'crashed'
  /** This page has run the session before. */
  | 'spent';

type Options = {
  host: HTMLElement;
  session: WidgetSession;
  scriptUrl: string;
  onCallback: (name: CallbackName, payload: unknown) => void;
  onFailure: (failure: WidgetFailure) => void;
};

/** The init_token is good for one visit: running a session twice makes the widget ask for a login. */
const ranSessions = new WeakSet<WidgetSession>();

/** Loads Proof's script and runs the widget in `host`. Returns a function that closes it. */
export function openWidget({ host, session, scriptUrl, ...options }: Options): () => void {
  const { onCallback, onFailure } = options;
  let closed = false;
  const reportViolation = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (blockedURI === scriptUrl || effectiveDirective === 'frame-src') onFailure('policy');
  };
  document.addEventListener('securitypolicyviolation', reportViolation);

  async function open() {
    const loaded = await loadScript(scriptUrl);
    // React's StrictMode mounts, unmounts and mounts again; only the last mount passes here.
    if (closed) return;
    if (typeof loaded === 'string') return onFailure(navigator.onLine ? loaded : 'offline');
    if (ranSessions.has(session)) return onFailure('spent');
    ranSessions.add(session);
    host.replaceChildren();
    try {
      loaded.run(widgetParameters(session, host, callbacksTo(onCallback)));
    } catch {
      // The error is not logged: it comes from third-party code that was given the session.
      onFailure('crashed');
    }
  }

  void open();
  return () => {
    closed = true;
    document.removeEventListener('securitypolicyviolation', reportViolation);
    // The widget has no close method, so its host is emptied.
    host.replaceChildren();
  };
}

const SCRIPT_TIMEOUT_MS = 15_000;
type LoadedScript = NonNullable<Window['proofWidget']> | 'blocked' | 'timeout' | 'wrong_script';
const loads = new Map<string, Promise<LoadedScript>>();

/** Loads the script once per page. A failed load is forgotten, so that a retry starts a new one. */
function loadScript(url: string): Promise<LoadedScript> {
  const started = loads.get(url);
  if (started) return started;
  const script = document.createElement('script');
  const load = new Promise<LoadedScript>((resolve) => {
    script.onload = () => resolve(window.proofWidget ?? 'wrong_script');
    script.onerror = () => resolve('blocked');
    setTimeout(() => resolve('timeout'), SCRIPT_TIMEOUT_MS);
  });
  loads.set(url, load);
  void load.then((loaded) => {
    if (typeof loaded !== 'string') return;
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

function callbacksTo(onCallback: Options['onCallback']): Callbacks {
  const on = (name: CallbackName) => (payload?: unknown) => onCallback(name, payload);
  return {
    onLoad: on('onLoad'),
    onReady: on('onReady'),
    onStatusChange: on('onStatusChange'),
    onPaymentFinished: on('onPaymentFinished'),
    onSellTransferEnabled: on('onSellTransferEnabled'),
  };
}

/** Keeps the text fields that the server records. A payload can be anything. */
export function pickReported(payload: unknown): WidgetCallback['payload'] {
  if (typeof payload !== 'object' || payload === null) return {};
  const fields = Object.entries(payload).filter(
    ([name, value]) =>
      ['status', 'payment_method', 'address'].includes(name) && typeof value === 'string',
  );
  return Object.fromEntries(fields);
}
