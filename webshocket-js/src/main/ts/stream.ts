import type { Below } from "./between.ts";
import { report } from "./listeners.ts";

/** How many items may be on their way where nothing else is said, and how many uploads at first. */
export const DEFAULT_CREDIT = 32;

/** How the items of a stream are asked for. */
export interface Flow {
  /** How many may come before any is taken. */
  window: number;
  /** Lets so many more come. */
  grant(items: number): void;
}

interface Taker {
  resolve(result: IteratorResult<any>): void;
  reject(failure: unknown): void;
}

/** The items of a stream that this side receives, for one consumer. The peer has credit for as many as the window has room for. */
export class Items<T> implements AsyncIterableIterator<T> {
  readonly #start: () => void;
  readonly #stop: () => void;
  #flow: Flow | undefined;
  /** How many items the peer may still send. */
  #allowed = 0;
  #items: T[] = [];
  #takers: Taker[] = [];
  #started = false;
  #ended = false;
  #failure: { readonly why: unknown } | undefined;

  /**
   * Makes a stream.
   *
   * @param start asks for it, when the first item is wanted
   * @param stop tells the peer that no more are wanted, unless it has ended
   */
  constructor(start: () => void, stop: () => void) {
    this.#start = start;
    this.#stop = stop;
  }

  /** Sets how items are asked for, before the first one comes. */
  open(flow: Flow): void {
    this.#flow = flow;
    this.#allowed = flow.window;
  }

  /** Adds an item; returns false if the peer was not allowed to send it. */
  offer(item: T): boolean {
    if (this.#ended) {
      return true;
    }
    if (!this.#allowed) {
      return false;
    }
    this.#allowed--;
    const taker = this.#takers.shift();
    if (taker) {
      taker.resolve({ done: false, value: item });
    } else {
      this.#items.push(item);
    }
    this.#grant();
    return true;
  }

  /** Not for each item: once half of the window can be given. */
  #grant(): void {
    const { window, grant } = this.#flow!;
    const more = window - this.#items.length - this.#allowed;
    if (!this.#ended && 2 * more >= window) {
      this.#allowed += more;
      grant(more);
    }
  }

  /** Records that no more items will come; those that wait can still be taken. Only the first end counts. */
  end(failure?: unknown): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    if (failure !== undefined) {
      this.#failure = { why: failure };
    }
    for (const taker of this.#takers.splice(0)) {
      this.#finish(taker);
    }
  }

  /** Ends it, also if it has ended before, and drops the items that wait. */
  abort(failure?: unknown): void {
    this.#items = [];
    this.#failure = undefined;
    this.#ended = false;
    this.end(failure);
  }

  /** The failure is told once; then it is over. */
  #finish(taker: Taker): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) {
      taker.reject(failure.why);
    } else {
      taker.resolve({ done: true, value: undefined });
    }
  }

  next(): Promise<IteratorResult<T>> {
    return new Promise((resolve, reject) => {
      if (!this.#started) {
        this.#started = true;
        this.#start();
      }
      const taker = { resolve, reject };
      if (this.#items.length) {
        resolve({ done: false, value: this.#items.shift()! });
        this.#grant();
      } else if (this.#ended) {
        this.#finish(taker);
      } else {
        this.#takers.push(taker);
      }
    });
  }

  async return(value?: unknown): Promise<IteratorResult<T>> {
    this.#started = true;
    if (!this.#ended) {
      this.#stop();
    }
    this.abort();
    return { done: true, value };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** What this side sends as a stream: an upload, or the answer of a function. Items are made only while there is room and credit. */
export class Producer {
  readonly #source: any;
  readonly #below: Pick<Below, "room" | "whenRoom">;
  readonly #send: (item: unknown) => void;
  #iterator: any;
  #credit: number;
  #over = false;
  #wake: (() => void) | undefined;

  constructor(
    source: AsyncIterable<unknown> | Iterable<unknown>,
    credit: number,
    below: Pick<Below, "room" | "whenRoom">,
    send: (item: unknown) => void,
  ) {
    this.#source = source;
    this.#credit = credit;
    this.#below = below;
    this.#send = send;
  }

  /** The peer accepts more items. */
  add(items: number): void {
    this.#credit += items;
    this.#wake?.();
  }

  /** Sends nothing more, and lets the source end. */
  stop(): void {
    if (!this.#over) {
      this.#over = true;
      this.#wake?.();
      this.#close();
    }
  }

  async #close(): Promise<void> {
    try {
      await (this.#iterator ?? this.#source).return?.();
    } catch (error) {
      report(error);
    }
  }

  /**
   * Sends all items.
   *
   * @returns whether it is complete, and was not stopped
   * @throws what the source throws
   */
  async run(): Promise<boolean> {
    try {
      const source = this.#source;
      this.#iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
      while (await this.#ready()) {
        const { done, value } = await this.#iterator.next();
        const item = done || (await value);
        if (this.#over) {
          break;
        }
        if (done) {
          this.#over = true;
          return true;
        }
        this.#credit--;
        this.#send(item);
      }
    } catch (error) {
      if (!this.#over) {
        this.stop();
        throw error;
      }
    }
    return false;
  }

  async #ready(): Promise<boolean> {
    while (!this.#over && (this.#credit < 1 || !this.#below.room())) {
      await (this.#credit < 1 ? new Promise<void>((resolve) => (this.#wake = resolve)) : this.#below.whenRoom());
    }
    return !this.#over;
  }
}
