import type { Raw, Ticket } from "./between.ts";

interface Frame extends Ticket {
  raw: Raw;
  written: boolean;
}

/** What a frame takes in memory beside its text. */
const OVERHEAD = 64;

/**
 * The packets of one direction that are not confirmed. Each has a number, from 1 in the order of sending, and is kept until the other side
 * has confirmed it.
 */
export interface Frames {
  add(raw: Raw): Ticket;
  /** Returns how many bytes they hold. */
  held(): number;
  /** Returns the next one for the current socket, which has it then; undefined for none. */
  next(): Raw | undefined;
  /**
   * Forgets those up to a number; without one, all that the current socket has got.
   *
   * @returns false if the current socket has not got so many; nothing has changed then
   */
  confirm(received?: number): boolean;
  /**
   * Begins again behind a number, on another socket.
   *
   * @returns false if so many were not sent, or more were confirmed; nothing has changed then
   */
  restart(received: number): boolean;
}

/** Makes frames without an entry. */
export function makeFrames(): Frames {
  const frames = new Map<number, Frame>();
  let added = 0;
  let confirmed = 0;
  /** The number of the last one that the current socket has got, and of the last one that any socket has got. */
  let handed = 0;
  let sent = 0;
  let bytes = 0;

  function confirm(received = handed): boolean {
    const valid = received <= handed;
    while (valid && confirmed < received) {
      const frame = frames.get(++confirmed)!;
      frames.delete(confirmed);
      bytes -= frame.raw.length + OVERHEAD;
      // Its ticket may live longer.
      frame.raw = "";
    }
    return valid;
  }

  return {
    add(raw) {
      const frame = { raw, written: false };
      frames.set(++added, frame);
      bytes += raw.length + OVERHEAD;
      return frame;
    },
    held: () => bytes,
    next() {
      const frame = frames.get(handed + 1);
      if (frame) {
        frame.written = true;
        sent = Math.max(sent, ++handed);
      }
      return frame?.raw;
    },
    confirm,
    restart(received) {
      const valid = received >= confirmed && received <= sent;
      if (valid) {
        handed = received;
        confirm();
      }
      return valid;
    },
  };
}
