// Keyboard: '/' goes to the page's search, 'g' and a letter to a page, '?' opens the list of keys, Ctrl-K the palette.
// A page marks its search with data-search, a link with data-go="t", the opener of the list with data-keys.

const SEQUENCE_MS = 1_200;
let goUntil = 0;

function typing(event) {
  return event.composedPath().some(node => node instanceof HTMLElement
    && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)));
}

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'k' && !document.querySelector('vaadin-dialog[opened]')) {
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
    if (/^[a-z]$/.test(event.key)) pick(`a[data-go="${event.key}"]`)?.click();
  } else if (event.key === 'g') {
    goUntil = performance.now() + SEQUENCE_MS;
  } else if (event.key === '/') {
    pick('[data-search]')?.focus();
  } else if (event.key === '?') {
    pick('[data-keys]')?.click();
  }
});
