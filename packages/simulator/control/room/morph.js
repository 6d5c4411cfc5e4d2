// Makes a part of the page what the server would render now, without disturbing who uses it.
const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id : '');

// A list under the pointer takes no new entries, so that nobody presses what has just moved there.
function isHeld(list, wanted) {
  if (!list.hasAttribute('data-hold') || !list.matches(':hover')) return false;
  const order = (parent) => [...parent.children].map(keyOf).join();
  if (list.childElementCount === 0 || order(list) === order(wanted)) return false;
  document.body.dataset.held = '';
  return true;
}

function syncAttributes(from, to) {
  for (const { name } of [...from.attributes]) {
    // Whether a detail is open is the reader's matter.
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  }
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
}

/** Changes `from` into `to` in place, so that focus, scrolling and opened details stay. */
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
    const here = from.childNodes[index];
    const same = known.get(keyOf(wanted)) ?? (here && !keyOf(here) ? here : undefined);
    if (same && same.nodeName === wanted.nodeName && (same === here || keyOf(wanted))) {
      if (same !== here) from.insertBefore(same, here ?? null);
      morph(same, wanted, announce);
    } else {
      from.insertBefore(document.importNode(wanted, true), here ?? null);
    }
  }
  while (from.childNodes.length > to.childNodes.length) from.lastChild.remove();
}
