// Updates a part of the page to what the server renders now, in place.
const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id : '');

// A touched element counts as hovered until the next touch, so only a real pointer holds a list.
const canHover = matchMedia('(hover: hover)');

// A list under the pointer takes no new entries, so that nothing moves under a click.
function isHeld(list, wanted) {
  if (!canHover.matches || !list.hasAttribute('data-hold') || !list.matches(':hover')) return false;
  const order = (parent) => [...parent.children].map(keyOf).join();
  if (list.childElementCount === 0 || order(list) === order(wanted)) return false;
  document.body.dataset.held = '';
  return true;
}

function syncAttributes(from, to) {
  for (const { name } of [...from.attributes]) {
    // Keep what the reader has expanded.
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  }
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
}

/** Changes `from` into `to` in place, so that focus, scroll position and open details are kept. */
export function morph(from, to, announce) {
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  if (from.localName === 'form' && from.querySelector('input:focus, select:focus')) return;
  if (from.dataset.status && from.dataset.status !== to.dataset.status) announce(from, to);
  if (isHeld(from, to)) return;
  syncAttributes(from, to);
  const known = new Map([...from.childNodes].map((node) => [keyOf(node), node]));
  known.delete('');
  for (const [index, wanted] of [...to.childNodes].entries()) {
    const current = from.childNodes[index];
    const match = known.get(keyOf(wanted)) ?? (current && !keyOf(current) ? current : undefined);
    if (match && match.nodeName === wanted.nodeName && (match === current || keyOf(wanted))) {
      if (match !== current) from.insertBefore(match, current ?? null);
      morph(match, wanted, announce);
    } else {
      from.insertBefore(document.importNode(wanted, true), current ?? null);
    }
  }
  while (from.childNodes.length > to.childNodes.length) from.lastChild.remove();
}
