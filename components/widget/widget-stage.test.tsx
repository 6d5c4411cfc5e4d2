// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "handleDisabledFileLoadingAsSuccess": true } }
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ComponentProps, StrictMode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { exampleSession } from './example-session.fixture';
import {
  fakeRun,
  newScriptUrl,
  scriptArrives,
  scriptFails,
  scripts,
} from './provider-script.fixture';
import { WidgetStage } from './widget-stage';

afterEach(cleanup);

function props(): ComponentProps<typeof WidgetStage> {
  return {
    session: exampleSession(),
    scriptUrl: newScriptUrl(),
    inspectable: false,
    onClose: vi.fn(),
    markOpened: vi.fn(async () => true),
    report: vi.fn(async () => true),
  };
}

test("the widget runs once under StrictMode's double effects and later renders", async () => {
  const given = props();
  const run = fakeRun();
  const view = render(<WidgetStage {...given} />, { wrapper: StrictMode });
  expect(scripts(given.scriptUrl)).toHaveLength(1);
  await act(async () => scriptArrives(given.scriptUrl, run));
  view.rerender(<WidgetStage {...given} />);
  view.rerender(<WidgetStage {...given} session={exampleSession()} report={async () => {}} />);
  expect(run).toHaveBeenCalledTimes(1);
  expect(run.mock.calls[0]?.[0].host.childElementCount).toBe(1);
});

test('a session that was run is not run again by another mount', async () => {
  const given = props();
  const run = fakeRun();
  const view = render(<WidgetStage {...given} />);
  await act(async () => scriptArrives(given.scriptUrl, run));
  view.unmount();
  render(<WidgetStage {...given} />);
  await screen.findByText('The payment window was already opened');
  expect(run).toHaveBeenCalledTimes(1);
});

test('nothing runs when the page is left before the script arrived', async () => {
  const given = props();
  const run = fakeRun();
  render(<WidgetStage {...given} />).unmount();
  await act(async () => scriptArrives(given.scriptUrl, run));
  expect(run).not.toHaveBeenCalled();
});

test('leaving empties the host', async () => {
  const given = props();
  const run = fakeRun();
  const view = render(<WidgetStage {...given} />);
  await act(async () => scriptArrives(given.scriptUrl, run));
  const host = run.mock.calls[0]?.[0].host;
  expect(host?.childElementCount).toBe(1);
  view.unmount();
  expect(host?.childElementCount).toBe(0);
});

test('a script that was blocked can be asked for again', async () => {
  const given = props();
  const run = fakeRun();
  render(<WidgetStage {...given} />);
  await act(async () => scriptFails(given.scriptUrl));
  await act(async () => screen.getByRole('button', { name: 'Try again' }).click());
  await act(async () => scriptArrives(given.scriptUrl, run));
  expect(run).toHaveBeenCalledTimes(1);
});

