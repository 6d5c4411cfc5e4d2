// The script that a partner's page loads. It creates the frame, passes the session to it once, and
// turns the frame's messages into callbacks.
(() => {
  const REQUIRED = [
    'merchantTransactionId',
    'widgetId',
    'address',
    'signature',
    'initToken',
    'initTokenType',
    'currency',
    'network',
    'amount',
    'type',
  ];
  const CALLBACKS = {
    load: 'onLoad',
    ready: 'onReady',
    status: 'onStatusChange',
    payment_finished: 'onPaymentFinished',
    sell_transfer_enabled: 'onSellTransferEnabled',
  };
  const scriptUrl = document.currentScript?.src;
  const origin = scriptUrl ? new URL(scriptUrl).origin : 'FALLBACK_ORIGIN';

  function showError(host, text) {
    const box = document.createElement('p');
    box.setAttribute('role', 'alert');
    box.textContent = text;
    box.style.cssText =
      'margin:0;padding:16px;border:1px solid #b3261e;border-radius:8px;color:#8c1d18;background:#fdf3f2;font:15px/1.5 system-ui,sans-serif';
    host.replaceChildren(box);
  }

  function createFrame() {
    const frame = document.createElement('iframe');
    frame.title = 'Proof payment widget';
    frame.allow = 'camera; microphone; payment';
    frame.referrerPolicy = 'no-referrer';
    frame.style.cssText =
      'display:block;width:100%;max-width:100%;height:640px;border:0;border-radius:16px;background:transparent';
    return frame;
  }

  function call(options, name, payload) {
    const callback = options[CALLBACKS[name]];
    if (typeof callback !== 'function') return;
    if (payload === undefined) callback();
    else callback(payload);
  }

  // Elements and functions cannot be posted to another window. Everything else is the session.
  function sessionOf(options) {
    const plain = Object.entries(options).filter(
      ([name, value]) => name !== 'host' && typeof value !== 'function',
    );
    return JSON.parse(JSON.stringify(Object.fromEntries(plain)));
  }

  function listen(frame, options) {
    let lastSequence = 0;
    let ready = false;
    const onMessage = (event) => {
      if (!frame.isConnected) {
        window.removeEventListener('message', onMessage);
        return;
      }
      if (event.origin !== origin || event.source !== frame.contentWindow) return;
      const { kind, height, events } = event.data ?? {};
      if (kind === 'proof:hello') {
        const message = { kind: 'proof:session', session: sessionOf(options) };
        frame.contentWindow.postMessage(message, origin);
      } else if (kind === 'proof:height') {
        frame.style.height = `${Math.max(480, Math.ceil(Number(height)))}px`;
      } else if (kind === 'proof:ready' && !ready) {
        ready = true;
        call(options, 'ready');
      } else if (kind === 'proof:events') {
        // A reloaded frame sends its events again. Call each callback only once.
        for (const { sequence, name, payload } of events) {
          if (sequence <= lastSequence) continue;
          lastSequence = sequence;
          call(options, name, payload);
        }
      }
    };
    window.addEventListener('message', onMessage);
  }

  function run(options) {
    const host = options?.host;
    if (!(host instanceof Element))
      throw new TypeError('proofWidget.run: "host" must be an element');
    const missing = REQUIRED.filter((name) => (options[name] ?? '') === '');
    if (missing.length > 0) {
      showError(host, `The Proof widget cannot start. Missing: ${missing.join(', ')}.`);
      return;
    }
    const frame = createFrame();
    listen(frame, options);
    frame.src = `${origin}/widget/frame`;
    host.append(frame);
    call(options, 'load');
  }

  window.proofWidget = { run };
})();
