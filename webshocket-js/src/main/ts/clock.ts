/** Time and chance, which tests replace. */
export interface Clock {
  /** Returns milliseconds since any moment; they run on while the machine sleeps, where the platform can tell. */
  now(): number;
  /** Runs an action after a time, in milliseconds; returns what cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  /** Returns a random number from 0 to below 1. */
  random(): number;
}

/** The longest time that a timer takes; longer ones would run at once. */
const LONGEST = 2 ** 31 - 1;

/** The clock of the machine. */
export const realClock: Clock = {
  now: Date.now,
  after(milliseconds, action) {
    const timer = setTimeout(action, Math.min(milliseconds, LONGEST));
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
