import type { Client } from "../../../main/ts/api.ts";
import { open } from "../../../main/ts/client.ts";
import { named, upload } from "../../../main/ts/upload.ts";
import { equal, fail, ok } from "../kit/test.ts";
import { upTo } from "../kit/wait.ts";
import { TestClock } from "./clock.ts";
import { Heard } from "./heard.ts";
import { ModelServer, SUBSCRIPTIONS, type Terms } from "./model-server.ts";
import { Operations } from "./operations.ts";
import type { Cut } from "../kit/server.ts";
import { Pipe } from "./pipe.ts";
import { Random } from "./random.ts";
import { cutOf, type Schedule, type Step } from "./schedule.ts";

/** A handshake has about so many bytes. */
const HANDSHAKE = 700;

const PROTOCOLS = { 1: "webshocket.v1.json", 2: "webshocket.v2.json" };

/** Lets all run that waits for no timer. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

declare function setImmediate(run: () => void): void;

/** A client, a model of a server, and the sockets between them, which break. A seed repeats all that happens. */
export class World {
  readonly #random: Random;
  readonly #clock: TestClock;
  readonly #server: ModelServer;
  readonly #pipes: Pipe[] = [];
  readonly #faults: unknown[] = [];
  readonly #trace: (line: string) => void;
  readonly #heard: Heard;
  /** Whether each socket is refused, or how many of the next ones are. */
  #refuses = false;
  #refusals = 0;
  /** What happens to the next sockets, where a schedule says so. */
  #fates: Schedule["fates"] = [];
  /** Before this time the client is not to come back. */
  #notBefore = 0;
  #client!: Client;
  #operations!: Operations;

