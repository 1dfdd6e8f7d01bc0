import type { Packet } from "./api.ts";

/** The listeners of one client. */
export class Listeners {
  /** Adds a listener, with a pattern before it for events of channels; returns what removes it. */
  on(_event: string, ..._rest: unknown[]): () => void {
    throw new Error("not yet");
  }

  /** Tells whether anybody listens to an event. */
  has(_event: string): boolean {
    return false;
  }

  /** Calls the listeners of an event without a pattern. */
  emit(_event: string, ..._args: unknown[]): void {}

  /** Calls those that listen to a packet's channel, to its presence, or to messages. */
  message(_packet: Packet): void {}
}
