// Records as they are written. A ring of the last records, a handful of rows that are painted again and again, one paint per frame.
//
// Attributes: cluster, topics (comma separated), text, partitions (comma separated), capacity, zone, labels (JSON of the texts shown).
// Event 'record-open' {topic, partition, offset} when a row is chosen.
import { stream } from './stream.js';

const ROW = 26;
const RATE_WINDOW_MS = 2_000;

class LiveTail extends HTMLElement {
  #ring = [];
  #capacity = 20_000;
  #head = 0;
  #count = 0;
  #total = 0;
  #dropped = 0;
  #paused = false;
  #follow = true;
  #unseen = 0;
  #painting = false;
  #rows = [];
  #arrivals = [];
  #leave = null;
  #state = 'connecting';
  #words = {};

  connectedCallback() {
    this.#words = JSON.parse(this.getAttribute('labels') || '{}');
    this.#capacity = Number(this.getAttribute('capacity')) || this.#capacity;
    const zone = this.getAttribute('zone') || 'UTC';
    this.clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' });
    this.many = this.getAttribute('topics').includes(',');
    if (!this.viewport) this.#build();
    this.resize = new ResizeObserver(() => this.#mark());
    this.resize.observe(this.viewport);
    this.ticker = setInterval(() => this.#bar(), 500);
    this.#join();
  }

  disconnectedCallback() {
    this.#leave?.();
    this.#leave = null;
    this.resize?.disconnect();
    clearInterval(this.ticker);
  }

  #join() {
    const params = { cluster: this.getAttribute('cluster'), topics: this.getAttribute('topics').split(',') };
    const text = this.getAttribute('text');
    const partitions = this.getAttribute('partitions');
    if (text) params.text = text;
    if (partitions) params.partitions = partitions.split(',').map(Number);
    this.#leave = stream.subscribe('records.tail', params, {
      items: (items, dropped) => this.#take(items, dropped),
      state: state => { this.#state = state; this.#bar(); },
      error: (title, detail) => this.#trouble(detail ? `${title}: ${detail}` : title),
      end: reason => this.#trouble(reason),
    });
  }

