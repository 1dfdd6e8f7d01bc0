/* What the client does on the wire, step by step: the test is the server. */
import type { Client, ClientOptions } from "../../../main/ts/api.ts";
import { open } from "../../../main/ts/client.ts";
import { ConnectionError } from "../../../main/ts/errors.ts";
import { equal, ok, rejects, test } from "../kit/test.ts";
import { upTo } from "../kit/wait.ts";
import { TestClock } from "./clock.ts";
import { Pipe } from "./pipe.ts";

declare function setImmediate(run: () => void): void;

/** A server that says what the test says. */
class Scripted {
  readonly pipes: Pipe[] = [];
  readonly clock = new TestClock(() => this.chance);
  chance = 0.5;

  /** Begins to connect. */
  connect(options: ClientOptions = {}): Promise<Client> {
    const { pipes } = this;
    const webSocket = class extends Pipe {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        pipes.push(this);
      }
    } as unknown as typeof WebSocket;
    return open("ws://server/ws", { webSocket, ...options }, this.clock);
  }

  get pipe(): Pipe {
    return this.pipes.at(-1)!;
  }

  async settle(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  /** Opens the newest socket. */
  async open(version = 2): Promise<void> {
    await this.settle();
    this.pipe.down.push({ open: `webshocket.v${version}.json` });
    this.pipe.deliver();
    await this.settle();
  }

  /** Opens the newest socket, and takes hello. */
  async hello(): Promise<Record<string, any>> {
    await this.open();
    return this.take()!.session;
  }

  /** Takes the next packet of the client. */
  take(): Record<string, any> | undefined {
    const next = this.pipe.up.shift();
    return next === undefined ? undefined : "text" in next ? JSON.parse(next.text) : next;
  }

  /** Takes all packets of the client. */
  takeAll(): Record<string, any>[] {
    return this.pipe.up.splice(0).map((each) => ("text" in each ? JSON.parse(each.text) : each));
  }

  async send(packet: object): Promise<void> {
    this.pipe.down.push({ text: typeof packet === "string" ? packet : JSON.stringify(packet) });
    this.pipe.deliver();
    await this.settle();
  }

  async welcome(changes: object = {}): Promise<void> {
    await this.send({
      source: 6,
      session: { type: "welcome", session: "id", resume: "one", resumed: "no", received: 0, keep: 30, beat: 20, ...changes },
    });
  }

  async close(code: number, reason = ""): Promise<void> {
    await this.beginClose(code, reason);
    this.pipe.deliver();
    await this.settle();
  }

  /** The server's close frame is there, and the socket has not closed yet. */
  async beginClose(code: number, reason = ""): Promise<void> {
    this.pipe.end(code, reason);
    this.pipe.deliver();
    await this.settle();
  }

  async pass(millis: number): Promise<void> {
    const end = this.clock.now() + millis;
    while (this.clock.step(end - this.clock.now())) {
      await this.settle();
    }
    await this.settle();
  }

  /** Connects, and takes the acknowledgement of welcome. */
  async connected(options: ClientOptions = {}, welcome: object = {}): Promise<Client> {
    const connecting = this.connect(options);
    await this.hello();
    await this.welcome(welcome);
    equal(this.take(), { source: 6, session: { type: "ack", received: 0 } });
    const client = await connecting;
    // The client listens from now on.
    await this.pass(0);
    return client;
  }
}

test("hello opens a session, and takes it up again with what was received", async () => {
  const server = new Scripted();
  const connecting = server.connect();
  const first = await server.hello();
  equal([first.type, first.resume, first.token], ["hello", undefined, undefined]);
  await server.welcome();
  const client = await connecting;
  await server.send({ source: 4, data: 1 });
  await server.send({ source: 6, session: { type: "beat" } });
  server.pipe.cut();
  server.pipe.deliver();
  await server.pass(1_000);
  const second = await server.hello();
  equal([second.type, second.resume, second.received], ["hello", "one", 1]);
  await server.welcome({ resumed: "all", resume: "two" });
  equal(client.session?.resumed, "all");
  server.pipe.cut();
  server.pipe.deliver();
  await server.pass(2_000);
  const third = await server.hello();
  equal([third.type, third.resume, third.received], ["hello", "two", 1]);
});

