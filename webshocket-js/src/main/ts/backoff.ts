import type { RetryOptions } from "./api.ts";
import type { Clock } from "./clock.ts";

/** The delay before each retry: random, so that the clients of a restarted server do not all come back at once. */
export interface Backoff {
  /** The client is connected. */
  connected(): void;
  /**
   * An attempt has failed, or the connection is lost.
   *
   * @param hint the shortest delay that the server has asked for, in milliseconds
   * @returns the delay in milliseconds; undefined for no further attempt
   */
  next(hint: number): number | undefined;
}

/** Begins with no retries made. */
export function makeBackoff({ base, cap, max }: Required<RetryOptions>, { now, random }: Clock): Backoff {
  let retries = 0;
  let ceiling = 0;
  let connected = Infinity;
  return {
    connected() {
      connected = now();
    },
    next(hint) {
      // A connection that ends at once is no success: the server may refuse every client.
      if (now() - connected > ceiling) {
        retries = 0;
      }
      connected = Infinity;
      if (retries >= max) {
        return undefined;
      }
      ceiling = Math.max(Math.min(base * 2 ** retries++, cap), hint);
      return hint + random() * ceiling;
    },
  };
}
