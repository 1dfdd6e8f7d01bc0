interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that the test advances, in milliseconds. */
export class TestClock {
  #now = 1_000_000;
  #order = 0;
  #timers: Timer[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  readonly now = (): number => this.#now;

  readonly random = (): number => this.#random();

  readonly after = (millis: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + Math.max(0, millis), order: this.#order++, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** When the next timer is due, Infinity where none waits. */
  get next(): number {
    return Math.min(...this.#timers.map(({ at }) => at));
  }

  /** Goes on to the next timer within so many milliseconds and runs it, or else to their end; tells whether one ran. */
  step(millis: number): boolean {
    const end = this.#now + millis;
    const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0];
    if (due === undefined) {
      this.#now = end;
      return false;
    }
    this.#timers = this.#timers.filter((other) => other !== due);
    this.#now = Math.max(this.#now, due.at);
    due.run();
    return true;
  }
}
