import type { Raw } from "./between.ts";

/** The code with which a socket is given up and its session kept. */
export const GIVEN_UP = 3000;

/** What happens on a socket. */
export interface LinkEvents {
  opened(): void;
  message(raw: Raw): void;
  /** It has ended, or could not be opened; the last event. */
  closed(code: number, reason: string): void;
}

/** One socket. It is closed by one side only as far as the owner knows: once {@link close} is called there are no more events. */
export class Link {
  readonly #socket: WebSocket;
  readonly #released: Promise<void>;

  /** @throws DOMException if the platform forbids the address, such as `ws:` for a page of `https:` */
  constructor(type: typeof WebSocket, url: string, protocols: readonly string[], events: LinkEvents) {
    const socket = new type(url, [...protocols]);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => events.opened();
    socket.onmessage = ({ data }) => events.message(typeof data === "string" ? data : new Uint8Array(data));
    this.#released = new Promise((resolve) => {
      socket.addEventListener("close", () => resolve());
    });
    socket.onclose = ({ code, reason }) => events.closed(code, reason);
  }

  /** The subprotocol that the server has chosen; empty for none. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  /** How many bytes the platform has not sent yet. */
  get buffered(): number {
    return this.#socket.bufferedAmount;
  }

  send(raw: Raw): void {
    this.#socket.send(raw);
  }

  /** Closes the socket after what was sent; resolves when the platform has released it. */
  close(code: number, reason = ""): Promise<void> {
    const socket = this.#socket;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(code, reason);
    return this.#released;
  }
}