test("what the server has not received is sent again, in order", async () => {
  const server = new Scripted();
  const client = await server.connected();
  for (const n of upTo(3)) {
    client.send(n);
  }
  await server.settle();
  equal(server.takeAll().map(({ data }) => data), [1, 2, 3]);
  server.pipe.cut();
  server.pipe.deliver();
  client.send(4);
  await server.pass(1_000);
  await server.hello();
  equal(server.takeAll(), []);
  await server.welcome({ resumed: "all", received: 1 });
  equal(
    server.takeAll().filter(({ source }) => source === 4).map(({ data }) => data),
    [2, 3, 4],
  );
});

test("what was received is confirmed within a second, and by 64 packets or 64 KiB", async () => {
  const server = new Scripted();
  await server.connected();
  await server.send({ source: 4, data: 1 });
  equal(server.takeAll(), []);
  await server.pass(1_000);
  equal(server.takeAll(), [{ source: 6, session: { type: "ack", received: 1 } }]);
  for (const n of upTo(64)) {
    await server.send({ source: 4, data: n });
  }
  ok(server.takeAll().some(({ session }) => session?.type === "ack" && session.received > 1));
  await server.send({ source: 4, data: "x".repeat(65_536) });
  ok(server.takeAll().some(({ session }) => session?.type === "ack" && session.received === 66));
});

test("a client that has sent nothing for a beat sends one, and gives up a server that is silent for two and a half", async () => {
  const server = new Scripted();
  const client = await server.connected({}, { beat: 4 });
  await server.pass(4_000);
  equal(server.takeAll(), [{ source: 6, session: { type: "beat" } }]);
  await server.pass(5_900);
  equal(client.state, "connected");
  await server.pass(100);
  ok(client.state !== "connected", client.state);
});

test("delays are random, and double up to a bound", async () => {
  for (const chance of [0, 0.5, 0.999]) {
    const server = new Scripted();
    server.chance = chance;
    const client = await server.connected({ retry: { base: 100, cap: 400 } });
    const delays: number[] = [];
    client.on("state", (state, { retryIn }) => state === "disconnected" && delays.push(Math.round(retryIn!)));
    for (let i = 0; i < 5; i++) {
      server.pipe.cut();
      server.pipe.deliver();
      await server.settle();
      await server.pass(delays.at(-1)! + 1);
    }
    equal(delays, [100, 200, 400, 400, 400].map((bound) => Math.round(bound * chance)));
    void client.close();
  }
});

test("retry-after is the shortest delay", async () => {
  const server = new Scripted();
  server.chance = 0;
  const client = await server.connected();
  let delay: number | undefined;
  client.on("state", (_, { retryIn }) => (delay ??= retryIn));
  await server.close(1001, "the server is going away; retry-after=7");
  equal(delay, 7_000);
  await server.pass(6_999);
  equal(server.pipes.length, 1);
  await server.pass(1);
  equal(server.pipes.length, 2);
});

test("nothing is given to a socket that the server is closing, and all of it to the next one", async () => {
  const server = new Scripted();
  const client = await server.connected({}, { beat: 4 });
  const sent: unknown[] = [];
  client.on("packet", (direction, packet) => direction === "sent" && sent.push(packet));
  await server.send({ source: 4, data: 1 });
  await server.beginClose(1001);
  const call = client.call("add", 1, 2);
  client.send("waits");
  // An acknowledgement and a beat are due.
  await server.pass(5_000);
  equal([server.pipe.misused, sent], [false, []]);
  server.pipe.deliver();
  await server.pass(1_000);
  equal((await server.hello()).received, 1);
  await server.welcome({ resumed: "all", resume: "two" });
  const [, request, message] = server.takeAll();
  equal([request?.rpc.method, message?.data], ["add", "waits"]);
  await server.send({ source: 5, rpc: { type: "response", call_id: request?.rpc.call_id, response: 3 } });
  equal(await call, 3);
});

