import type { CallOptions, Client } from "../../../main/ts/api.ts";
import type * as Sources from "../../../main/ts/index.ts";
import type { ConnectionError } from "../../../main/ts/errors.ts";
import { equal, fail, ok, show } from "../kit/test.ts";
import { upTo } from "../kit/wait.ts";
import type { Random } from "./random.ts";
import { CHANNELS, type Step } from "./schedule.ts";

/** The functions of the client that arguments are made by: of the sources, or of the bundle. */
export interface Library {
  readonly named: symbol;
  readonly upload: typeof Sources.upload;
}

/** What is known of the server. */
export interface Observed {
  /** The version of the protocol that it speaks. */
  readonly version: 1 | 2;
  /** How many sessions have been lost. */
  readonly losses: number;
  /** How often a call has run, where that is known here. */
  runs(id: string): number;
  /** The time of the test, where it is one that stands still while code runs. */
  now?(): number;
}

/** A call that the test has made, and what became of it. */
interface Operation {
  readonly id: string;
  readonly idempotent: boolean;
  readonly losses: number;
  settled: boolean;
  /** It ended for the loss of its session. */
  unknown: boolean;
  /** It ended so, and surely has not run. */
  unsent: boolean;
  /** The test has given it up. */
  givenUp: boolean;
}

/** What aborted calls are rejected with. */
class GivenUp extends Error {}

/** What the application does with its client: calls of all kinds, and checks of each answer. */
export class Operations {
  readonly #random: Random;
  readonly #library: Library;
  readonly #client: Client;
  readonly #server: Observed;
  readonly #all: Operation[] = [];
  readonly #aborts: AbortController[] = [];
  /** Streams whose loops wait for the test. */
  readonly #paused: (() => void)[] = [];
  readonly #fault: (error: unknown) => void;
  #sequence = 0;
  #sent = 0;

  /** @param library the functions of the client's module */
  constructor(random: Random, library: Library, client: Client, server: Observed, fault: (error: unknown) => void) {
    this.#random = random;
    this.#library = library;
    this.#client = client;
    this.#server = server;
    this.#fault = fault;
  }

  get settled(): boolean {
    return this.#all.every(({ settled }) => settled);
  }

  get sent(): number {
    return this.#sent;
  }

