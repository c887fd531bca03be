// Replicas of a topic's partitions as they move: one row each, changed in place. From the stream 'replication'.
//
// Attributes: cluster, topic, first, limit, labels (JSON: names of columns and words).
import { stream } from './stream.js';

const COLUMNS = ['broker', 'role', 'progress', 'lag', 'time', 'end', 'rate', 'watermark', 'bytes', 'size'];
const MINOR = new Set(['progress', 'rate', 'bytes', 'size']);
const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const UNKNOWN = '–';
const RETRY_MS = 5_000;

const count = value => value < 0 ? UNKNOWN : value.toLocaleString('en');

function bytes(value) {
  if (value < 0) return UNKNOWN;
  let i = 0;
  while (value >= 1023.5 && i < BYTES.length - 1) { value /= 1024; i++; }
  return `${i === 0 ? value : value >= 99.95 ? Math.round(value) : Math.round(value * 10) / 10} ${BYTES[i]}`;
}

function time(ms) {
  if (ms < 0) return UNKNOWN;
  if (ms < 1000) return `${ms} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} m ${Math.floor(ms % 60_000 / 1000)} s`;
}

function rate(perSecond) {
  if (perSecond < 0) return UNKNOWN;
  return `${perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond).toLocaleString('en')}/s`;
}

class LiveReplicas extends HTMLElement {
  #groups = new Map();
  #leave = null;
  #retry = 0;

  connectedCallback() {
    this.words = JSON.parse(this.getAttribute('labels') || '{}');
    this.innerHTML = '<div class="loading" role="status"><div></div><div></div><div></div></div>';
    this.table = null;
    this.#groups.clear();
    this.#subscribe();
  }

