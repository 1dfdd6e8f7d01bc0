import type { Below } from "./between.ts";
import { report } from "./listeners.ts";

/** How many items may be on their way where nothing else is said, and how many uploads at first. */
export const DEFAULT_CREDIT = 32;

/** A stream that this side receives. The peer has credit for as many items as the window has room for. */
export interface Incoming {
  /** The items, for one consumer. */
  readonly items: AsyncIterableIterator<any>;
  /** Adds an item; returns false if the peer was not allowed to send it. */
  offer(item: unknown): boolean;
  /** Records that no more items will come; those that wait can still be taken. Only the first end counts. */
  end(failure?: unknown): void;
}

/**
 * Makes a stream to receive.
 *
 * @param window how many items may come before any is taken
 * @param grant lets the peer send more
 * @param stop tells the peer that no more are wanted; called at most once, and not after the end
 * @param start asks for it, when the first item is wanted
 */
export function receive(window: number, grant: (more: number) => void, stop: () => void, start?: () => void): Incoming {
  let waiting: unknown[] = [];
  const takers: [resolve: (result: IteratorResult<any>) => void, reject: (failure: unknown) => void][] = [];
  /** How many items the peer may still send. */
  let allowed = window;
  let ended = false;
  /** The failure, until it is told. */
  let failures: unknown[] = [];

  function settle(): void {
    while (takers.length && (waiting.length || ended)) {
      const [resolve, reject] = takers.shift()!;
      if (waiting.length) {
        resolve({ done: false, value: waiting.shift() });
      } else if (failures.length) {
        reject(failures.pop());
      } else {
        resolve({ done: true, value: undefined });
      }
    }
    // Not for each item: once half of the window can be given.
    const more = window - waiting.length - allowed;
    if (!ended && more && 2 * more >= window) {
      allowed += more;
      grant(more);
    }
  }

  function end(failure?: unknown): void {
    if (!ended) {
      ended = true;
      failures = failure === undefined ? [] : [failure];
      settle();
    }
  }

  return {
    items: {
      next: () =>
        new Promise((...taker) => {
          takers.push(taker);
          start?.();
          start = undefined;
          settle();
        }),
      async return(value) {
        start = undefined;
        if (!ended) {
          stop();
        }
        waiting = failures = [];
        end();
        settle();
        return { done: true, value };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
    offer(item) {
      if (!ended && allowed--) {
        waiting.push(item);
        settle();
        return true;
      }
      return ended;
    },
    end,
  };
}

/** What this side sends as a stream: an upload, or the answer of a function. */
export interface Outgoing {
  /**
   * Sends all items.
   *
   * @returns whether it is complete, and was not stopped
   * @throws what the source throws
   */
  run(): Promise<boolean>;
  /** The peer accepts more items. */
  add(credit: number): void;
  /** Sends nothing more, and lets the source return. */
  stop(): void;
}

/** Makes a stream to send. Items are made only while there is room and credit. */
export function produce(source: any, credit: number, { whenRoom }: Pick<Below, "whenRoom">, send: (item: unknown) => void): Outgoing {
  let iterator = source;
  let over = false;
  let wake: (() => void) | undefined;

  function add(more: number): void {
    credit += more;
    wake?.();
  }

  async function stop(): Promise<void> {
    if (!over) {
      over = true;
      add(1);
      try {
        await iterator?.return?.();
      } catch (failure) {
        report(failure);
      }
    }
  }

  return {
    async run() {
      try {
        iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
        for (;;) {
          while (credit < 1) {
            await new Promise<void>((resolve) => (wake = resolve));
          }
          await whenRoom();
          const { done, value } = over || (await iterator.next());
          const item = await value;
          if (done || over) {
            return !over && (over = true);
          }
          credit--;
          send(item);
        }
      } catch (failure) {
        if (over) {
          return false;
        }
        void stop();
        throw failure;
      }
    },
    add,
    stop,
  };
}
