import type { Raw, Ticket } from "./between.ts";

interface Frame extends Ticket {
  /** Empty once it is forgotten. */
  raw: Raw;
  size: number;
  written: boolean;
}

/** What a frame takes in memory beside its text. */
const OVERHEAD = 64;

/**
 * The numbered packets of one direction. A packet has its number, the position in the order of sending, from the beginning and is kept until the other
 * side has confirmed it.
 */
export class Frames {
  /** By their numbers, those that are not confirmed. */
  readonly #frames = new Map<number, Frame>();
  #added = 0;
  #confirmed = 0;
  /** The number of the last one that the current socket has got. */
  #handed = 0;
  /** The number of the last one that any socket has got. */
  #sent = 0;
  #bytes = 0;

  /** How many bytes they hold. */
  get bytes(): number {
    return this.#bytes;
  }

  add(raw: Raw): Ticket {
    const frame: Frame = { raw, size: raw.length + OVERHEAD, written: false };
    this.#frames.set(++this.#added, frame);
    this.#bytes += frame.size;
    return frame;
  }

  /** Returns the next one for the current socket, which has it then; undefined for none. */
  next(): Raw | undefined {
    const frame = this.#frames.get(this.#handed + 1);
    if (frame) {
      frame.written = true;
      this.#sent = Math.max(this.#sent, ++this.#handed);
    }
    return frame?.raw;
  }

  /** Tells whether the current socket has not got all of them. */
  get waits(): boolean {
    return this.#handed < this.#added;
  }

  /**
   * Forgets those up to a number; without one, all that the current socket has got.
   *
   * @returns false if the current socket has not got so many; nothing has changed then
   */
  confirm(received = this.#handed): boolean {
    const valid = received <= this.#handed;
    while (valid && this.#confirmed < received) {
      this.#forget(++this.#confirmed);
    }
    return valid;
  }

  /**
   * Begins again behind a number, on another socket.
   *
   * @returns false if so many were not sent, or more were confirmed; nothing has changed then
   */
  restart(received: number): boolean {
    if (received < this.#confirmed || received > this.#sent) {
      return false;
    }
    this.#handed = received;
    return this.confirm();
  }

  /** Forgets all and begins with number 1. */
  clear(): void {
    for (const number of this.#frames.keys()) {
      this.#forget(number);
    }
    this.#added = this.#confirmed = this.#handed = this.#sent = 0;
  }

  /** A ticket may live longer, and needs no text. */
  #forget(number: number): void {
    const frame = this.#frames.get(number)!;
    this.#frames.delete(number);
    this.#bytes -= frame.size;
    frame.raw = "";
  }
}
