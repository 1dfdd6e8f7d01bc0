import type { ClientOptions, Encoding, RetryOptions } from "./api.ts";
import { json } from "./json.ts";

/** The options of a client, all of them there and checked. */
export interface Options {
  readonly token: (() => string | Promise<string>) | undefined;
  readonly onSession: ClientOptions["onSession"];
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
  const retry = given.retry === false ? { max: 0 } : given.retry;
  const options: Options = {
    token: given.token,
    onSession: given.onSession,
    timeout: given.timeout ?? 30_000,
    encoding: given.encoding ?? json,
    bigint: given.bigint ?? false,
    retry: { first: false, base: 500, cap: 20_000, max: Infinity, ...retry },
    whenDown: given.whenDown ?? "wait",
    maxWaiting: given.maxWaiting ?? 65_536,
    webSocket: given.webSocket ?? globalThis.WebSocket,
  };
  if (!options.webSocket) {
    throw new TypeError("no WebSocket: give the option webSocket");
  }
  const { base, cap, max } = options.retry;
  if (!(options.timeout >= 0 && options.maxWaiting >= 1 && base > 0 && cap >= base && max >= 0)) {
    throw new RangeError("timeout, maxWaiting or retry is out of its range");
  }
  return options;
}
