/** Calls a Webshocket service over one WebSocket. */
export class Service {
  #socket;
  #calls = new Map();
  #nextId = 1;

  constructor(url, { opened, published, closed }) {
    const address = new URL(url);
    address.protocol = address.protocol.replace("http", "ws");
    this.#socket = new WebSocket(address, "webshocket.v1.json"); // JSON in text frames
    this.#socket.onopen = opened;
    this.#socket.onmessage = (event) => this.#receive(JSON.parse(event.data), published);
    this.#socket.onclose = (event) => {
      this.#calls.forEach(({ reject }) => reject(new Error("The connection is lost.")));
      this.#calls.clear();
      closed(event.reason);
    };
  }

  /** Returns a promise of the result; it is rejected with the error's message, and its code as `code`. */
  call(method, ...args) {
    return new Promise((resolve, reject) => {
      const callId = String(this.#nextId++);
      this.#calls.set(callId, { resolve, reject });
      this.#socket.send(JSON.stringify({ source: 5, rpc: { type: "request", method, args, call_id: callId } }));
    });
  }

  #receive(packet, published) {
    if (packet.source === 2) {
      published(packet.channel, packet.data);
    } else if (packet.rpc?.type === "response") {
      const { call_id: callId, response, error } = packet.rpc;
      const call = this.#calls.get(callId);
      this.#calls.delete(callId);
      if (error === null) {
        call?.resolve(response);
      } else {
        call?.reject(Object.assign(new Error(response), { code: error }));
      }
    }
  }
}