  /**
   * Begins without a client.
   *
   * @param trace is told what passes the sockets
   * @param terms those of the server; else the seed decides
   */
  private constructor(seed: number, trace: (line: string) => void, terms?: Terms) {
    this.#trace = trace;
    this.#random = new Random(seed);
    this.#clock = new TestClock(() => this.#random.next());
    const random = this.#random;
    this.#server = new ModelServer(
      random,
      this.#clock,
      terms ?? { version: random.oneIn(5) ? 1 : 2, history: random.oneIn(2) ? 1_000_000 : 1 + random.int(20) },
    );
    this.#heard = new Heard(SUBSCRIPTIONS, (channel) => this.#server.missed.get(channel) ?? 0, (error) => this.#faults.push(error));
  }

  /** Performs a schedule of so many steps by chance; returns how often the client began anew. */
  static async run(seed: number, steps: number, trace: (line: string) => void = () => {}): Promise<number> {
    const world = new World(seed, trace);
    await world.#connect(() => world.#actOnNetwork());
    for (let i = 0; i < steps; i++) {
      await world.#act();
      await world.#settled();
    }
    return await world.#end();
  }

  /** Performs a schedule of the Java client; what it leaves open follows from its seed. Returns how often the client began anew. */
  static async follow({ seed, keeps, remembers, fates, steps }: Schedule, trace: (line: string) => void = () => {}): Promise<number> {
    const world = new World(seed, trace, { keeps, history: remembers ? 1_000_000 : 5 });
    world.#fates = fates;
    await world.#connect(() => world.#transport());
    const before = world.#server.losses;
    for (const step of steps) {
      await world.#perform(step);
      await world.#settled();
      for (let i = world.#random.int(12); i > 0; i--) {
        await world.#transport();
        await world.#settled();
      }
    }
    const losses = (await world.#end()) - before;
    ok(losses === 0 || !keeps, "a session was lost");
    return losses;
  }

  async #end(): Promise<number> {
    await this.#calmDown();
    await this.#close();
    return this.#server.losses;
  }

  async #settled(): Promise<void> {
    await settle();
    this.#noting(() => ok(!this.#pipes.some(({ misused }) => misused), "sent on a socket that was not open"));
    if (this.#faults.length > 0) {
      throw this.#faults[0];
    }
  }

  /** @param act lets something happen to the network meanwhile */
  async #connect(act: () => Promise<void>): Promise<void> {
    const connecting = open(
      "ws://model/ws",
      {
        webSocket: this.#socketClass(),
        retry: { first: true },
        onSession: async (caller) => {
          equal(await caller.call("login"), "welcome");
        },
        expose: {
          double: (number: number) => (this.#random.oneIn(2) ? number * 2 : Promise.resolve(number * 2)),
          items: function* (number: number) {
            yield* upTo(number);
          },
        },
      },
      this.#clock,
    );
    let client: Client | undefined;
    connecting.then(
      (connected) => {
        client = connected;
        this.#heard.listen(connected);
      },
      (error) => this.#faults.push(error),
    );
    for (let i = 0; client === undefined; i++) {
      ok(i < 1_000, "the client does not connect");
      if (i < 200) {
        await act();
        await this.#settled();
      } else {
        await this.#actCalmly(i);
      }
    }
    this.#client = client;
    this.#operations = new Operations(this.#random, { named, upload }, client, this.#server, (error) => this.#faults.push(error));
  }

  #noting(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.#faults.push(error);
    }
  }

  #socketClass(): typeof WebSocket {
    const world = this;
    return class extends Pipe {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        world.#opened(this);
      }
    } as unknown as typeof WebSocket;
  }

  #opened(pipe: Pipe): void {
    this.#noting(() => {
      ok(
        this.#pipes.every(({ readyState }) => readyState >= Pipe.CLOSING),
        "there is a second socket",
      );
      ok(this.#clock.now() >= this.#notBefore, "the client comes back before it was asked to");
      equal(pipe.protocols, [PROTOCOLS[2], PROTOCOLS[1]]);
    });
    this.#pipes.push(pipe);
    if (this.#refuses || this.#refusals > 0) {
      this.#refusals--;
      pipe.cut();
    } else {
      [pipe.fate, ...this.#fates] = this.#fates;
      pipe.down.push({ open: PROTOCOLS[this.#server.version] });
    }
  }

  async #act(): Promise<void> {
    const what = this.#random.int(100);
    if (what < 20) {
      this.#operations.begin();
    } else if (what < 24) {
      this.#operations.goOn();
    } else if (what < 26) {
      this.#operations.abort();
    } else if (what === 26) {
      this.#notBefore = 0;
      this.#client.reconnect();
    } else {
      await this.#actOnNetwork();
    }
  }

  /** Performs a step of a schedule. */
  async #perform(step: Step): Promise<void> {
    switch (step.kind) {
      case "cut":
        this.#pipes.forEach((pipe) => this.#cut(pipe, cutOf(step.n)));
        break;
      case "refuse":
        this.#refusals += step.n;
        break;
      case "pause":
        await this.#pass(step.n);
        this.#operations.finish();
        break;
      default:
        this.#operations.perform(step);
    }
  }

  async #actOnNetwork(): Promise<void> {
    const what = this.#random.int(100);
    if (this.#pipes.length === 0) {
      return;
    }
    if (what < 76) {
      await this.#transport();
    } else if (what < 80) {
      this.#server.publish();
    } else if (what < 82) {
      this.#server.push();
    } else if (what < 84) {
      this.#server.ask();
    } else if (what < 90) {
      await this.#pass(this.#random.int(2_000));
    } else if (what < 93) {
      this.#break(this.#random.pick(this.#pipes.slice(-2)));
    } else if (what === 93) {
      this.#refuses = !this.#refuses;
    } else if (what === 94 && this.#random.oneIn(4)) {
      this.#restart();
    } else if (what === 95 && this.#random.oneIn(4)) {
      this.#server.forget();
    } else if (what === 96 && this.#random.oneIn(8)) {
      await this.#pass(this.#random.int(100_000));
    }
  }

  /** Something arrives, or the server works, or some time passes. */
  async #transport(): Promise<void> {
    const what = this.#random.int(80);
    if (this.#pipes.length === 0) {
      return;
    }
    const pipe = this.#random.pick(this.#pipes.slice(-2));
    if (what < 30) {
      this.#deliver(pipe, 1 + this.#random.int(8));
    } else if (what < 50) {
      this.#receive(pipe, 1 + this.#random.int(8));
    } else if (what < 70) {
      this.#work(1 + this.#random.int(10));
    } else if (what < 73) {
      this.#server.current?.ack();
    } else if (what < 76) {
      this.#server.current?.beat();
    } else {
      await this.#pass(this.#random.int(200));
    }
  }

  /** The client is given what the server has sent. */
  #deliver(pipe: Pipe, count: number): void {
    for (let i = 0; i < count; i++) {
      const listens = pipe.readyState === Pipe.OPEN;
      const what = pipe.deliver();
      if (what === undefined) {
        return;
      }
      this.#tell(pipe, "<-", what);
      if ("open" in what) {
        this.#server.opened(pipe);
      } else if ("text" in what) {
        this.#server.hasWelcomed ||= listens && what.text.includes('"welcome"');
      } else if (listens) {
        const retry = /retry-after=(\d+)/.exec(what.reason);
        this.#notBefore = retry === null ? 0 : this.#clock.now() + Number(retry[1]) * 1_000;
      }
      this.#meetFate(pipe, what);
    }
  }

  /** The server is given what the client has sent. */
  #receive(pipe: Pipe, count: number): void {
    for (let i = 0; i < count && !pipe.gone && !pipe.silent; i++) {
      const message = pipe.up.shift();
      if (message === undefined) {
        return;
      }
      this.#tell(pipe, "->", message);
      this.#noting(() => this.#server.receive(pipe, message));
      this.#meetFate(pipe, message);
    }
  }

  #tell(pipe: Pipe, direction: string, what: object): void {
    this.#trace(`${this.#clock.now()} socket ${this.#pipes.indexOf(pipe)} ${direction} ${Object.values(what).join(" ")}`);
  }

  #work(steps: number): void {
    for (let i = 0; i < steps; i++) {
      this.#noting(() => {
        this.#server.current?.calls.work();
        this.#server.current?.reader.read();
      });
    }
  }

  async #pass(millis: number): Promise<void> {
    const end = this.#clock.now() + millis;
    while (this.#clock.step(end - this.#clock.now())) {
      await this.#settled();
    }
    this.#server.expire();
  }

  #break(pipe: Pipe): void {
    const how = this.#random.int(10);
    if (how < 7) {
      this.#cut(pipe, how < 5 ? "RST" : "SILENCE");
    } else if (!pipe.gone && pipe.readyState === Pipe.OPEN) {
      this.#server.lost(pipe);
      pipe.end(this.#random.pick([1011, 1012, 1013]));
    }
  }

  #cut(pipe: Pipe, how: Cut): void {
    if (how === "SILENCE") {
      pipe.silent = true;
      return;
    }
    pipe.cut();
    // The server may not notice, and believes in it.
    if (this.#random.oneIn(2)) {
      this.#server.lost(pipe);
    }
  }

  /** Cuts a socket behind as many bytes as its fate says. */
  #meetFate(pipe: Pipe, what: object): void {
    pipe.passed += "open" in what ? HANDSHAKE : Object.values(what).join().length;
    if (pipe.fate && pipe.passed >= pipe.fate.bytes) {
      this.#cut(pipe, pipe.fate.how);
      pipe.fate = undefined;
    }
  }

  #restart(): void {
    const seconds = this.#random.int(5);
    for (const pipe of this.#pipes) {
      if (pipe.readyState === Pipe.CONNECTING) {
        pipe.cut();
      } else {
        pipe.end(1001, `going away; retry-after=${seconds}`);
      }
    }
    this.#server.restart(this.#random.oneIn(2));
  }

  /** Nothing breaks any more, and all must come to its end. */
  async #calmDown(): Promise<void> {
    for (let i = 0; ; i++) {
      if (i > 2_000) {
        fail(`it does not come to rest: ${this.#unrest() ?? ""}`);
      }
      this.#operations.finish();
      await this.#actCalmly(i);
      if (this.#unrest() === undefined && i > 10) {
        break;
      }
    }
    this.#check();
  }

  /** All that was sent arrives, and the server does what it has to do. */
  async #actCalmly(step: number): Promise<void> {
    this.#refuses = false;
    this.#refusals = 0;
    for (const pipe of this.#pipes) {
      // Version 1 has no beats that would tell the client.
      if (pipe.silent && (pipe.readyState === Pipe.CLOSING || this.#server.version === 1)) {
        pipe.cut();
      }
      if (pipe.down.length > 0) {
        this.#deliver(pipe, Infinity);
        await this.#settled();
      }
      if (pipe.up.length > 0) {
        this.#receive(pipe, Infinity);
        await this.#settled();
      }
    }
    this.#work(20);
    await this.#settled();
    if (step % 4 === 0) {
      this.#server.current?.ack();
    }
    if (step % 20 === 0) {
      this.#server.current?.beat();
    }
    await this.#pass(100);
    await this.#settled();
  }

  /** Tells why it is not over. */
  #unrest(): string | undefined {
    const session = this.#server.current;
    if (this.#client.state !== "connected") {
      return `the client is ${this.#client.state}`;
    }
    if (!this.#operations.settled) {
      return "calls wait";
    }
    if (session === undefined || session.waiting !== undefined) {
      return `the server waits: ${session?.waiting}`;
    }
    const pipe = this.#pipes.findIndex(({ up, down }) => up.length + down.length > 0);
    return pipe < 0 ? undefined : `messages are on their way on socket ${pipe}: ${JSON.stringify(this.#pipes[pipe])}`;
  }

  #check(): void {
    const session = this.#server.current!;
    if (this.#server.version === 2) {
      equal(session.calls.running, [], "calls that were given up are cancelled");
    }
    this.#operations.check();
    this.#heard.check((channel) => this.#server.channels.published(channel));
    if (this.#server.losses === 0) {
      equal(this.#server.got.size, this.#operations.sent, "messages that have come to the server");
      equal(this.#heard.pushes.length, this.#server.pushes, "messages that have come to the client");
    }
  }

  /** Closes the client, of which nothing remains. */
  async #close(): Promise<void> {
    const session = this.#server.current!;
    let closed = false;
    void this.#client.close().then(() => (closed = true));
    for (let i = 0; i < 5; i++) {
      for (const pipe of this.#pipes) {
        this.#receive(pipe, Infinity);
        this.#deliver(pipe, Infinity);
        await this.#settled();
      }
    }
    ok(closed, "the client is not closed");
    equal(this.#client.state, "closed");
    ok(!this.#server.sessions.includes(session), "the session remains");
    equal(this.#clock.waiting, 0, "timers that remain");
  }
}
