// Goes round the themes: as the system says, light, dark. The choice itself lives in theme.js.
const NEXT = { system: 'light', light: 'dark', dark: 'system' };
const DRAWINGS = {
  system: 'M3.5 4.5h17v11h-17zM9 19.5h6M12 15.5v4',
  light: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4'
    + 'M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  dark: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
};

class ThemeButton extends HTMLElement {
  connectedCallback() {
    if (this.firstElementChild) return;
    this.button = document.createElement('button');
    this.button.type = 'button';
    this.button.onclick = () => {
      window.odradekTheme.choose(NEXT[window.odradekTheme.chosen()]);
      this.#show();
    };
    this.append(this.button);
    this.#show();
  }

  #show() {
    const choice = window.odradekTheme.chosen();
    const text = `${this.getAttribute('label')}: ${this.getAttribute(choice)}`;
    this.button.title = text;
    this.button.setAttribute('aria-label', text);
    this.button.innerHTML = `<span class="icon"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="${DRAWINGS[choice]}"/></svg></span>`;
  }
}

if (!customElements.get('theme-button')) customElements.define('theme-button', ThemeButton);
