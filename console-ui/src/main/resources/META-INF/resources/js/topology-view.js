// A drawing that can be zoomed, moved, searched and saved. The property 'svg' holds it whole; a new one keeps the view where it was.
//
// Attributes: topics (address before a topic's name), name (of the file saved), labels (JSON). Marks what it finds with 'is-found'.

const STEP = 1.2;

class TopologyView extends HTMLElement {
  #view = null;
  #whole = null;
  #text = '';
  #svg = '';

  set svg(text) {
    this.#svg = text;
    if (this.isConnected) this.#draw();
  }

  get svg() {
    return this.#svg;
  }

  connectedCallback() {
    const labels = JSON.parse(this.getAttribute('labels') || '{}');
    this.innerHTML = '<div class="topology-bar"></div><div class="topology-box"></div>';
    this.box = this.lastElementChild;
    const bar = this.firstElementChild;
    const search = Object.assign(document.createElement('input'), { type: 'search', placeholder: labels.search || '' });
    search.setAttribute('aria-label', labels.search || '');
    search.setAttribute('data-search', '');
    search.addEventListener('input', () => { this.#text = search.value.toLowerCase(); this.#find(true); });
    bar.append(search);
    for (const [name, text, act] of [['in', '+', () => this.#zoom(1 / STEP)], ['out', '−', () => this.#zoom(STEP)],
      ['fit', labels.fit, () => this.#fit()], ['save', labels.save, () => this.#save()]]) {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: text, className: 'topology-' + name });
      button.setAttribute('aria-label', labels[name] || text);
      button.addEventListener('click', act);
      bar.append(button);
    }
    this.box.addEventListener('wheel', event => {
      event.preventDefault();
      this.#zoom(event.deltaY > 0 ? STEP : 1 / STEP, event);
    }, { passive: false });
    this.box.addEventListener('pointerdown', event => this.#drag(event));
    this.box.addEventListener('keydown', event => { if (event.key === 'Enter') this.#go(event); });
    this.box.addEventListener('click', event => { if (!this.dragged) this.#go(event); });
    if (Object.hasOwn(this, 'svg')) {
      // Set before this class was there, it hides the class' own.
      const early = this.svg;
      delete this.svg;
      this.svg = early;
    } else if (this.#svg) this.#draw();
  }

  #draw() {
    this.box.innerHTML = this.#svg;
    const svg = this.box.firstElementChild;
    if (!svg) return;
    svg.setAttribute('aria-label', this.getAttribute('name') || '');
    const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
    const changed = !this.#whole || this.#whole[2] !== width || this.#whole[3] !== height;
    this.#whole = [0, 0, width, height];
    if (changed || !this.#view) this.#fit();
    else this.#show();
    this.#find(false);
  }

  #show() {
    this.box.firstElementChild?.setAttribute('viewBox', this.#view.join(' '));
  }

  #fit() {
    const { clientWidth, clientHeight } = this.box;
    const [, , width, height] = this.#whole;
    // Never larger than life.
    const scale = Math.max(1, width / (clientWidth || width), height / (clientHeight || height)) ;
    const [w, h] = [(clientWidth || width) * scale, (clientHeight || height) * scale];
    this.#view = [(width - w) / 2, Math.min(0, (height - h) / 2), w, h];
    this.#show();
  }

  #zoom(factor, event) {
    if (!this.#view) return;
    const [x, y, w, h] = this.#view;
    const box = this.box.getBoundingClientRect();
    const at = event ? [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height] : [0.5, 0.5];
    this.#view = [x + w * at[0] * (1 - factor), y + h * at[1] * (1 - factor), w * factor, h * factor];
    this.#show();
  }

  #drag(event) {
    if (event.button !== 0 || !this.#view) return;
    this.dragged = false;
    const from = [event.clientX, event.clientY];
    const [x, y, w, h] = this.#view;
    const move = e => {
      if (Math.abs(e.clientX - from[0]) + Math.abs(e.clientY - from[1]) > 4) this.dragged = true;
      this.#view = [x - (e.clientX - from[0]) * w / this.box.clientWidth, y - (e.clientY - from[1]) * h / this.box.clientHeight, w, h];
      this.#show();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', move), { once: true });
  }

  #find(move) {
    const boxes = [...this.box.querySelectorAll('.t-box')];
    const found = boxes.filter(box => this.#text && box.querySelector('title').textContent.toLowerCase().includes(this.#text));
    boxes.forEach(box => box.classList.toggle('is-found', found.includes(box)));
    if (move && found.length) {
      const { x, y, width, height } = found[0].getBBox();
      this.#view[0] = x + width / 2 - this.#view[2] / 2;
      this.#view[1] = y + height / 2 - this.#view[3] / 2;
      this.#show();
    }
  }

  #go(event) {
    const topic = event.target.closest('[data-topic]')?.dataset.topic;
    if (topic) this.dispatchEvent(new CustomEvent('topic-open', { detail: { topic } }));
  }

  #save() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([this.#svg], { type: 'image/svg+xml' }));
    link.download = (this.getAttribute('name') || 'topology') + '.svg';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
  }
}

if (!customElements.get('topology-view')) customElements.define('topology-view', TopologyView);
