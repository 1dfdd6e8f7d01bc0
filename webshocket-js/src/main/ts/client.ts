import type { Client, ClientOptions } from "./api.ts";
import { type Clock, realClock } from "./clock.ts";
import { complete } from "./options.ts";

/** Opens a client. Tests give a clock of their own. */
export async function open(_url: string | URL, options: ClientOptions, _clock: Clock = realClock): Promise<Client> {
  complete(options);
  throw new Error("not yet");
}
