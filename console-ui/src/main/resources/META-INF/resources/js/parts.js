// Small elements which need no server to do their work.

const UNITS_S = [1, 60, 3_600, 86_400];

/** How old a figure is: attributes at (epoch ms of the figure), now (the server's clock when it was sent), late (ms), never, and forms: of seconds, minutes, hours and days, with | between. */
class AgoTime extends HTMLElement {
  static observedAttributes = ['at', 'now', 'forms'];
  #skew = 0;

  connectedCallback() {
    this.timer = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  attributeChangedCallback(name, before, after) {
    if (name === 'now') this.#skew = Date.now() - Number(after);
    this.#show();
  }

  #show() {
    const at = Number(this.getAttribute('at'));
    if (!(at > 0)) {
      this.textContent = this.getAttribute('never') || '–';
      return;
    }
    const age = Math.max(0, Date.now() - this.#skew - at);
    const seconds = Math.floor(age / 1000);
    const forms = (this.getAttribute('forms') || '{0} s|{0} m|{0} h|{0} d').split('|');
    const unit = UNITS_S.findLastIndex(length => seconds >= length);
    this.textContent = forms[Math.max(0, unit)].replace('{0}', Math.floor(seconds / UNITS_S[Math.max(0, unit)]));
    this.classList.toggle('late', age > (Number(this.getAttribute('late')) || Infinity));
  }
}

/** Copies the attribute text; shows for a moment that it did. */
class CopyButton extends HTMLElement {
  connectedCallback() {
    if (this.firstElementChild) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.title = this.getAttribute('label') || 'Copy';
    button.setAttribute('aria-label', button.title);
    button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="8.5" y="8.5" width="11" height="11" rx="2"/>'
      + '<path d="M5 15.5V6.5a2 2 0 0 1 2-2h8.5"/></svg>';
    button.onclick = event => { event.stopPropagation(); this.#copy(); };
    this.append(button);
  }

  async #copy() {
    const text = this.getAttribute('text') || '';
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a secure context there is no clipboard; the old way still works.
      const area = Object.assign(document.createElement('textarea'), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    this.classList.add('copied');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.classList.remove('copied'), 1200);
  }
}

for (const [name, type] of [['ago-time', AgoTime], ['copy-button', CopyButton]]) {
  if (!customElements.get(name)) customElements.define(name, type);
}