  #trouble(text) {
    this.#state = 'ended';
    this.note.textContent = text;
    this.note.hidden = false;
    this.#bar();
  }

  #take(items, dropped) {
    for (const item of items) {
      this.#ring[this.#head] = item;
      this.#head = (this.#head + 1) % this.#capacity;
    }
    this.#count = Math.min(this.#capacity, this.#count + items.length);
    this.#total += items.length;
    this.#dropped += dropped;
    this.#arrivals.push([performance.now(), items.length + dropped]);
    if (this.#paused || !this.#follow) this.#unseen += items.length;
    this.#mark();
  }

  #build() {
    this.innerHTML = `
      <div class="tail-bar">
        <span class="tail-state" data-state="connecting"><i></i><b></b></span>
        <span class="tail-rate"></span><span class="tail-total"></span><span class="tail-dropped"></span>
        <span class="tail-gap"></span>
        <button type="button" class="tail-button tail-jump" hidden></button>
        <button type="button" class="tail-button tail-pause" aria-pressed="false"></button>
        <button type="button" class="tail-button tail-clear"></button>
      </div>
      <div class="tail-note" role="alert" hidden></div>
      <div class="tail-head" aria-hidden="true"><span></span><span></span><span></span><span></span><span></span><span></span></div>
      <div class="tail-view" role="log" tabindex="0"><div class="tail-space"></div><div class="tail-empty"></div></div>`;
    const find = name => this.querySelector('.tail-' + name);
    this.viewport = find('view');
    this.space = find('space');
    this.empty = find('empty');
    this.note = find('note');
    this.parts = { state: find('state'), rate: find('rate'), total: find('total'), dropped: find('dropped'), jump: find('jump'),
      pause: find('pause') };
    const words = this.#words;
    ['time', 'topic', 'partition', 'offset', 'key', 'value'].forEach((name, i) => { find('head').children[i].textContent = words[name] || name; });
    this.classList.toggle('tail-many', this.many);
    this.viewport.setAttribute('aria-label', words.title || 'Live records');
    this.empty.textContent = words.waiting || '';
    find('clear').textContent = words.clear || 'Clear';
    find('clear').onclick = () => this.#clear();
    this.parts.pause.onclick = () => this.#pause(!this.#paused);
    this.parts.jump.onclick = () => { this.#pause(false); this.#follow = true; this.#unseen = 0; this.#mark(); };
    this.viewport.addEventListener('wheel', event => { if (event.deltaY < 0) this.#follow = false; }, { passive: true });
    this.viewport.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.viewport.addEventListener('click', event => this.#choose(event.target.closest('.tail-row')));
    this.#bar();
  }

  #scrolled() {
    const below = this.viewport.scrollHeight - this.viewport.scrollTop - this.viewport.clientHeight;
    if (below < ROW && !this.#paused) {
      this.#follow = true;
      this.#unseen = 0;
    } else if (below > 3 * ROW) {
      this.#follow = false;
    }
    this.#mark();
  }

  #pause(paused) {
    this.#paused = paused;
    this.#follow = !paused;
    if (!paused) this.#unseen = 0;
    this.parts.pause.setAttribute('aria-pressed', String(paused));
    this.#mark();
    this.#bar();
  }

  #clear() {
    this.#ring = [];
    this.#head = this.#count = this.#total = this.#dropped = this.#unseen = 0;
    for (const row of this.#rows) row.item = null;
    this.#mark();
  }

  #choose(row) {
    if (!row?.item) return;
    const { topic, partition, offset } = row.item;
    this.dispatchEvent(new CustomEvent('record-open', { detail: { topic, partition, offset } }));
  }

  #bar() {
    if (!this.parts) return;
    const words = this.#words;
    const now = performance.now();
    while (this.#arrivals.length && this.#arrivals[0][0] < now - RATE_WINDOW_MS) this.#arrivals.shift();
    const rate = this.#arrivals.reduce((sum, [, n]) => sum + n, 0) * 1000 / RATE_WINDOW_MS;
    const state = this.#state === 'live' && this.#paused ? 'paused' : this.#state;
    this.parts.state.dataset.state = state;
    this.parts.state.lastElementChild.textContent = words[state] || state;
    this.parts.rate.textContent = `${rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate).toLocaleString('en')}/s`;
    this.parts.total.textContent = (words.total || '{0}').replace('{0}', this.#total.toLocaleString('en'));
    this.parts.dropped.textContent = (words.dropped || '{0} dropped').replace('{0}', this.#dropped.toLocaleString('en'));
    this.parts.dropped.classList.toggle('some', this.#dropped > 0);
    this.parts.pause.textContent = this.#paused ? words.resume || 'Resume' : words.pause || 'Pause';
    this.parts.jump.hidden = this.#unseen === 0;
    this.parts.jump.textContent = (words.unseen || '{0} new').replace('{0}', this.#unseen.toLocaleString('en'));
  }

  #mark() {
    if (this.#painting) return;
    this.#painting = true;
    requestAnimationFrame(() => { this.#painting = false; this.#paint(); });
  }

  #paint() {
    const height = this.viewport.clientHeight;
    const wanted = Math.ceil(height / ROW) + 2;
    while (this.#rows.length < wanted) this.#rows.push(this.#row());
    const pixels = this.#count * ROW;
    if (this.pixels !== pixels) { this.pixels = pixels; this.space.style.height = pixels + 'px'; }
    this.empty.hidden = this.#count > 0;
    if (this.#follow) this.viewport.scrollTop = pixels;
    const top = this.#follow ? pixels - height : this.viewport.scrollTop;
    const first = Math.max(0, Math.min(Math.floor(top / ROW), this.#count - wanted));
    const base = (this.#head - this.#count + this.#capacity) % this.#capacity;
    this.#rows.forEach((row, i) => this.#fill(row, first + i, base));
  }

  #fill(row, index, base) {
    const gone = index >= this.#count;
    if (row.hidden !== gone) row.hidden = gone;
    if (gone) return;
    if (row.index !== index) { row.index = index; row.style.transform = `translateY(${index * ROW}px)`; }
    const item = this.#ring[(base + index) % this.#capacity];
    if (row.item === item) return;
    row.item = item;
    const [time, topic, partition, offset, key, value] = row.texts;
    time.data = this.clock.format(item.timestampMs);
    topic.data = item.topic;
    partition.data = item.partition;
    offset.data = item.offset;
    this.#cell(key, item.key);
    this.#cell(value, item.value);
  }

  #cell(node, cell) {
    const absent = !cell || cell.size < 0;
    node.data = absent ? 'null' : cell.text;
    node.parentNode.classList.toggle('null', absent);
  }

  #row() {
    const row = document.createElement('div');
    row.className = 'tail-row';
    row.texts = ['time', 'topic', 'partition', 'offset', 'key', 'value'].map(name => {
      const cell = document.createElement('span');
      cell.className = 'tail-' + name + '-cell';
      const text = document.createTextNode('');
      cell.append(text);
      row.append(cell);
      return text;
    });
    this.space.append(row);
    return row;
  }
}

if (!customElements.get('live-tail')) customElements.define('live-tail', LiveTail);
