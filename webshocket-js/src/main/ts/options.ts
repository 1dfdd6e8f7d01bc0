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

/** Checks options and adds the defaults. */
export function complete(given: ClientOptions): Options {
  const retry = given.retry === false ? { max: 0 } : (given.retry ?? {});
  return {
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
}
