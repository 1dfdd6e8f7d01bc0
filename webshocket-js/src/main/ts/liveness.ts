import type { Clock } from "./clock.ts";

/** How long the other side may take to answer when the page has been asleep, in milliseconds. */
const PROBE_TIME = 5_000;
/** A check that comes so much later than planned shows that the page, or the machine, has been asleep. */
const LATE = 3_000;

/**
 * Shows the other side that this one is there, and decides when the other one is not. Timers of hidden pages are slow and those of sleeping
 * machines stand still, so time in which no check ran does not count against the other side: it is asked instead.
 */
export class Liveness {
  readonly #clock: Clock;
  readonly #sendBeat: () => void;
  readonly #lost: () => void;
  #cancel = () => {};
  /** The time between two beats in milliseconds; 0 for none. */
  #beat = 0;
  #sent = 0;
  #heard = 0;
  /** How long the other side has been silent as far as the checks have seen. */
  #silent = 0;
  /** When the other side must have answered; undefined if it was not asked. */
  #deadline: number | undefined;

  /**
   * @param sendBeat sends a beat
   * @param lost the other side is gone
   */
  constructor(clock: Clock, sendBeat: () => void, lost: () => void) {
    this.#clock = clock;
    this.#sendBeat = sendBeat;
    this.#lost = lost;
  }

  /** Begins with a socket; 0 for a session without beats. */
  start(beat: number): void {
    this.stop();
    this.#beat = beat;
    this.sent();
    this.heard();
    if (beat) {
      this.#schedule();
    }
  }

  stop(): void {
    this.#beat = 0;
    this.#cancel();
  }

  sent(): void {
    this.#sent = this.#clock.now();
  }

  /** Something has been received. */
  heard(): void {
    this.#heard = this.#clock.now();
    this.#silent = 0;
    this.#deadline = undefined;
  }

  /** Answers what was received, if nothing was sent for half a beat. */
  answer(): void {
    if (this.#beat && this.#clock.now() - this.#sent >= this.#beat / 2) {
      this.#sendBeat();
    }
  }

  /** The page has woken up: asks the other side whether it is there. It answers only if it has been silent for half a beat. */
  probe(): void {
    if (this.#beat && this.#deadline === undefined && this.#clock.now() - this.#heard >= this.#beat / 2) {
      this.#deadline = this.#clock.now() + PROBE_TIME;
      this.#sendBeat();
      this.#schedule();
    }
  }

  #schedule(): void {
    this.#cancel();
    const now = this.#clock.now();
    const time = Math.min(this.#beat / 4, (this.#deadline ?? Infinity) - now);
    this.#cancel = this.#clock.after(time, () => this.#check(now + time));
  }

  #check(due: number): void {
    const now = this.#clock.now();
    this.#silent += Math.min(now - this.#heard, this.#beat / 4 + LATE);
    if (this.#silent >= 2.5 * this.#beat || now >= (this.#deadline ?? Infinity)) {
      this.#lost();
      return;
    }
    if (now - due > LATE) {
      // What has come meanwhile may wait to be handled behind this timer.
      this.probe();
    }
    if (now - this.#sent >= 0.75 * this.#beat) {
      this.#sendBeat();
    }
    this.#schedule();
  }
}
