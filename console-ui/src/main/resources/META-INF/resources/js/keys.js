// Keyboard: '/' goes to the page's search, 'g' and a letter to a page, '?' opens the list of keys, Ctrl-K the palette.
// In the palette, arrows go through what was found. A page marks its search with data-search, a link with data-go="t",
// the opener of the list with data-keys.

const SEQUENCE_MS = 1_200;
let goUntil = 0;

function typing(event) {
  return event.composedPath().some(node => node instanceof HTMLElement
    && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)));
}

/** The key's letter in Latin script, also while another one is switched on, such as Hangul, in which g is ㅎ. */
function latin(event) {
  return /^[\x20-\x7e]$/.test(event.key) || !/^Key[A-Z]$/.test(event.code) ? event.key : event.code[3].toLowerCase();
}

/** Up and down from the palette's field through what it found. */
function walk(event) {
  const hits = [...document.querySelectorAll('.palette-hit')];
  if (hits.length === 0 || !/^Arrow(Up|Down)$/.test(event.key)) return false;
  const at = hits.findIndex(hit => hit === document.activeElement);
  const next = event.key === 'ArrowDown' ? Math.min(at + 1, hits.length - 1) : at - 1;
  (next < 0 ? document.querySelector('#palette-field') : hits[next]).focus();
  event.preventDefault();
  return true;
}

document.addEventListener('keydown', event => {
  if (event.isComposing || walk(event)) return;
  const key = latin(event);
  if ((event.ctrlKey || event.metaKey) && key === 'k' && !document.querySelector('vaadin-dialog[opened]')) {
    event.preventDefault();
    document.querySelector('[data-palette]')?.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event) || document.querySelector('vaadin-dialog[opened]')) return;
  const pick = selector => {
    const found = document.querySelector(selector);
    if (found) event.preventDefault();
    return found;
  };
  if (goUntil > performance.now()) {
    goUntil = 0;
    if (/^[a-z]$/.test(key)) pick(`a[data-go="${key}"]`)?.click();
  } else if (key === 'g') {
    goUntil = performance.now() + SEQUENCE_MS;
  } else if (event.key === '/') {
    pick('[data-search]')?.focus();
  } else if (event.key === '?') {
    pick('[data-keys]')?.click();
  }
});