test("on version 1 a call that a closing socket did not get goes to the next one", async () => {
  const server = new Scripted();
  const connecting = server.connect();
  await server.open(1);
  const client = await connecting;
  await server.beginClose(1001);
  const call = client.call("add", 1, 2);
  await server.settle();
  equal(server.pipe.misused, false);
  server.pipe.deliver();
  await server.pass(1_000);
  await server.open(1);
  const { rpc } = server.take()!;
  equal(rpc.method, "add");
  await server.send({ source: 5, rpc: { type: "response", call_id: rpc.call_id, response: 3 } });
  equal(await call, 3);
});

test("who gets 4001 forgets the session", async () => {
  const server = new Scripted();
  const client = await server.connected();
  const call = rejects(client.call("add", 1, 2), ConnectionError);
  await server.settle();
  await server.close(4001, "taken over");
  equal((await call).reason, "unknown-outcome");
  await server.pass(1_000);
  equal((await server.hello()).resume, undefined);
});

for (const [what, packet] of [
  ["another first packet than welcome", { source: 4, data: 1 }],
  ["a welcome without a secret", { source: 6, session: { type: "welcome", session: "s", resumed: "no", received: 0, keep: 1, beat: 1 } }],
  ["a welcome that resumes what there is not", { source: 6, session: { type: "welcome", session: "s", resume: "r", resumed: "all", received: 5, keep: 1, beat: 1 } }],
] as const) {
  test(`${what} fails the first connection`, async () => {
    const server = new Scripted();
    const connecting = rejects(server.connect(), ConnectionError);
    await server.hello();
    await server.send(packet);
    equal((await connecting).reason, "refused");
    ok(server.pipe.readyState >= Pipe.CLOSING);
  });
}

test("an ack beyond what was sent ends the session, and the client comes back", async () => {
  const server = new Scripted();
  const client = await server.connected();
  await server.send({ source: 6, session: { type: "ack", received: 7 } });
  ok(client.state !== "connected", client.state);
  await server.pass(1_000);
  equal((await server.hello()).resume, undefined);
});

test("a server that never answers is given up after 30 seconds", async () => {
  const server = new Scripted();
  const connecting = rejects(server.connect(), ConnectionError);
  await server.hello();
  await server.pass(30_000);
  equal((await connecting).reason, "refused");
  equal(server.clock.waiting, 0);
});

test("what was sent before close goes out before the close frame", async () => {
  const server = new Scripted();
  const client = await server.connected();
  const call = rejects(client.call("add", 1, 2), ConnectionError);
  client.send("bye");
  const closed = client.close();
  await server.settle();
  const [request, message, close] = server.takeAll();
  equal([request?.rpc.method, message?.data, close], ["add", "bye", { close: 1000 }]);
  equal((await call).reason, "closed");
  await server.close(1000);
  await closed;
  equal(server.clock.waiting, 0);
});

test("a socket that does not close is waited for in vain, but not for ever", async () => {
  const server = new Scripted();
  const client = await server.connected();
  let closed = false;
  void client.close().then(() => (closed = true));
  await server.settle();
  equal(closed, false);
  await server.pass(5_000);
  equal(closed, true);
});

test("no more is given to a socket than it sends", async () => {
  const server = new Scripted();
  const client = await server.connected({ timeout: 0 });
  for (const _ of upTo(100)) {
    client.call("echo", "x".repeat(100_000)).catch(() => {});
  }
  await server.pass(1_000);
  ok(server.pipe.bufferedAmount < 1_000_000, `${server.pipe.bufferedAmount} bytes`);
  let received = 0;
  for (let i = 0; i < 1_000 && received < 100; i++) {
    received += server.takeAll().filter(({ source }) => source === 5).length;
    await server.send({ source: 6, session: { type: "ack", received } });
    await server.pass(20);
  }
  equal(received, 100);
});

test("unknown packets, members and answers are ignored", async () => {
  const server = new Scripted();
  const client = await server.connected();
  const heard: unknown[] = [];
  client.on("message", ({ data }) => heard.push(data));
  await server.pass(1);
  await server.send({ source: 6, session: { type: "news", of: "the future" } });
  await server.send({ source: 5, rpc: { type: "response", call_id: "none", response: 1 } });
  await server.send({ source: 5, rpc: { type: "credit", call_id: "none", n: 5 } });
  await server.send({ source: 4, data: "known", future: [1] });
  equal(heard, ["known"]);
  await server.pass(1_000);
  equal(server.takeAll().at(-1)?.session.received, 4);
});
