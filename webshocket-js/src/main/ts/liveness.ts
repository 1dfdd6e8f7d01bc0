import type { Clock } from "./clock.ts";

/** How long the other side may take to answer when the page has been asleep, in milliseconds. */
const PROBE_TIME = 5_000;
/** A check that comes so much later than planned shows that the page, or the machine, has been asleep. */
const LATE = 3_000;

/**
 * Shows the other side that this one is there, and decides when the other one is not. Timers of hidden pages are slow and those of sleeping
 * machines stand still, so time in which no check ran hardly counts against the other side: it is asked instead.
 */
export interface Liveness {
  /** Begins with a socket; the time between two beats is in milliseconds, 0 for none. */
  start(beat: number): void;
  stop(): void;
  /** Something has been sent. */
  sent(): void;
  /** Something has been received; sends a beat if nothing was sent for half of one. */
  heard(): void;
  /** The page has woken up: asks the other side whether it is there. It answers only if it has been silent for half a beat. */
  probe(): void;
}

/**
 * Makes it without a socket.
 *
 * @param sendBeat sends a beat
 * @param lost the other side is gone
 */
export function makeLiveness({ now, after }: Clock, sendBeat: () => void, lost: () => void): Liveness {
  let cancel = () => {};
  let beat = 0;
  let lastSent = 0;
  let lastHeard = 0;
  /** How long the other side has been silent as far as the checks have seen. */
  let silent = 0;
  /** When the other side must have answered, if it was asked. */
  let deadline = Infinity;

  function schedule(): void {
    cancel();
    const due = Math.min(now() + beat / 4, deadline);
    cancel = after(due - now(), () => check(now() - due));
  }

  function check(late: number): void {
    silent = Math.min(now() - lastHeard, silent + beat / 4 + LATE);
    if (silent >= 2.5 * beat || now() >= deadline) {
      lost();
      return;
    }
    if (late > LATE) {
      // What has come meanwhile may wait to be handled behind this timer.
      probe();
    }
    if (now() - lastSent >= 0.75 * beat) {
      sendBeat();
    }
    schedule();
  }

  function probe(): void {
    if (beat && deadline === Infinity && now() - lastHeard >= beat / 2) {
      deadline = now() + PROBE_TIME;
      sendBeat();
      schedule();
    }
  }

  return {
    start(time) {
      beat = time;
      silent = 0;
      deadline = Infinity;
      lastSent = lastHeard = now();
      if (beat) {
        schedule();
      }
    },
    stop() {
      beat = 0;
      cancel();
    },
    sent() {
      lastSent = now();
    },
    heard() {
      lastHeard = now();
      silent = 0;
      deadline = Infinity;
      if (beat && lastHeard - lastSent >= beat / 2) {
        sendBeat();
      }
    },
    probe,
  };
}
