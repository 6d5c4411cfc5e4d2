// Runs the widget once, and shows what its callbacks say: they inform, they prove nothing.
const told = document.getElementById('told');
const tell = (text) => {
  told.textContent = text;
};

const response = await fetch(`/${document.body.dataset.side}/session.json`);
const session = await response.json();

if (window.proofWidget === undefined) {
  tell('The widget’s script could not be loaded. Name the right one with --widget URL.');
} else {
  window.proofWidget.run({
    ...session,
    host: document.getElementById('proof-widget'),
    onReady: () => tell('The widget is ready.'),
    onStatusChange: ({ status }) => tell(`The widget says: ${status}.`),
    onPaymentFinished: () => tell('The widget says: payment finished.'),
    onSellTransferEnabled: ({ address }) => tell(`The widget asks for a deposit to ${address}.`),
  });
}
