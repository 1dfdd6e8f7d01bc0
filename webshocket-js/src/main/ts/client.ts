import type { CallOptions, Caller, Client, ClientOptions, SessionInfo, State } from "./api.ts";
import { type Calls, makeCalls } from "./calls.ts";
import { type Clock, realClock } from "./clock.ts";
import { Connection } from "./connection.ts";
import { makeListeners } from "./listeners.ts";
import { complete } from "./options.ts";
import { Source } from "./values.ts";

/** Opens a client. Tests give a clock of their own. */
export async function open(url: string | URL, options: ClientOptions, clock: Clock = realClock): Promise<Client> {
  const client = new WebshocketClient(address(url), options, clock);
  await client.start(clock);
  return client;
}

/** Returns the address of a socket: relative to the page where there is one. */
function address(url: string | URL): string {
  const absolute = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
  absolute.protocol = absolute.protocol.replace(/^http/, "ws");
  absolute.hash = "";
  return absolute.href;
}

class WebshocketClient implements Client {
  readonly url: string;
  readonly #listeners = makeListeners();
  readonly #calls: Calls;
  readonly #connection: Connection;
  readonly #caller: Caller;

  constructor(url: string, given: ClientOptions, clock: Clock) {
    const options = complete(given);
    this.url = url;
    this.#calls = makeCalls({ ...options, expose: given.expose, clock, listeners: this.#listeners });
    const { onSession } = options;
    const prepare = onSession && (() => onSession(this.#calls.caller({}, true)));
    this.#connection = new Connection(url, options, clock, this.#listeners, this.#calls, prepare);
    this.#calls.attach(this.#connection.session);
    this.#caller = this.#calls.caller({});
  }

  async start(clock: Clock): Promise<void> {
    await this.#connection.start();
    // When who waits for the client has had the time to listen.
    clock.after(0, this.#listeners.release);
  }

  call<T>(method: string, ...args: unknown[]): Promise<T> {
    return this.#caller.call(method, ...args);
  }

  stream<T>(method: string, ...args: unknown[]): AsyncIterableIterator<T> {
    return this.#caller.stream(method, ...args);
  }

  with(options: CallOptions): Caller {
    return this.#calls.caller(options);
  }

  expose(functions: Record<string, (...args: any[]) => unknown>): void {
    this.#calls.expose(functions);
  }

  on(event: string, ...rest: any[]): () => void {
    return this.#listeners.on(event, ...rest);
  }

  send(data: unknown): void {
    this.#calls.send({ source: Source.CUSTOM, data });
  }

  get state(): State {
    return this.#connection.state;
  }

  get session(): SessionInfo | undefined {
    return this.#connection.info;
  }

  reconnect(): void {
    this.#connection.reconnect();
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