test('a script that brings no widget counts as failed', async () => {
  const given = props();
  render(<WidgetStage {...given} />);
  await act(async () => scriptArrives(given.scriptUrl));
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('an error of the widget itself is shown with a way on, and says nothing of the session', async () => {
  const given = props();
  render(<WidgetStage {...given} />);
  await act(async () =>
    scriptArrives(given.scriptUrl, ({ initToken }) => {
      throw new Error(String(initToken));
    }),
  );
  const notice = await screen.findByRole('alert');
  expect(notice.textContent).toContain("couldn't open");
  expect(document.body.innerHTML).not.toContain(given.session.init_token);
});

test('callbacks reach the server as hints, and a refused report disturbs nobody', async () => {
  const given = props();
  const report = vi.fn(async () => Promise.reject(new Error('offline')));
  const run = fakeRun();
  render(<WidgetStage {...given} report={report} />);
  await act(async () => scriptArrives(given.scriptUrl, run));
  const widget = run.mock.calls[0]?.[0];
  await act(async () => {
    widget?.onReady();
    widget?.onStatusChange({ status: 'paid', payment_method: 'card', amount: 1, network: null });
    widget?.onPaymentFinished();
    widget?.onSellTransferEnabled({ address: 'TRx1', flow_id: 'payout' });
  });
  const { merchant_transaction_id: merchantTransactionId } = given.session;
  expect(given.markOpened).toHaveBeenCalledTimes(1);
  expect(report.mock.calls).toEqual([
    [{ merchantTransactionId, callback: 'onReady', payload: {} }],
    [
      {
        merchantTransactionId,
        callback: 'onStatusChange',
        payload: { status: 'paid', payment_method: 'card' },
      },
    ],
    [{ merchantTransactionId, callback: 'onPaymentFinished', payload: {} }],
    [{ merchantTransactionId, callback: 'onSellTransferEnabled', payload: { address: 'TRx1' } }],
  ]);
  await waitFor(() => expect(screen.getByText('The payment window is ready.')).toBeTruthy());
});

/** Whether the browser would ask before it leaves the page. */
function warnsBeforeLeaving(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

test('the browser asks before the page is left from when the widget is ready until it is finished', async () => {
  for (const end of ['onPaymentFinished', 'onSellTransferEnabled'] as const) {
    const given = props();
    const run = fakeRun();
    render(<WidgetStage {...given} />);
    await act(async () => scriptArrives(given.scriptUrl, run));
    const widget = run.mock.calls[0]?.[0];
    expect(warnsBeforeLeaving()).toBe(false);
    await act(async () => widget?.onReady());
    expect(warnsBeforeLeaving()).toBe(true);
    await act(async () => widget?.[end]());
    expect(warnsBeforeLeaving()).toBe(false);
    cleanup();
  }
});

test('Escape closes the payment window', async () => {
  const given = props();
  render(<WidgetStage {...given} />);
  fireEvent.keyDown(screen.getByRole('region', { name: 'Payment window' }), { key: 'Escape' });
  expect(given.onClose).toHaveBeenCalledTimes(1);
});

async function failureTitle(): Promise<string> {
  const notice = await screen.findByRole('alert');
  return notice.querySelector('p')?.textContent ?? '';
}

test('the customer reads whether they are offline, or whether something blocks the script', async () => {
  for (const [online, title] of [
    [false, "You're offline"],
    [true, 'Something blocks the payment window'],
  ] as const) {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
    const given = props();
    render(<WidgetStage {...given} />);
    await act(async () => scriptFails(given.scriptUrl));
    expect(await failureTitle()).toBe(title);
    cleanup();
  }
  vi.restoreAllMocks();
});

test('a script that our own policy refuses is not blamed on the customer', async () => {
  const given = props();
  render(<WidgetStage {...given} />);
  const violation = Object.assign(new Event('securitypolicyviolation'), {
    blockedURI: given.scriptUrl,
    effectiveDirective: 'script-src-elem',
  });
  await act(async () => {
    scriptFails(given.scriptUrl);
    document.dispatchEvent(violation);
  });
  expect(await failureTitle()).toBe("This site doesn't allow the payment window");
});

test('the inspector shows every callback and parameter, and no secret', async () => {
  const given = { ...props(), inspectable: true };
  const run = fakeRun();
  render(<WidgetStage {...given} />);
  await act(async () => scriptArrives(given.scriptUrl, run));
  await act(async () => {
    run.mock.calls[0]?.[0].onReady();
    run.mock.calls[0]?.[0].onStatusChange({ status: 'paid', extra: 1 });
  });
  expect(screen.getByText('Widget inspector (callbacks: 2)')).toBeTruthy();
  expect(document.body.textContent).toContain('onStatusChange {"status":"paid","extra":1}');
  expect(document.body.textContent).toContain(given.session.merchant_transaction_id);
  expect(document.body.innerHTML).not.toContain(given.session.init_token);
  expect(document.body.innerHTML).not.toContain(given.session.signature);
});
