import type { Packet, Resumed } from "./api.ts";
import type { Received } from "./values.ts";

/** What the session tells the calls above it. */
export interface Above {
  /** A packet that is not of source SESSION: each once, and in order. */
  packet(packet: Received): void;
  /**
   * A socket is usable. Unless `all`, the session has forgotten what it was given before. After other ways than `all` the calls wait
   * for `open()`, but those that are to run first.
   */
  begun(how: Resumed, version: 1 | 2): void;
  /** The application has prepared the session: all calls may go. Not called for a session that is resumed with `all`. */
  open(): void;
  /**
   * The socket is lost and the client tries again.
   *
   * @param kept whether the session may be resumed: false on version 1, and after close codes that end it
   */
  gone(error: Error, kept: boolean): void;
  /** It is over. */
  ended(error: Error): void;
}

/** What the calls may do with the session below them. */
export interface Below {
  /**
   * Takes a packet to be sent in order, also while there is no socket on version 2. It is encoded at once.
   *
   * @param raw the packet as it is on the wire, if it has been encoded already
   * @throws TypeError if it has no form in the encoding
   */
  send(packet: Packet, raw?: string | Uint8Array<ArrayBuffer>): Ticket;
  /** Tells whether what waits and what is not confirmed is within its bounds. */
  room(): boolean;
  /** Resolves when there is room, and perhaps never for a session that has ended. */
  whenRoom(): Promise<void>;
}

/** Tells what became of a packet. */
export interface Ticket {
  /** False: surely never left. It may be sent again on another session. */
  readonly written: boolean;
}
