// Made by webshocket-tools from the description of the service. Changes will be lost.
import type { Caller } from "webshocket-js";

/** The errors that methods answer with, by name: the `code` of an `RpcError`. */
export const errors = {
  /** Out of stock */
  OUT_OF_STOCK: 4001,
  /** goneForGood */
  GONE_FOR_GOOD: 410,
  /** 7 is no name */
  ERROR_5: 5,
  /** Out of stock! */
  OUT_OF_STOCK_7: -7,
  RPC_INVALID_PARAMS: -32602,
} as const;

/** Desk */
export interface Service {
  a(): Promise<string>;
  b(): Promise<string>;
}

/** Calls the service by a client, or by one with other options: `service(client.with({ timeout: 500 }))`. */
export function service(client: Caller): Service {
  return {
    a: () => client.call<never>("a"),
    b: () => client.call<never>("b"),
  };
}
