import type { CallOptions, Caller, ClientOptions, Packet, Resumed } from "./api.ts";
import type { Above, Below } from "./between.ts";
import type { Clock } from "./clock.ts";
import type { Listeners } from "./listeners.ts";

/** What the calls are given. */
export interface CallSettings extends Pick<ClientOptions, "expose"> {
  clock: Clock;
  listeners: Listeners;
  timeout: number;
  maxWaiting: number;
  whenDown: "wait" | "fail";
}

/** The calls of one client, in both directions, over one session after another. */
export class Calls implements Above {
  constructor(_settings: CallSettings) {}

  /** Sets the session, once, before anything else. */
  attach(_below: Below): void {}

  /**
   * Returns a caller.
   *
   * @param ahead whether its calls go before the session is open to all: for the application's preparation
   */
  caller(_options: CallOptions, _ahead = false): Caller {
    throw new Error("not yet");
  }

  /** Adds functions that the server may call. */
  expose(_functions: Record<string, (...args: any[]) => unknown>): void {}

  /** Sends a packet of the application, after what waits. */
  send(_packet: Packet): void {
    throw new Error("not yet");
  }

  packet(_packet: Packet): void {}
  begun(_how: Resumed, _version: 1 | 2): void {}
  open(): void {}
  gone(_error: Error): void {}
  ended(_error: Error): void {}
}
