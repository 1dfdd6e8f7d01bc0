import type { ClientOptions, Encoding, RetryOptions } from "./api.ts";
import { json } from "./json.ts";

/** The options of a client, all that have a default there and checked. */
export interface Options extends ClientOptions {
  readonly timeout: number;
  readonly encoding: Encoding;
  readonly bigint: boolean;
  readonly retry: Required<RetryOptions>;
  readonly whenDown: "wait" | "fail";
  readonly maxWaiting: number;
  readonly webSocket: typeof WebSocket;
}

/**
 * Checks options and adds the defaults.
 *
 * @throws TypeError if there is no WebSocket
 * @throws RangeError if a number is out of its range
 */
export function complete(given: ClientOptions): Options {
  const options: Options = {
    timeout: 30_000,
    bigint: false,
    whenDown: "wait",
    maxWaiting: 65_536,
    ...given,
    encoding: given.encoding ?? json,
    retry: { first: false, base: 500, cap: 20_000, max: Infinity, ...(given.retry === false ? { max: 0 } : given.retry) },
    webSocket: given.webSocket ?? globalThis.WebSocket,
  };
  if (!options.webSocket) {
    throw new TypeError("there is no WebSocket");
  }
  const { base, cap, max } = options.retry;
  if (!(options.timeout >= 0 && options.maxWaiting >= 1 && base > 0 && cap >= base && max >= 0)) {
    throw new RangeError("an option is out of range");
  }
  return options;
}
