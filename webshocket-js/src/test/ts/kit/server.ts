import { option } from "./options.ts";

/** How a proxy cuts: orderly, by a reset, or so that neither side notices. */
export type Cut = "FIN" | "RST" | "SILENCE";

/** What happens to one connection of a proxy. */
export interface Fate {
  /** After how many bytes of both directions it is cut; never by default. */
  readonly bytes?: number;
  readonly how?: Cut;
  /** How many bytes pass at once. */
  readonly chunk?: number;
  /** How many milliseconds each chunk is held back. */
  readonly delay?: number;
}

interface Made {
  readonly id: number;
  readonly port: number;
}

/** Has the Java side of the tests do something, and returns its answer. */
export async function commanded<T>(name: string, body: object): Promise<T> {
  const answer = await fetch(`${option("commands")}${name}`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) {
    throw new Error(`${name}: ${await answer.text()}`);
  }
  return (await answer.json()) as T;
}

class Place {
  protected readonly id: number;
  readonly #port: number;

  constructor(made: Made) {
    this.id = made.id;
    this.#port = made.port;
  }

  /** Returns the URL of a service. */
  url(path = "/ws"): string {
    return `ws://127.0.0.1:${this.#port}${path}`;
  }
}

/** A server, which can be stopped and started again on its port. */
export class Server extends Place implements AsyncDisposable {
  /** Returns the one that all tests share. */
  static async usual(): Promise<Server> {
    return new Server(await commanded<Made>("/server/port", {}));
  }

  /**
   * Starts one for a test alone.
   *
   * @param terms whether sessions outlive it; the seconds for which it keeps one, sends nothing at most, and sends clients away
   */
  static async start(
    terms: { handsOver?: boolean; keep?: number; beat?: number; retryAfter?: number } = {},
  ): Promise<Server> {
    return new Server(await commanded<Made>("/server/new", terms));
  }

  async proxy(): Promise<Proxy> {
    return new Proxy(await commanded<Made>("/proxy/new", { server: this.id }));
  }

  async stop(): Promise<void> {
    await commanded("/server/stop", { id: this.id });
  }

  async restart(): Promise<void> {
    await commanded("/server/start", { id: this.id });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await commanded("/server/close", { id: this.id });
  }
}

/** A proxy before a server, which cuts connections. */
export class Proxy extends Place implements AsyncDisposable {
  /** Sets what happens to the next connections, one after the other. */
  async fates(...fates: Fate[]): Promise<void> {
    await commanded("/proxy/fates", { id: this.id, fates });
  }

  /** Cuts all connections. */
  async cut(how: Cut = "RST"): Promise<void> {
    await commanded("/proxy/cut", { id: this.id, how });
  }

  /** Resets so many of the next connections. */
  async refuseNext(connections: number): Promise<void> {
    await commanded("/proxy/refuseNext", { id: this.id, connections });
  }

  /** Resets new connections at once, or no longer does. */
  async refuse(refuse = true): Promise<void> {
    await commanded("/proxy/refuse", { id: this.id, refuse });
  }

  /** Returns how many connections were accepted, and how many bytes have passed. */
  async count(): Promise<{ accepted: number; passed: number }> {
    return await commanded("/proxy/count", { id: this.id });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await commanded("/proxy/close", { id: this.id });
  }
}
