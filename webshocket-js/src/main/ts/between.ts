import type { Packet, Resumed } from "./api.ts";
import type { ConnectionError } from "./errors.ts";

/** A packet as it is on the wire. */
export type Raw = string | Uint8Array<ArrayBuffer>;

/** What the session tells the calls above it. */
export interface Above {
  /** A packet that is not of source SESSION: each once, and in order. */
  packet(packet: Packet): void;
  /**
   * A socket is usable. Unless `all`, the session has forgotten what it was given before. Only calls of the application's preparation
   * go, until `open()`.
   */
  begun(how: Resumed, version: 1 | 2): void;
  /** The application has prepared the session, now or earlier: all calls may go. Follows each `begun`, unless the socket is lost before. */
  open(): void;
  /**
   * The socket is lost, and the client tries again. If it was lost before, the session has now ended too.
   *
   * @param kept whether the session may be taken up again; never on version 1
   */
  gone(error: ConnectionError, kept: boolean): void;
  /** It is over. */
  ended(error: ConnectionError): void;
}

/** What the calls may do with the session below them. */
export interface Below {
  /**
   * Takes a packet to be sent in order, on version 2 also while there is no socket. It is encoded at once.
   *
   * @param raw its encoded form, if there is one already
   * @throws TypeError if it has no form in the encoding
   */
  send(packet: Packet, raw?: Raw): Ticket;
  /** Tells whether what waits and what is not confirmed is within its bounds. */
  room(): boolean;
  /** Resolves when there is room, or the session is another one. */
  whenRoom(): Promise<void>;
}

/** Tells what became of a packet. */
export interface Ticket {
  /** False: surely never left. It may be sent again on another session. */
  readonly written: boolean;
}
