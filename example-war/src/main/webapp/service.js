/** The JSON form of the Webshocket protocol, for a page: one connection, its calls, and coming back after a loss. */

const RPC = 5;
const FIRST_RETRY_SECONDS = 0.5;
const LONGEST_RETRY_SECONDS = 20;
const STEADY_SECONDS = 5;

/** Reads out of a close reason for how long a server that goes away wants to be left alone. */
function secondsUntilBack(reason) {
  return Number(/retry-after=(\d+)$/.exec(reason)?.[1] ?? 0);
}

export class Service {
  #url;
  #listener;
  #socket = null;
  #calls = new Map();
  #nextId = 1;
  #failures = 0;
  #timer = 0;

  /**
   * @param {URL} url of the service
   * @param {{state: function(string, number=), packet: function(string, string), message: function(object)}} listener
   *     is told "connecting", "open", or "waiting" with the seconds until the next try (none while the page is hidden
   *     or offline), of every packet, "sent" or "received", as text, and of every message that is no answer
   */
  constructor(url, listener) {
    this.#url = url;
    this.#listener = listener;
    addEventListener("online", () => this.#tryAgain());
    document.addEventListener("visibilitychange", () => this.#tryAgain());
    this.connect();
  }

  /** Connects at once, unless it is connected or about to be. */
  connect() {
    if (this.#socket) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#listener.state("connecting");
    const socket = new WebSocket(this.#url, "webshocket.v1.json");
    this.#socket = socket;
    let steady = 0;
    socket.onopen = () => {
      steady = setTimeout(() => { this.#failures = 0; }, STEADY_SECONDS * 1000);
      this.#listener.state("open");
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => {
      clearTimeout(steady);
      this.#lost(secondsUntilBack(event.reason));
    };
  }

  /**
   * Calls a method by named arguments.
   *
   * @param {string} method
   * @param {object} kwargs
   * @param {{item: function(any), result: function(any), end: function(), error: function(?number, string)}} answers
   *     any number of items and then an end from a stream, else one result; or one error, without a code where the
   *     connection was lost
   * @returns {function()} cancels the call; nothing is answered after that
   */
  call(method, kwargs, answers) {
    const callId = String(this.#nextId++);
    this.#calls.set(callId, answers);
    this.#send({ type: "request", method, args: [], kwargs, call_id: callId });
    return () => {
      if (this.#calls.delete(callId)) {
        this.#send({ type: "cancel", call_id: callId });
      }
    };
  }

  #send(rpc) {
    const text = JSON.stringify({ source: RPC, rpc });
    this.#socket.send(text);
    this.#listener.packet("sent", text);
  }

  #receive(text) {
    this.#listener.packet("received", text);
    const packet = JSON.parse(text);
    const { rpc } = packet;
    if (!rpc) {
      this.#listener.message(packet);
      return;
    }
    const answers = rpc.type === "response" ? this.#calls.get(rpc.call_id) : undefined;
    if (!answers) {
      return;
    }
    if (rpc.is_stream && !rpc.is_end) {
      answers.item(rpc.response);
      return;
    }
    this.#calls.delete(rpc.call_id);
    if (rpc.error !== null) {
      answers.error(rpc.error, rpc.response);
    } else if (rpc.is_stream) {
      answers.end();
    } else {
      answers.result(rpc.response);
    }
  }

  #lost(pause) {
    this.#socket = null;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    calls.forEach((answers) => answers.error(null, "The connection was lost."));
    // Doubling with full jitter, so that the pages of a restarted server do not all come back at the same moment.
    const most = pause + Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** this.#failures);
    const seconds = pause + FIRST_RETRY_SECONDS + Math.random() * (most - FIRST_RETRY_SECONDS);
    this.#failures++;
    if (this.#mayRetry()) {
      this.#timer = setTimeout(() => this.connect(), seconds * 1000);
      this.#listener.state("waiting", seconds);
    } else {
      this.#listener.state("waiting");
    }
  }

  /** A page that nobody looks at leaves the server alone. */
  #mayRetry() {
    return navigator.onLine && !document.hidden;
  }

  #tryAgain() {
    if (this.#timer === 0 && this.#mayRetry()) {
      this.connect();
    }
  }
}
