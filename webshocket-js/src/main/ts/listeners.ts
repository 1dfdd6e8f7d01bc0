import { glob } from "./glob.ts";
import { type Packet, Source } from "./values.ts";

interface Listener {
  readonly pattern?: RegExp;
  readonly call: (...args: any[]) => unknown;
}

/** The listeners of one client. What they throw is reported, and stops nothing. */
export class Listeners {
  readonly #byEvent = new Map<string, Set<Listener>>();

  /** Adds a listener, with a pattern before it for events of channels; returns what removes it. */
  on(event: string, ...rest: any[]): () => void {
    const call = rest.pop();
    if (typeof call !== "function") {
      throw new TypeError("a listener is a function");
    }
    const listener: Listener = { call, ...(rest.length && { pattern: glob(rest[0]) }) };
    const all = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, all.add(listener));
    return () => {
      all.delete(listener);
    };
  }

  /** Tells whether anybody listens to an event. */
  has(event: string): boolean {
    return !!this.#byEvent.get(event)?.size;
  }

  /** Calls the listeners of an event without a pattern. */
  emit(event: string, ...args: unknown[]): void {
    this.#tell(event, undefined, args);
  }

  /** Calls those that listen to a packet's channel, to its presence, or to messages. */
  message(packet: Packet): void {
    const { source, channel, data, position, timestamp, presence } = packet;
    if (source !== Source.CHANNEL) {
      this.emit("message", packet);
    } else if (presence) {
      this.#tell("presence", channel, [{ channel, joined: presence.joined ?? [], left: presence.left ?? [] }]);
    } else {
      this.#tell("channel", channel, [
        { channel, data: data ?? null, ...(position != null && { position }), ...(timestamp != null && { timestamp }) },
      ]);
    }
  }

  #tell(event: string, channel: string | null | undefined, args: unknown[]): void {
    const all = this.#byEvent.get(event) ?? new Set();
    // One that is added meanwhile is not called, nor one that is removed.
    for (const listener of [...all]) {
      if (all.has(listener) && (!listener.pattern || listener.pattern.test(channel ?? ""))) {
        guard(() => listener.call(...args));
      }
    }
  }
}

/** Runs code of the application whose failure must not stop ours: it is reported as that of a listener of the DOM. */
export function guard(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    report(error);
  }
}

/** Reports what code of the application has thrown and nobody else hears of. */
export function report(error: unknown): void {
  (globalThis.reportError ?? console.error)(error);
}
