// The one WebSocket of this tab. Subscriptions are left and joined by message, so a tab never holds more than one connection.
// After a lost connection the server goes on where this tab was, if it comes back soon enough; what did not fit is counted as
// dropped. Later, every subscription still wanted is asked for anew.

const PATH = '/api/v1/stream';
const PING_MS = 20_000;
/** Without a word for so long the connection is taken for dead: three pings, and one that a hidden tab is late with. */
const SILENT_MS = 90_000;
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 8_000;
/** The server's word for: sign in first. */
const SIGN_IN = 4401;

class Stream {
  #socket = null;
  #subscriptions = new Map();
  #next = 1;
  #retryMs = RETRY_MIN_MS;
  #retryTimer = 0;
  #pingTimer = 0;
  #session = '';
  #heard = 0;
  #heardAt = 0;
  #ready = false;
  #left = [];

  /**
   * Subscribes to a stream of the server. The listener's optional functions: items(array, dropped), error(title, detail), end(reason),
   * state('connecting' | 'live' | 'lost'). Returns a function which leaves.
   */
  subscribe(stream, params, listener) {
    const id = 's' + this.#next++;
    this.#subscriptions.set(id, { stream, params, listener, asked: false });
    if (this.#ready) {
      this.#ask(id);
    } else {
      listener.state?.('connecting');
      this.#open();
    }
    return () => this.#leave(id);
  }

  #leave(id) {
    if (!this.#subscriptions.delete(id)) return;
    if (this.#ready) this.#send({ op: 'unsubscribe', id });
    else this.#left.push(id);
    if (this.#subscriptions.size === 0) this.#close();
  }

  #ask(id) {
    const subscription = this.#subscriptions.get(id);
    subscription.listener.state?.('live');
    if (subscription.asked) return;
    subscription.asked = true;
    this.#send({ op: 'subscribe', id, stream: subscription.stream, params: subscription.params });
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #open() {
    if (this.#socket || this.#subscriptions.size === 0) return;
    clearTimeout(this.#retryTimer);
    const address = new URL(PATH, location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => {
      this.#retryMs = RETRY_MIN_MS;
      this.#heardAt = performance.now();
      this.#pingTimer = setInterval(() => this.#ping(), PING_MS);
    };
    socket.onmessage = event => {
      if (this.#socket === socket) this.#receive(JSON.parse(event.data));
    };
    socket.onclose = event => {
      if (this.#socket === socket) this.#lost(event.code);
    };
  }

  #ping() {
    if (performance.now() - this.#heardAt > SILENT_MS) {
      const socket = this.#socket;
      this.#lost(0);
      socket?.close();
    } else {
      this.#send({ op: 'ping' });
    }
  }

  #lost(code) {
    this.#socket = null;
    this.#ready = false;
    clearInterval(this.#pingTimer);
    for (const { listener } of this.#subscriptions.values()) listener.state?.('lost');
    if (code === SIGN_IN) return;
    // Spread out, so that a restarted server does not meet every tab at once.
    this.#retryTimer = setTimeout(() => this.#open(), this.#retryMs * (0.5 + Math.random()));
    this.#retryMs = Math.min(RETRY_MAX_MS, this.#retryMs * 2);
  }

  #close() {
    clearTimeout(this.#retryTimer);
    clearInterval(this.#pingTimer);
    const socket = this.#socket;
    this.#socket = null;
    this.#ready = false;
    this.#session = '';
    socket?.close();
  }

  /** The server is there: under the session of before, or under one that knows nothing of us. */
  #greeted({ type, session }) {
    if (type === 'hello' && this.#session) {
      this.#send({ op: 'resume', session: this.#session, seq: this.#heard });
      return;
    }
    if (type !== 'resumed') {
      this.#heard = 0;
      for (const subscription of this.#subscriptions.values()) subscription.asked = false;
    }
    this.#session = session;
    this.#ready = true;
    for (const id of this.#left.splice(0)) this.#send({ op: 'unsubscribe', id });
    for (const id of this.#subscriptions.keys()) this.#ask(id);
  }

  #receive(message) {
    this.#heardAt = performance.now();
    if (message.session) {
      this.#greeted(message);
      return;
    }
    if (message.seq) this.#heard = message.seq;
    const subscription = this.#subscriptions.get(message.id);
    if (!subscription) return;
    const { listener } = subscription;
    if (message.type === 'data') {
      listener.items?.(message.items, message.dropped || 0);
    } else if (message.type === 'error') {
      listener.error?.(message.title, message.detail || '');
    } else if (message.type === 'end') {
      this.#subscriptions.delete(message.id);
      listener.end?.(message.reason);
    }
  }
}

export const stream = new Stream();
