import type { RetryOptions } from "./api.ts";
import type { Clock } from "./clock.ts";

/** The delay before each retry: random, so that the clients of a restarted server do not all come back at once. */
export class Backoff {
  readonly #retry: Required<RetryOptions>;
  readonly #clock: Clock;
  #retries = 0;
  #ceiling = 0;
  #connected: number | undefined;

  constructor(retry: Required<RetryOptions>, clock: Clock) {
    this.#retry = retry;
    this.#clock = clock;
  }

  connected(): void {
    this.#connected = this.#clock.now();
  }

  /**
   * An attempt has failed, or the connection is lost.
   *
   * @param hint the shortest delay that the server has asked for, in milliseconds
   * @returns the delay in milliseconds; undefined for no further attempt
   */
  next(hint: number): number | undefined {
    // A connection that ends at once is no success: the server may refuse every client.
    if (this.#connected !== undefined && this.#clock.now() - this.#connected > this.#ceiling) {
      this.#retries = 0;
    }
    this.#connected = undefined;
    const { base, cap, max } = this.#retry;
    if (this.#retries >= max) {
      return undefined;
    }
    this.#ceiling = Math.max(Math.min(base * 2 ** this.#retries++, cap), hint);
    return hint + this.#clock.random() * this.#ceiling;
  }
}