  /** Begins something by chance. */
  begin(): void {
    const kinds = ["once", "once", "idempotent", "fail", "count", "count", "break_off", "abort", "timeout", "send"] as const;
    const more = ["sum", "first", "echo"] as const;
    const kind = this.#random.pick<Step["kind"]>(this.#server.version === 2 ? [...kinds, ...more] : kinds);
    const n = this.#random.int(kind === "timeout" ? 20_000 : 60);
    const most = this.#random.oneIn(3) ? this.#random.int(n) : Infinity;
    this.perform({ kind, n, m: 1 + (kind === "first" ? this.#random.int(10) : most) });
  }

  /** Publishes a last message in each channel, in any case. */
  publishLast(): void {
    CHANNELS.forEach((_, m) => this.perform({ kind: "publish", n: 1, m }, true));
  }

  /** Begins what a step says. */
  perform(step: Step, idempotent = step.kind === "idempotent"): void {
    if (step.kind === "send") {
      this.#client.send(++this.#sent);
      return;
    }
    const operation: Operation = {
      id: `${step.kind}-${this.#all.length}`,
      idempotent,
      losses: this.#server.losses,
      settled: false,
      unknown: false,
      unsent: false,
      givenUp: false,
    };
    this.#all.push(operation);
    this.#perform(step, operation).then(
      () => (operation.settled = true),
      (error: unknown) => this.#fault(new Error(`${operation.id}: ${show(error)}`, { cause: error })),
    );
  }

  /** Lets a loop that pauses go on. */
  goOn(): void {
    this.#paused.splice(this.#random.int(this.#paused.length), 1)[0]?.();
  }

  /** Gives up a call that would never end. */
  abort(): void {
    this.#aborts.splice(this.#random.int(this.#aborts.length), 1)[0]?.abort(new GivenUp());
  }

  /** Lets all go on, and gives up what would never end. */
  finish(): void {
    this.#paused.splice(0).forEach((goOn) => goOn());
    this.#aborts.splice(0).forEach((controller) => controller.abort(new GivenUp()));
  }

  async #perform(step: Step, operation: Operation): Promise<void> {
    try {
      await this.#run(step, operation);
    } catch (error) {
      // By their names, since the bundle has classes of its own.
      if ((error as Error).name !== "ConnectionError") {
        throw error;
      }
      const { reason } = error as ConnectionError;
      // An upload that has begun cannot begin again, even if nothing of it has left.
      operation.unsent = reason === "lost" && ["sum", "first", "echo"].includes(step.kind);
      ok(operation.unsent || reason === "unknown-outcome", reason);
      ok(!operation.idempotent, "an idempotent call is made again");
      operation.unknown = true;
    }
  }

  async #run({ kind, n, m }: Step, operation: Operation): Promise<void> {
    const { id, idempotent } = operation;
    const sequence = ++this.#sequence;
    const call = (method: string, options: CallOptions, count: number, ...more: unknown[]) =>
      this.#client.with({ timeout: 0, ...options }).call(method, id, count, sequence, ...more);
    const taken = { count: 0 };
    const items = (method: string, count: number, most: number, ...more: unknown[]) =>
      this.#take(method, [id, count, sequence, ...more], most, taken);
    const { named, upload } = this.#library;
    switch (kind) {
      case "once":
      case "idempotent":
        equal(await call("once", { idempotent }, 0), `re: ${id}`);
        break;
      case "push":
        equal(await call("push", {}, n), `re: ${id}`);
        break;
      case "publish":
        equal(await call("publish", { idempotent }, n, { channel: CHANNELS[m] }, named), `re: ${id}`);
        break;
      case "ask":
        equal(await call("ask", {}, n), 2 * n);
        break;
      case "fail":
        await refused(call("fail", {}, 0), 4711, `no ${id}`);
        break;
      case "count":
        await items("count", n, m);
        equal(taken.count, Math.min(n, m));
        break;
      case "break_off":
        await refused(items("break_off", n, Infinity), 4712, "no more");
        equal(taken.count, n);
        break;
      case "echo":
        await items("echo", 0, Infinity, upload(upTo(n)));
        equal(taken.count, n);
        break;
      case "sum":
        equal(await call("sum", {}, 0, upload(upTo(n))), (n * (n + 1)) / 2);
        break;
      case "first":
        equal(await call("first", {}, m, upload(this.#slowly(upTo(n)))), "enough");
        break;
      case "timeout":
        await this.#timeOut(n, operation, call);
        break;
      case "abort": {
        const controller = new AbortController();
        this.#aborts.push(controller);
        await call("hang", { signal: controller.signal }, 0).then(() => fail("it succeeds"), passOn(GivenUp));
        operation.givenUp = true;
        break;
      }
      default:
        fail(kind);
    }
  }

  /** Takes items, and leaves the loop after some. */
  async #take(method: string, args: unknown[], most: number, taken: { count: number }): Promise<void> {
    const credit = this.#random.oneIn(2) ? 1 + this.#random.int(10) : undefined;
    for await (const item of this.#client.with({ timeout: 0, credit }).stream(method, ...args)) {
      equal(item, ++taken.count);
      if (taken.count >= most) {
        break;
      }
      if (this.#random.oneIn(10)) {
        await this.#pause();
      }
    }
  }

  async #timeOut(
    n: number,
    operation: Operation,
    call: (method: string, options: CallOptions, count: number) => Promise<unknown>,
  ): Promise<void> {
    const began = this.#server.now?.();
    const timeout = n + 1;
    const error = await call("hang", { timeout }, 0).then(() => fail("it succeeds"), passOn(DOMException));
    equal(error.name, "TimeoutError");
    if (began !== undefined) {
      equal(this.#server.now!() - began, timeout, "milliseconds");
    }
    operation.givenUp = true;
  }

  async *#slowly(items: number[]): AsyncGenerator<number> {
    for (const item of items) {
      if (this.#random.oneIn(10)) {
        await this.#pause();
      }
      yield item;
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#paused.push(resolve));
  }

  /** Returns what has become of each call, as the server's verdict reads it. */
  outcomes(): object[] {
    return this.#all.map(({ id, idempotent, unknown, givenUp }) => ({
      id,
      isIdempotent: idempotent,
      outcome: unknown ? "UNKNOWN" : givenUp ? "GIVEN_UP" : "ANSWERED",
    }));
  }

  /** Checks what the server has run, when all is over. */
  check(): void {
    for (const { id, idempotent, losses, unknown, unsent, givenUp } of this.#all) {
      const runs = this.#server.runs(id);
      ok(!unsent || runs === 0, `${id} ran, and is said not to have left`);
      const lost = this.#server.losses - losses;
      ok(runs <= 1 + (idempotent ? lost : 0), `${id} ran ${runs} times, and ${lost} sessions were lost`);
      ok(!unknown || lost > 0, `the outcome of ${id} is said to be unknown, though no session was lost`);
      ok(unknown || givenUp || runs > 0, `${id} has an answer, and never ran`);
    }
  }
}

/** Checks that the server refuses a call. */
async function refused(call: Promise<unknown>, code: number, message: string): Promise<void> {
  const error = await call.then(
    () => fail("it succeeds"),
    (reason: any) => reason,
  );
  if (error.name !== "RpcError") {
    throw error;
  }
  equal([error.code, error.message], [code, message]);
}

function passOn<E>(type: abstract new (...args: never[]) => E): (error: unknown) => E {
  return (error) => {
    if (error instanceof type) {
      return error;
    }
    throw error;
  };
}
