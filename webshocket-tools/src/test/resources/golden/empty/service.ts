// Made by webshocket-tools from the description of the service. Changes will be lost.
import type { Caller } from "webshocket-js";

export interface Service {
}

/** Calls the service by a client, or by one with other options: `service(client.with({ timeout: 500 }))`. */
export function service(_client: Caller): Service {
  return {
  };
}
