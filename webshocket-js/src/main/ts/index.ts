import type { Client, ClientOptions } from "./api.ts";
import { open } from "./client.ts";

export type * from "./api.ts";
export { ConnectionError, RpcError } from "./errors.ts";
export type { ConnectionReason } from "./errors.ts";
export { named, upload } from "./upload.ts";

/**
 * Connects to a service.
 *
 * @param url relative to the document, as `ws`; `http` and `https` become `ws` and `wss`. In Node it is absolute
 * @returns a client, when its first session stands and `onSession` has returned
 * @throws ConnectionError if it cannot connect, and `retry.first` is not set
 */
export function connect(url: string | URL, options: ClientOptions = {}): Promise<Client> {
  return open(url, options);
}
