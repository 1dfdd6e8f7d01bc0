import type { Rpc } from "../../../main/ts/api.ts";
import { ConnectionError, RpcError } from "../../../main/ts/errors.ts";
import { named } from "../../../main/ts/upload.ts";
import { equal, ok, rejects, test } from "../kit/test.ts";
import { Peer, settled } from "./peer.ts";

type Functions = Record<string, (...args: any[]) => unknown>;

function exposing(expose: Functions): Peer {
  return Peer.begun({ expose });
}

function call(peer: Peer, method: string, args: unknown[] = [], more: Partial<Rpc> = {}): void {
  peer.tell({ type: "request", call_id: "s1", method, args, ...more });
}

/** Runs with a console that is listened to. */
async function logged(run: () => Promise<void>): Promise<string[]> {
  const heard: string[] = [];
  const original = console.error;
  console.error = (...what) => void heard.push(what.map(String).join(" "));
  try {
    await run();
  } finally {
    console.error = original;
  }
  return heard;
}

test("the server calls a function", async () => {
  const peer = exposing({ shout: (text: string) => text.toUpperCase() });
  call(peer, "shout", ["zoë"]);
  equal(await peer.rpc(), { type: "response", call_id: "s1", response: "ZOË" });
});

test("a promise is answered when it is fulfilled, and nothing is null", async () => {
  let fulfil: ((value: unknown) => void) | undefined;
  const peer = exposing({ later: () => new Promise((resolve) => (fulfil = resolve)), nothing: () => {} });
  call(peer, "later");
  equal(await peer.taken(), []);
  fulfil!([1]);
  equal(await peer.rpc(), { type: "response", call_id: "s1", response: [1] });
  call(peer, "nothing");
  equal(await peer.rpc(), { type: "response", call_id: "s1" });
});

test("functions start in the order of arrival", async () => {
  const started: number[] = [];
  const peer = exposing({ f: async (n: number) => void started.push(n) });
  for (let n = 0; n < 5; n++) {
    call(peer, "f", [n], { call_id: `s${n}` });
  }
  equal(started, [0, 1, 2, 3, 4]);
  equal((await peer.rpcs()).map(({ call_id }) => call_id), ["s0", "s1", "s2", "s3", "s4"]);
});

test("functions may be added and replaced, and know their object", async () => {
  const peer = exposing({ a: () => 1 });
  const object = { b(this: any) { return this.a(); }, a: () => 2 };
  peer.calls.expose(object);
  call(peer, "a");
  call(peer, "b", [], { call_id: "s2" });
  equal((await peer.rpcs()).map(({ response }) => response), [2, 2]);
});

test("a name that is not exposed is not found", async () => {
  const peer = exposing({});
  for (const method of ["nope", "toString", "__proto__"]) {
    call(peer, method);
    equal(await peer.rpc(), { type: "response", call_id: "s1", response: `RPC method '${method}' not found.`, error: -32601 });
  }
});

test("too few arguments are invalid", async () => {
  const peer = exposing({ add: (a: number, b: number, c = 0) => a + b + c });
  call(peer, "add", [1]);
  equal((await peer.rpc()).error, -32602);
  call(peer, "add", [1, 2]);
  equal((await peer.rpc()).response, 3);
  call(peer, "add", [1, 2, 3]);
  equal((await peer.rpc()).response, 6);
});

test("named arguments come as an object, with their mark", async () => {
  const peer = exposing({ greet: (...args) => [args.length, args[0], args[1] === named] });
  call(peer, "greet", [], { kwargs: { name: "Zoë" } });
  equal((await peer.rpc()).response, [2, { name: "Zoë" }, true]);
  call(peer, "greet", ["x"], { kwargs: {} });
  equal((await peer.rpc()).response, [1, "x", false]);
});

test("an RpcError is told to the server", async () => {
  const peer = exposing({
    refuse: () => {
      throw new RpcError(4711, "no", { left: 0 });
    },
    reserved: async () => {
      throw new RpcError(-32601, "mine");
    },
  });
  call(peer, "refuse");
  equal(await peer.rpc(), { type: "response", call_id: "s1", error: 4711, response: "no", data: { left: 0 } });
  call(peer, "reserved");
  equal(await peer.rpc(), { type: "response", call_id: "s1", error: -32001, response: "mine" });
});

test("of another exception the server is told an id only, which the console has", async () => {
  const loop: unknown[] = [];
  loop.push(loop);
  const peer = exposing({
    fail: () => {
      throw new Error("secret");
    },
    loop: () => loop,
    data: () => {
      throw new RpcError(1, "x", loop);
    },
    strange: () => {
      throw undefined;
    },
  });
  for (const method of ["fail", "loop", "data", "strange"]) {
    let answer: Rpc | undefined;
    const lines = await logged(async () => {
      call(peer, method);
      answer = await peer.rpc();
    });
    const id = /^Internal error (\w+)\.$/.exec(answer!.response as string)?.[1];
    equal([answer!.error, lines.length], [-32603, 1]);
    ok(id && lines[0]!.includes(id) && lines[0]!.startsWith(method), lines[0]);
    ok(!JSON.stringify(answer).includes("secret"));
  }
});

