// Goes round the languages. The server reads the cookie when it makes the next page.
const YEAR_SECONDS = 365 * 24 * 3600;

class LanguageButton extends HTMLElement {
  connectedCallback() {
    if (this.firstElementChild) return;
    const languages = this.getAttribute('languages').split(',').map((one) => one.split('='));
    const at = languages.findIndex(([code]) => code === this.getAttribute('chosen'));
    const [code, name] = languages[at < 0 ? 0 : at];
    const [next] = languages[(at + 1) % languages.length];
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = code.toUpperCase();
    button.title = `${this.getAttribute('label')}: ${name}`;
    button.setAttribute('aria-label', button.title);
    button.onclick = () => {
      document.cookie = `odradek.language=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
      window.location.reload();
    };
    this.append(button);
  }
}

if (!customElements.get('language-button')) customElements.define('language-button', LanguageButton);
