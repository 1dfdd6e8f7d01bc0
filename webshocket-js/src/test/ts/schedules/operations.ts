import type { CallOptions, Caller, Client } from "../../../main/ts/api.ts";
import { ConnectionError, RpcError } from "../../../main/ts/errors.ts";
import { upload } from "../../../main/ts/upload.ts";
import { equal, fail, ok, show } from "../kit/test.ts";
import { upTo } from "../kit/wait.ts";
import type { ModelServer } from "./model-server.ts";
import type { Random } from "./random.ts";

/** A call that the test has made, and what became of it. */
interface Operation {
  readonly id: string;
  readonly idempotent: boolean;
  readonly losses: number;
  settled: boolean;
  /** It ended for the loss of its session. */
  unknown: boolean;
  /** The test has given it up. */
  givenUp: boolean;
}

/** What aborted calls are rejected with. */
class GivenUp extends Error {}

/** What the application does with its client: calls of all kinds, and checks of each answer. */
export class Operations {
  readonly #random: Random;
  readonly #client: Client;
  readonly #server: ModelServer;
  readonly #all: Operation[] = [];
  readonly #aborts: AbortController[] = [];
  /** Streams whose loops wait for the test. */
  readonly #paused: (() => void)[] = [];
  readonly #fault: (error: unknown) => void;
  #sequence = 0;
  #sent = 0;

  constructor(random: Random, client: Client, server: ModelServer, fault: (error: unknown) => void) {
    this.#random = random;
    this.#client = client;
    this.#server = server;
    this.#fault = fault;
  }

  get count(): number {
    return this.#all.length;
  }

  get settled(): boolean {
    return this.#all.every(({ settled }) => settled);
  }

  get sent(): number {
    return this.#sent;
  }

  /** Begins something. */
  begin(): void {
    const kinds = ["call", "call", "call", "fail", "stream", "stream", "breakOff", "abort", "timeout", "send"] as const;
    const more = ["upload", "first", "shout"] as const;
    const kind = this.#random.pick<(typeof kinds)[number] | (typeof more)[number]>(
      this.#server.version === 2 ? [...kinds, ...more] : kinds,
    );
    if (kind === "send") {
      this.#client.send(++this.#sent);
      return;
    }
    const idempotent = this.#random.oneIn(3) && kind === "call";
    const operation: Operation = {
      id: `${kind}-${this.#all.length}`,
      idempotent,
      losses: this.#server.losses,
      settled: false,
      unknown: false,
      givenUp: false,
    };
    this.#all.push(operation);
    this.#perform(kind, operation).then(
      () => (operation.settled = true),
      (error: unknown) => this.#fault(new Error(`${operation.id}: ${show(error)}`, { cause: error })),
    );
  }

  /** Lets a loop that pauses go on. */
  goOn(): void {
    this.#paused.splice(this.#random.int(this.#paused.length), 1)[0]?.();
  }

  abort(): void {
    this.#aborts.splice(this.#random.int(this.#aborts.length), 1)[0]?.abort(new GivenUp());
  }

  /** Lets all go on, and gives up what would never end. */
  finish(): void {
    this.#paused.splice(0).forEach((goOn) => goOn());
    this.#aborts.splice(0).forEach((controller) => controller.abort(new GivenUp()));
  }

  async #perform(kind: string, operation: Operation): Promise<void> {
    try {
      await this.#run(kind, operation);
    } catch (error) {
      if (!(error instanceof ConnectionError)) {
        throw error;
      }
      equal(error.reason, "unknown-outcome");
      ok(!operation.idempotent, "an idempotent call is made again");
      operation.unknown = true;
    }
  }

  #with(options: CallOptions = {}): Caller {
    return this.#client.with({ timeout: 0, ...options });
  }

  async #run(kind: string, operation: Operation): Promise<void> {
    const { id } = operation;
    const n = this.#random.int(60);
    const sequence = ++this.#sequence;
    switch (kind) {
      case "call": {
        const { idempotent } = operation;
        equal(await this.#with({ idempotent }).call("once", id, 0, sequence), `re: ${id}`);
        break;
      }
      case "fail": {
        const error = await this.#with()
          .call("fail", id, 0, sequence)
          .then(() => fail("it succeeds"), passOn(RpcError));
        equal([error.code, error.message], [4711, `no ${id}`]);
        break;
      }
      case "stream":
        await this.#stream(n, id, sequence);
        break;
      case "breakOff": {
        const got: unknown[] = [];
        const loop = async () => {
          for await (const item of this.#with().stream("break_off", id, n, sequence)) {
            got.push(item);
          }
        };
        const error = await loop().then(() => fail("it succeeds"), passOn(RpcError));
        equal([error.code, error.message, got], [4712, "no more", upTo(n)]);
        break;
      }
      case "abort":
        await this.#abortLater(operation, sequence);
        break;
      case "timeout": {
        const began = this.#server.clock.now();
        const limit = 1 + this.#random.int(20_000);
        const error = await this.#with({ timeout: limit })
          .call("hang", id, 0, sequence)
          .then(() => fail("it succeeds"), passOn(DOMException));
        equal(error.name, "TimeoutError");
        equal(this.#server.clock.now() - began, limit, "milliseconds");
        operation.givenUp = true;
        break;
      }
      case "upload":
        equal(await this.#with().call("sum", id, 0, sequence, upload(upTo(n))), n);
        break;
      case "first":
        equal(await this.#with().call("first", id, this.#random.int(10), sequence, upload(this.#slowly(upTo(n)))), "enough");
        break;
      case "shout": {
        const got: unknown[] = [];
        for await (const item of this.#with().stream("shout", id, 0, sequence, upload(upTo(n)))) {
          got.push(item);
        }
        equal(got, upTo(n));
        break;
      }
      default:
        fail(kind);
    }
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

  async #stream(n: number, id: string, sequence: number): Promise<void> {
    const stop = this.#random.oneIn(3) ? this.#random.int(n + 1) : Infinity;
    let last = 0;
    const credit = this.#random.oneIn(2) ? 1 + this.#random.int(10) : undefined;
    for await (const item of this.#with({ credit }).stream("count", id, n, sequence)) {
      equal(item, ++last);
      if (last >= stop) {
        return;
      }
      if (this.#random.oneIn(10)) {
        await this.#pause();
      }
    }
    equal(last, n);
  }

  async #abortLater(operation: Operation, sequence: number): Promise<void> {
    const controller = new AbortController();
    this.#aborts.push(controller);
    await this.#with({ signal: controller.signal })
      .call("hang", operation.id, 0, sequence)
      .then(() => fail("it succeeds"), passOn(GivenUp));
    operation.givenUp = true;
  }

  /** Checks what the server has run, when all is over. */
  check(): void {
    for (const { id, idempotent, losses, unknown, givenUp } of this.#all) {
      const runs = this.#server.ledger.runs(id);
      const lost = this.#server.losses - losses;
      ok(runs <= 1 + (idempotent ? lost : 0), `${id} ran ${runs} times, and ${lost} sessions were lost`);
      ok(!unknown || lost > 0, `the outcome of ${id} is said to be unknown, though no session was lost`);
      ok(unknown || givenUp || runs > 0, `${id} has an answer, and never ran`);
    }
  }
}

function passOn<E>(type: abstract new (...args: never[]) => E): (error: unknown) => E {
  return (error) => {
    if (error instanceof type) {
      return error;
    }
    throw error;
  };
}
