// The one WebSocket of this tab. Subscriptions are left and joined by message, so a tab never holds more than one connection;
// after a lost connection every subscription still wanted is asked for again.

const PATH = '/api/v1/stream';
const PING_MS = 20_000;
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 8_000;

class Stream {
  #socket = null;
  #subscriptions = new Map();
  #next = 1;
  #retryMs = RETRY_MIN_MS;
  #retryTimer = 0;
  #pingTimer = 0;

  /**
   * Subscribes to a stream of the server. The listener's optional functions: items(array, dropped), error(title, detail), end(reason),
   * state('connecting' | 'live' | 'lost'). Returns a function which leaves.
   */
  subscribe(stream, params, listener) {
    const id = 's' + this.#next++;
    this.#subscriptions.set(id, { stream, params, listener });
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#ask(id);
    } else {
      listener.state?.('connecting');
      this.#open();
    }
    return () => this.#leave(id);
  }

  #leave(id) {
    if (!this.#subscriptions.delete(id)) return;
    this.#send({ op: 'unsubscribe', id });
    if (this.#subscriptions.size === 0) this.#close();
  }

  #ask(id) {
    const { stream, params, listener } = this.#subscriptions.get(id);
    listener.state?.('live');
    this.#send({ op: 'subscribe', id, stream, params });
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
      for (const id of this.#subscriptions.keys()) this.#ask(id);
      this.#pingTimer = setInterval(() => this.#send({ op: 'ping' }), PING_MS);
    };
    socket.onmessage = event => this.#receive(JSON.parse(event.data));
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      clearInterval(this.#pingTimer);
      for (const { listener } of this.#subscriptions.values()) listener.state?.('lost');
      // Spread out, so that a restarted server does not meet every tab at once.
      this.#retryTimer = setTimeout(() => this.#open(), this.#retryMs * (0.5 + Math.random()));
      this.#retryMs = Math.min(RETRY_MAX_MS, this.#retryMs * 2);
    };
  }

  #close() {
    clearTimeout(this.#retryTimer);
    clearInterval(this.#pingTimer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #receive(message) {
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