test("what is malformed is refused", async () => {
  const peer = exposing({ f: () => 1 });
  const many = Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, ""]));
  for (const more of [
    { credit: -1 }, { credit: 1.5 }, { credit: "5" }, { uploads: "x" }, { uploads: [1] }, { meta: [] }, { meta: { a: 1 } },
    { meta: many }, { args: {} }, { kwargs: [] }, { kwargs: null }, { meta: null }, { uploads: null }, { args: null },
    { meta: { a: "x".repeat(4096) } }, { method: 5 },
  ] as any[]) {
    call(peer, "f", [], more);
    equal(await peer.rpc(), { type: "response", call_id: "s1", response: "Malformed packet.", error: -32600 });
  }
});

test("a generator is a stream of items, with credit", async () => {
  let taken = 0;
  let returned = false;
  const peer = exposing({
    async *count(n: number) {
      try {
        while (taken < n) {
          yield ++taken;
        }
      } finally {
        returned = true;
      }
    },
  });
  call(peer, "count", [5], { credit: 2 });
  equal(await peer.rpcs(), [
    { type: "response", call_id: "s1", response: 1, is_stream: true },
    { type: "response", call_id: "s1", response: 2, is_stream: true },
  ]);
  equal(taken, 2);
  peer.tell({ type: "credit", call_id: "s1", n: 10 });
  equal((await peer.rpcs()).slice(2), [
    { type: "response", call_id: "s1", response: 5, is_stream: true },
    { type: "response", call_id: "s1", is_stream: true, is_end: true },
  ]);
  ok(returned);
});

test("a stream waits for credit, and what is given before it begins counts", async () => {
  const peer = exposing({ count: async () => settled().then(() => [1, 2, 3].values()) });
  call(peer, "count", [], { credit: 0 });
  peer.tell({ type: "credit", call_id: "s1", n: 2 });
  await settled();
  equal((await peer.rpcs()).map(({ response }) => response), [1, 2]);
});

test("collections and texts are values", async () => {
  const peer = exposing({ list: () => [1, 2], text: () => "ab" });
  call(peer, "list");
  call(peer, "text", [], { call_id: "s2" });
  equal((await peer.rpcs()).map(({ response, is_stream }) => [response, is_stream]), [[[1, 2], undefined], ["ab", undefined]]);
});

test("a stream that fails ends with its error", async () => {
  const peer = exposing({
    *early() {
      throw new RpcError(5, "no");
    },
    *late() {
      yield 1;
      throw new RpcError(6, "no more");
    },
  });
  call(peer, "early");
  equal(await peer.rpc(), { type: "response", call_id: "s1", error: 5, response: "no" });
  call(peer, "late");
  equal((await peer.rpcs()).at(-1), { type: "response", call_id: "s1", error: 6, response: "no more", is_stream: true, is_end: true });
});

test("a call that is cancelled is not answered, and its stream returns", async () => {
  let returned = false;
  let finish: (() => void) | undefined;
  const peer = exposing({
    value: () => new Promise<void>((resolve) => (finish = resolve)),
    *items() {
      try {
        for (;;) {
          yield 1;
        }
      } finally {
        returned = true;
      }
    },
  });
  call(peer, "value");
  peer.tell({ type: "cancel", call_id: "s1" });
  finish!();
  call(peer, "items", [], { call_id: "s2" });
  equal((await peer.taken()).length, 32);
  peer.tell({ type: "cancel", call_id: "s2" });
  peer.tell({ type: "credit", call_id: "s2", n: 9 });
  equal(await peer.taken(), []);
  ok(returned);
  peer.tell({ type: "cancel", call_id: "unknown" });
});

test("a stream that is cancelled before it begins returns", async () => {
  let returned = false;
  const items = { [Symbol.asyncIterator]: () => items, next: async () => ({ done: true }), return: async () => (returned = true) };
  const peer = exposing({ later: async () => settled().then(() => items) });
  call(peer, "later");
  peer.tell({ type: "cancel", call_id: "s1" });
  await settled();
  equal(await peer.taken(), []);
  ok(returned);
});

test("a call whose session has ended is not answered", async () => {
  let finish: (() => void) | undefined;
  const peer = exposing({ value: () => new Promise<void>((resolve) => (finish = resolve)), quick: () => 1 });
  call(peer, "value");
  peer.calls.gone(new ConnectionError("lost", "lost"), false);
  peer.begin();
  finish!();
  equal(await peer.taken(), []);
  call(peer, "quick");
  equal((await peer.rpc()).response, 1);
});

test("the server uploads to a function", async () => {
  const peer = exposing({
    async sum(start: number, numbers: AsyncIterable<number>) {
      let sum = start;
      for await (const n of numbers) {
        sum += n;
      }
      return sum;
    },
  });
  call(peer, "sum", [10], { uploads: ["u1"] });
  peer.tell({ type: "item", stream: "u1", value: 1 });
  peer.tell({ type: "item", stream: "u1", value: 2 });
  peer.tell({ type: "end", stream: "u1" });
  equal((await peer.rpc()).response, 13);
  call(peer, "sum", [10]);
  equal((await peer.rpc()).error, -32602);
});

