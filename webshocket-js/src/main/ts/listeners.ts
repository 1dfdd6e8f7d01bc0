import { glob } from "./glob.ts";
import { type Packet, Source } from "./values.ts";

/** How many events may wait for the first listeners. */
const MOST_HELD = 10_000;

/**
 * The listeners of one client. What they throw is reported, and stops nothing. What comes before the application has the client, and so
 * can listen, waits for that, but for states and raw packets.
 */
export interface Listeners {
  /** Adds a listener, with a pattern before it for events of channels; returns what removes it. */
  on(event: string, ...rest: any[]): () => void;
  /** Tells whether anybody listens to an event. */
  has(event: string): boolean;
  /** Calls the listeners of an event without a pattern. */
  emit(event: string, ...args: unknown[]): void;
  /** Calls those that listen to a packet's channel, to its presence, or to messages. */
  message(packet: Packet): void;
  /** Delivers what waits. */
  release(): void;
}

interface Listener {
  readonly event: string;
  readonly pattern: RegExp;
  readonly call: (...args: any[]) => unknown;
}

/** Makes an empty set of listeners. */
export function makeListeners(): Listeners {
  const all = new Set<Listener>();
  /** Null once the application has the client. */
  let held: [event: string, channel: string, ...args: unknown[]][] | null = [];

  function tell(event: string, channel: string, ...args: unknown[]): void {
    // States and raw packets, which have several arguments, do not wait.
    if (held && args.length < 2) {
      if (held.length <= MOST_HELD) {
        held.push(held.length < MOST_HELD ? [event, channel, ...args] : ["gap", "", ["*"]]);
      }
      return;
    }
    // One that is added meanwhile is not called, nor one that is removed.
    for (const listener of [...all]) {
      if (listener.event === event && listener.pattern.test(channel) && all.has(listener)) {
        try {
          listener.call(...args);
        } catch (failure) {
          report(failure);
        }
      }
    }
  }

  return {
    on(event, ...rest) {
      const call = rest.pop();
      const listener = { event, pattern: glob(rest[0] ?? "*"), call };
      all.add(listener);
      return () => {
        all.delete(listener);
      };
    },
    has: (event) => [...all].some((listener) => listener.event === event),
    emit: (event, ...args) => tell(event, "", ...args),
    message(packet) {
      const { source, presence, ...message } = packet;
      const channel = message.channel!;
      if (source !== Source.CHANNEL) {
        tell("message", "", packet);
      } else if (presence) {
        tell("presence", channel, { channel, joined: [], left: [], ...presence });
      } else {
        tell("channel", channel, { data: null, ...message });
      }
    },
    release() {
      const events = held ?? [];
      held = null;
      events.forEach((event) => tell(...event));
    },
  };
}

/** Reports what code of the application has thrown and nobody else hears of, as the DOM does with listeners. */
export function report(failure: unknown): void {
  (globalThis.reportError ?? console.error)(failure);
}
