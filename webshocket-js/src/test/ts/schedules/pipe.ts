import type { Fate } from "../kit/server.ts";
import { ok } from "../kit/test.ts";

/** What goes to the server. */
export type Up = { readonly text: string } | { readonly close: number };

/** What comes to the client. */
export type Down = { readonly open: string } | { readonly text: string } | { readonly close: number; readonly reason: string };

/**
 * Both directions of a socket. What was sent waits until the test delivers it. The client's side is a WebSocket, as far as clients
 * use it.
 */
export class Pipe extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;

  readonly url: string;
  readonly protocols: readonly string[];
  readonly extensions = "";
  protocol = "";
  readyState = 0;
  binaryType = "blob";
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;

  /** What the client has sent and the server has not received. */
  readonly up: Up[] = [];
  /** What the server has sent and the client has not received. */
  readonly down: Down[] = [];
  /** Nothing passes any more, and neither side knows. */
  silent = false;
  /** How many bytes have passed, and behind how many it is cut. */
  passed = 0;
  fate: Required<Fate> | undefined;
  /** The server has lost it or closed it. */
  gone = false;
  /** Something was sent while it was not open. */
  misused = false;

  constructor(url: string | URL, protocols: string | string[] = []) {
    super();
    this.url = String(url);
    this.protocols = [protocols].flat();
  }

  get bufferedAmount(): number {
    return this.up.reduce((sum, message) => sum + ("text" in message ? message.text.length : 0), 0);
  }

  send(text: string): void {
    // A browser throws before, and complains on its console after.
    this.misused ||= this.readyState !== Pipe.OPEN;
    ok(!this.misused, "sent while it was not open");
    ok(typeof text === "string", "JSON of version 2 is text");
    if (!this.gone) {
      this.up.push({ text });
    }
  }

  close(code = 1005): void {
    ok(code === 1005 || code === 1000 || (code >= 3000 && code < 5000), `a browser cannot close with ${code}`);
    if (this.readyState >= Pipe.CLOSING) {
      return;
    }
    if (this.readyState === Pipe.CONNECTING) {
      this.cut();
    }
    this.readyState = Pipe.CLOSING;
    if (this.silent) {
      // A browser gives up at some time.
      this.cut();
    } else if (!this.gone) {
      this.up.push({ close: code });
    }
  }

  /** The server closes it, behind what it has sent. */
  end(code: number, reason = ""): void {
    if (!this.gone) {
      this.gone = true;
      this.up.length = 0;
      this.down.push({ close: code, reason });
    }
  }

  /** The network breaks: what was not delivered is lost, and the client learns of it when the next message is delivered. */
  cut(): void {
    if (this.readyState === Pipe.CLOSED || (this.gone && this.down.length === 0)) {
      return;
    }
    this.gone = true;
    this.silent = false;
    this.up.length = 0;
    this.down.length = 0;
    this.down.push({ close: 1006, reason: "" });
  }

  /** Delivers the next message to the client. A close frame takes two steps, as in a browser: the socket is closing, then it has closed. */
  deliver(): Down | undefined {
    const next = this.silent ? undefined : this.down.shift();
    if (next === undefined) {
      return undefined;
    }
    if ("open" in next) {
      if (this.readyState === Pipe.CONNECTING) {
        this.readyState = Pipe.OPEN;
        this.protocol = next.open;
        this.#fire("open", new Event("open"));
      }
    } else if ("text" in next) {
      if (this.readyState === Pipe.OPEN || this.readyState === Pipe.CLOSING) {
        this.#fire("message", new MessageEvent("message", { data: next.text }));
      }
    } else if (this.readyState === Pipe.OPEN && next.close !== 1006) {
      this.readyState = Pipe.CLOSING;
      this.down.unshift(next);
    } else {
      const failed = next.close === 1006;
      this.readyState = Pipe.CLOSED;
      if (failed) {
        this.#fire("error", new Event("error"));
      }
      this.#fire("close", new ClosedEvent(next.close, next.reason, !failed));
    }
    return next;
  }

  #fire(type: "open" | "message" | "close" | "error", event: Event): void {
    this[`on${type}`]?.(event as MessageEvent);
    this.dispatchEvent(event);
  }
}

/** A CloseEvent, which Node 20 does not have. */
class ClosedEvent extends Event {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;

  constructor(code: number, reason: string, wasClean: boolean) {
    super("close");
    this.code = code;
    this.reason = reason;
    this.wasClean = wasClean;
  }
}
