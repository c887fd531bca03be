// Figures as they are measured: one chart of some series of a stream ('cluster.rates' unless told otherwise), whose first
// message brings the history.
//
// Attributes: cluster, stream, params (JSON), unit ('count' | 'bytes', both per second, or 'number'), seconds, zone, series (JSON: [{name, label, tone}]), label.
import { stream } from './stream.js';
import uPlot from './uplot-1.6.32.js';

const COUNT = ['', 'k', 'M', 'G', 'T'];
// Steps of an axis of bytes: 1, 2, 4, … 512 KiB, …
const BINARY = Array.from({ length: 50 }, (_, i) => 2 ** i);
const BYTES = [' B', ' KiB', ' MiB', ' GiB', ' TiB'];

function figure(value, unit) {
  if (value == null || Number.isNaN(value)) return '–';
  const base = unit === 'bytes' ? 1024 : 1000;
  const units = unit === 'bytes' ? BYTES : COUNT;
  let i = 0;
  while (value >= base && i < units.length - 1) { value /= base; i++; }
  return `${value >= 100 ? Math.round(value) : Math.round(value * 10) / 10}${units[i]}${unit === 'number' ? '' : '/s'}`;
}

/** Whether a series is of one figure, of which no line can be drawn. */
function lonely(plot, series) {
  return plot.data[series].filter(value => value != null).length === 1;
}

class LiveChart extends HTMLElement {
  #times = [];
  #values = [];
  #plot = null;
  #leave = null;
  #pending = false;

  connectedCallback() {
    this.series = JSON.parse(this.getAttribute('series') || '[]');
    this.unit = this.getAttribute('unit') || 'count';
    this.seconds = Number(this.getAttribute('seconds')) || 900;
    this.#values = this.series.map(() => []);
    this.#times = [];
    this.innerHTML = '<div class="chart-legend"></div><div class="chart-plot"></div>';
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.getAttribute('label') || '');
    this.legend = this.series.map(series => this.#entry(series));
    this.plotBox = this.lastElementChild;
    this.resize = new ResizeObserver(() => this.#fit());
    this.resize.observe(this.plotBox);
    this.theme = new MutationObserver(() => this.#rebuild());
    this.theme.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'theme'] });
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.onScheme = () => this.#rebuild();
    this.scheme.addEventListener('change', this.onScheme);
    this.#leave = stream.subscribe(this.getAttribute('stream') || 'cluster.rates',
      { cluster: this.getAttribute('cluster'), ...JSON.parse(this.getAttribute('params') || '{}') }, {
      items: items => this.#take(items),
      state: state => { this.dataset.state = state; },
      error: title => { this.dataset.state = 'ended'; this.title = title; },
    });
  }

  disconnectedCallback() {
    this.#leave?.();
    this.resize.disconnect();
    this.theme.disconnect();
    this.scheme.removeEventListener('change', this.onScheme);
    this.#plot?.destroy();
    this.#plot = null;
  }

  #entry(series) {
    const entry = document.createElement('span');
    entry.className = 'chart-entry tone-' + series.tone;
    entry.innerHTML = '<i></i><span></span><b></b>';
    entry.children[1].textContent = series.label;
    entry.children[2].textContent = '–';
    this.firstElementChild.append(entry);
    return entry.children[2];
  }

  #take(items) {
    for (const { timeMs, values } of items) {
      const time = timeMs / 1000;
      if (this.#times.length && time <= this.#times[this.#times.length - 1]) continue;
      this.#times.push(time);
      this.series.forEach((series, i) => {
        const value = values[series.name];
        this.#values[i].push(typeof value === 'number' && value >= 0 ? value : null);
      });
    }
    const oldest = Date.now() / 1000 - this.seconds;
    while (this.#times.length > 2 && this.#times[0] < oldest) {
      this.#times.shift();
      this.#values.forEach(values => values.shift());
    }
    this.#show();
  }

  #show() {
    if (this.#pending) return;
    this.#pending = true;
    requestAnimationFrame(() => {
      this.#pending = false;
      if (!this.isConnected) return;
      this.legend.forEach((entry, i) => { entry.textContent = figure(this.#values[i].at(-1), this.unit); });
      if (!this.#plot) this.#build();
      this.#plot?.setData(this.#data());
    });
  }

  /** All there is, at least a minute and at most the seconds asked for. */
  #window() {
    const now = Date.now() / 1000;
    return [Math.max(now - this.seconds, Math.min(this.#times[0] ?? now, now - 60)), now];
  }

  #data() {
    return [this.#times, ...this.#values];
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.plotBox;
    if (this.#plot && width && height) this.#plot.setSize({ width, height });
    else if (!this.#plot && this.#times.length) this.#show();
  }

  #rebuild() {
    this.#plot?.destroy();
    this.#plot = null;
    if (this.#times.length) this.#show();
  }

  #colour(name) {
    // Canvas knows neither custom properties nor light-dark(); let the browser resolve them to a plain colour first.
    this.probe ??= this.plotBox.appendChild(Object.assign(document.createElement('i'), { hidden: true }));
    this.probe.style.color = `var(${name})`;
    return getComputedStyle(this.probe).color;
  }

  #build() {
    const { clientWidth: width, clientHeight: height } = this.plotBox;
    if (!width || !height) return;
    const [ink, grid] = [this.#colour('--ink-3'), this.#colour('--line')];
    const axis = { stroke: ink, font: '11px ' + getComputedStyle(this).fontFamily, ticks: { show: false } };
    const zone = this.getAttribute('zone') || 'UTC';
    this.#plot = new uPlot({
      width, height, padding: [8, 22, 0, 0],
      legend: { show: false }, cursor: { y: false, points: { size: 5 }, sync: { key: 'cluster.rates' } },
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), zone),
      scales: { x: { range: () => this.#window() },
        y: { range: (_, min, max) => [0, Math.max(1, (max || 0) * 1.15)] } },
      axes: [{ ...axis, size: 26, grid: { show: false }, space: 70,
        values: [[60, '{HH}:{mm}', null, null, null, null, null, null, 1], [1, '{HH}:{mm}:{ss}', null, null, null, null, null, null, 1]] },
      { ...axis, size: 62, incrs: this.unit === 'bytes' ? BINARY : undefined, grid: { stroke: grid, width: 1 }, space: 34,
        values: (_, ticks) => ticks.map(tick => figure(tick, this.unit)) }],
      series: [{}, ...this.series.map(series => {
        const stroke = this.#colour('--tone-' + series.tone);
        return { label: series.label, stroke, width: 1.6, points: { show: lonely, size: 5 }, spanGaps: false,
          fill: stroke.replace(/,/g, ' ').replace(')', ' / 0.1)') };
      })],
      hooks: { setCursor: [plot => this.#hover(plot.cursor.idx)] },
    }, this.#data(), this.plotBox);
  }

  #hover(index) {
    this.legend.forEach((entry, i) => {
      const values = this.#values[i];
      entry.textContent = figure(index == null ? values.at(-1) : values[index], this.unit);
    });
  }
}

if (!customElements.get('live-chart')) customElements.define('live-chart', LiveChart);
