// The callbacks are only shown: they are informational and prove nothing.
const status = document.getElementById('widget-status');
const showStatus = (text) => {
  status.textContent = text;
};

const response = await fetch(`/${document.body.dataset.type}/session.json`);
const session = await response.json();

if (window.proofWidget === undefined) {
  showStatus('The widget’s script did not load. Pass the right URL with --widget.');
} else {
  window.proofWidget.run({
    ...session,
    host: document.getElementById('proof-widget'),
    onReady: () => showStatus('The widget is ready.'),
    onStatusChange: ({ status }) => showStatus(`The widget reports: ${status}.`),
    onPaymentFinished: () => showStatus('The widget reports: payment finished.'),
    onSellTransferEnabled: ({ address }) =>
      showStatus(`The widget asks for a deposit to ${address}.`),
  });
}