  disconnectedCallback() {
    clearTimeout(this.#retry);
    this.#leave?.();
  }

  #subscribe() {
    this.#leave = stream.subscribe('replication', {
      cluster: this.getAttribute('cluster'), topic: this.getAttribute('topic'),
      first: Number(this.getAttribute('first')), limit: Number(this.getAttribute('limit')),
    }, {
      items: items => this.#take(items.at(-1)),
      error: (title, detail) => this.#failed(`${title} ${detail}`),
      end: reason => this.#failed(reason),
      state: state => {
        this.dataset.state = state;
        if (state === 'lost') this.#note(this.words.lost || '');
      },
    });
  }

  /** Says so, and asks again after a while: a broker may come back. */
  #failed(text) {
    if (!this.isConnected) return;
    this.#note(text);
    this.#leave?.();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#subscribe(), RETRY_MS);
  }

  #note(text) {
    if (!this.isConnected) return;
    if (!this.table) this.innerHTML = '';
    this.note ??= Object.assign(document.createElement('p'), { className: 'replicas-note', role: 'status' });
    if (!this.note.isConnected) this.prepend(this.note);
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  #build() {
    this.innerHTML = '<div class="table-box"><table class="table replicas"><thead><tr></tr></thead></table></div>';
    this.table = this.querySelector('table');
    this.table.setAttribute('aria-label', this.words.title || '');
    for (const column of COLUMNS) {
      const th = Object.assign(document.createElement('th'), { scope: 'col', textContent: this.words[column] || column });
      th.classList.toggle('num', column !== 'role' && column !== 'progress');
      th.classList.toggle('minor', MINOR.has(column));
      this.querySelector('thead tr').append(th);
    }
  }

  #take(now) {
    if (!this.isConnected || !now) return;
    if (!this.table) this.#build();
    this.#note(now.trouble);
    for (const partition of now.partitions) this.#partition(partition, now.takenMs);
  }

  #partition(partition, takenMs) {
    let group = this.#groups.get(partition.partition);
    if (!group) {
      const body = document.createElement('tbody');
      body.dataset.partition = partition.partition;
      body.innerHTML = `<tr class="replicas-head"><th scope="rowgroup" colspan="${COLUMNS.length}"></th></tr>`;
      this.table.append(body);
      group = { body, head: body.querySelector('th'), rows: new Map() };
      this.#groups.set(partition.partition, group);
    }
    const text = this.#title(partition);
    if (group.text !== text) { group.text = text; group.head.textContent = text; }
    for (const replica of partition.replicas) this.#replica(group, replica, partition, takenMs);
    for (const [broker, row] of group.rows) {
      if (!partition.replicas.some(replica => replica.broker === broker)) { row.tr.remove(); group.rows.delete(broker); }
    }
  }

  #title(p) {
    const fill = (name, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), this.words[name] || '');
    const parts = [fill('partition', p.partition),
      p.leader < 0 ? this.words.leaderless : fill('led', p.leader, p.leaderEpoch < 0 ? UNKNOWN : p.leaderEpoch),
      fill('insync', p.isr.join(', ') || UNKNOWN)];
    if (p.proposed.length) parts.push(fill('proposed', p.proposed.join(', ')));
    if (p.highWatermark >= 0) parts.push(fill('high', count(p.highWatermark)));
    if (p.lastStable >= 0 && p.highWatermark > p.lastStable) parts.push(fill('held', count(p.highWatermark - p.lastStable)));
    return parts.join(' · ');
  }

  #row(group, replica) {
    const tr = document.createElement('tr');
    tr.dataset.key = `${replica.partition}@${replica.broker}`;
    for (const column of COLUMNS) {
      const td = tr.insertCell();
      td.classList.toggle('num', column !== 'role' && column !== 'progress');
      td.classList.toggle('minor', MINOR.has(column));
    }
    tr.cells[1].innerHTML = '<span class="pill"></span>';
    tr.cells[2].innerHTML = '<div class="meter"><div class="meter-fill"></div></div>';
    group.body.append(tr);
    return { tr, shown: [], end: -1, at: 0, rate: -1 };
  }

  #replica(group, replica, partition, takenMs) {
    let row = group.rows.get(replica.broker);
    if (!row) {
      row = this.#row(group, replica);
      group.rows.set(replica.broker, row);
    }
    // Of a cluster elsewhere nothing but the leader's high watermark moves.
    const end = replica.logEnd >= 0 ? replica.logEnd : replica.highWatermark;
    if (takenMs > row.at) {
      row.rate = end >= 0 && row.end >= 0 ? Math.max(0, end - row.end) * 1000 / (takenMs - row.at) : -1;
      row.end = end;
      row.at = takenMs;
    }
    const figures = [String(replica.broker), null, null, count(replica.lag), time(replica.lagMs), count(replica.logEnd), rate(row.rate),
      count(replica.highWatermark), bytes(replica.bytesBehind), bytes(replica.bytes)];
    figures.forEach((figure, i) => {
      if (figure !== null && row.shown[i] !== figure) { row.shown[i] = figure; row.tr.cells[i].textContent = figure; }
    });
    const [word, tone] = this.#standing(replica);
    if (row.word !== word) {
      row.word = word;
      row.tr.querySelector('.pill').textContent = word;
      row.tr.querySelector('.pill').className = `pill ${tone}`;
    }
    row.tr.cells[3].classList.toggle('is-warn', replica.lag > 0 && !replica.inSync);
    row.tr.querySelector('.meter-fill').style.width = `${this.#progress(replica, partition)}%`;
  }

  /** How much of what the leader has is here, in percent. */
  #progress(replica, partition) {
    if (replica.role === 'leader') return 100;
    if (replica.lag >= 0) {
      const whole = Math.max(1, partition.logEnd - Math.max(0, partition.logStart));
      return Math.round(1000 * (1 - Math.min(1, replica.lag / whole))) / 10;
    }
    const whole = replica.bytes + replica.bytesBehind;
    return replica.bytes < 0 || replica.bytesBehind < 0 ? 0 : whole === 0 ? 100 : Math.round(1000 * replica.bytes / whole) / 10;
  }

  #standing(replica) {
    const words = this.words;
    if (replica.role === 'away') return [words.away, 'is-bad'];
    if (!replica.inSync) return [words.behind, 'is-warn'];
    return replica.role === 'leader' ? [words.leader, 'is-accent'] : [words.follower, 'is-good'];
  }
}

if (!customElements.get('live-replicas')) customElements.define('live-replicas', LiveReplicas);