test("an upload has credit, and break declines it", async () => {
  const got: unknown[] = [];
  const peer = exposing({
    async take(n: number, items: AsyncIterable<unknown>) {
      for await (const item of items) {
        got.push(item);
        if (got.length === n) {
          break;
        }
      }
      return settled();
    },
  });
  call(peer, "take", [20], { uploads: ["u1"] });
  for (let i = 0; i < 17; i++) {
    peer.tell({ type: "item", stream: "u1", value: i });
    await settled();
  }
  equal(await peer.rpc(), { type: "credit", stream: "u1", n: 16 });
  for (let i = 17; i < 20; i++) {
    peer.tell({ type: "item", stream: "u1" });
  }
  equal(await peer.rpcs(), [{ type: "cancel", stream: "u1" }]);
  equal(got.slice(16), [16, null, null, null]);
  peer.tell({ type: "item", stream: "u1", value: "late" });
  equal((await peer.rpc()).type, "response");
});

test("an upload that fails is told to the function", async () => {
  const heard: unknown[] = [];
  const peer = exposing({
    async take(items: AsyncIterable<unknown>) {
      try {
        for await (const item of items) {
          heard.push(item);
        }
      } catch (error) {
        heard.push((error as RpcError).code, (error as RpcError).message);
      }
    },
  });
  call(peer, "take", [], { uploads: ["u1"] });
  peer.tell({ type: "item", stream: "u1", value: 1 });
  peer.tell({ type: "end", stream: "u1", error: 4711, message: "broken" });
  await peer.rpc();
  call(peer, "take", [], { uploads: ["u2"] });
  for (let i = 0; i < 40; i++) {
    peer.tell({ type: "item", stream: "u2", value: 0 });
  }
  ok((await peer.rpcs()).some(({ type, stream }) => type === "cancel" && stream === "u2"));
  equal(heard.filter((one) => one !== 0), [1, 4711, "broken", -32602, "too many items"]);
});

test("a call that is answered ends its uploads", async () => {
  let kept: AsyncIterator<unknown> | undefined;
  const peer = exposing({
    keep(items: AsyncIterable<unknown>) {
      kept = items[Symbol.asyncIterator]();
    },
  });
  call(peer, "keep", [], { uploads: ["u1"] });
  peer.tell({ type: "item", stream: "u1", value: 1 });
  await peer.rpc();
  equal((await kept!.next()).value, 1);
  ok((await rejects(kept!.next())).message.includes("over"));
  equal(await peer.taken(), []);
});

test("ids in use are refused", async () => {
  const peer = exposing({ wait: () => new Promise(() => {}) });
  call(peer, "wait", [], { uploads: ["u1"] });
  call(peer, "wait");
  call(peer, "wait", [], { call_id: "s2", uploads: ["u1"] });
  equal((await peer.rpcs()).map(({ call_id, error }) => [call_id, error]), [["s1", -32602], ["s2", -32602]]);
});

test("not more calls run than may, cancelled ones included", async () => {
  const finish: (() => void)[] = [];
  const peer = exposing({ wait: () => new Promise<void>((resolve) => finish.push(resolve)) });
  for (let i = 0; i < 256; i++) {
    call(peer, "wait", [], { call_id: `s${i}` });
  }
  peer.tell({ type: "cancel", call_id: "s0" });
  call(peer, "wait", [], { call_id: "more" });
  equal(await peer.rpc(), { type: "response", call_id: "more", response: "too many calls", error: -32003 });
  finish.forEach((one) => one());
  equal((await peer.rpcs()).length, 255);
  call(peer, "wait", [], { call_id: "again" });
  finish.at(-1)!();
  equal((await peer.rpc()).call_id, "again");
});

test("not more streams are open than may, in each direction", async () => {
  const peer = exposing({ wait: () => new Promise(() => {}), *items() { for (;;) { yield 1; } } });
  for (let i = 0; i < 32; i++) {
    call(peer, "items", [], { call_id: `s${i}`, credit: 0 });
  }
  call(peer, "items", [], { call_id: "more", credit: 0 });
  equal(await peer.rpcs(), [
    { type: "response", call_id: "more", error: -32003, response: "too many calls" },
  ]);
  call(peer, "wait", [], { call_id: "u", uploads: Array.from({ length: 33 }, (_, i) => `u${i}`) });
  equal((await peer.rpc()).error, -32003);
});

test("streams that are cancelled while they wait for credit do not count", async () => {
  const peer = exposing({ *items() { yield 1; } });
  for (let i = 0; i < 300; i++) {
    call(peer, "items", [], { call_id: `s${i}`, credit: 0 });
    await settled();
    peer.tell({ type: "cancel", call_id: `s${i}` });
    await settled();
  }
  call(peer, "items");
  equal((await peer.rpcs()).map(({ response }) => response), [1, undefined]);
});

test("an answer waits for room", async () => {
  const peer = exposing({ f: () => 1 });
  peer.fill();
  call(peer, "f");
  equal(await peer.taken(), []);
  peer.drain();
  equal((await peer.rpc()).response, 1);
});
