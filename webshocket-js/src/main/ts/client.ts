import type { Client, ClientOptions } from "./api.ts";
import { makeCalls } from "./calls.ts";
import { type Clock, realClock } from "./clock.ts";
import { makeConnection } from "./connection.ts";
import { makeListeners } from "./listeners.ts";
import { complete } from "./options.ts";
import { Source } from "./values.ts";

/** Opens a client. Tests give a clock of their own. */
export async function open(url: string | URL, given: ClientOptions, clock: Clock = realClock): Promise<Client> {
  const options = complete(given);
  const listeners = makeListeners();
  const calls = makeCalls({ ...options, clock, listeners });
  const { onSession } = options;
  const prepare = onSession && (() => onSession(calls.caller({}, true)));
  const { link, start, client } = makeConnection(address(url), options, clock, listeners, calls, prepare);
  calls.attach(link);
  await start();
  // When who waits for the client has had the time to listen.
  clock.after(0, listeners.release);
  return Object.assign(client, {
    ...calls.caller({}),
    with: calls.caller,
    expose: calls.expose,
    on: listeners.on,
    send: (data: unknown) => calls.send({ source: Source.CUSTOM, data }),
  });
}

/** Returns the address of a socket: relative to the page where there is one. */
function address(url: string | URL): string {
  const absolute = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
  absolute.protocol = absolute.protocol.replace(/^http/, "ws");
  return absolute.href;
}
