import type { Rpc } from "../../../main/ts/api.ts";
import { ConnectionError, RpcError } from "../../../main/ts/errors.ts";
import { upload } from "../../../main/ts/upload.ts";
import { equal, ok, rejects, test } from "../kit/test.ts";
import { Peer, settled } from "./peer.ts";

/** Items 1 to a number, which knows how many were taken and whether it was told to return. */
class Numbers implements AsyncIterable<number> {
  taken = 0;
  returned = false;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<number> {
    try {
      while (this.taken < this.#count) {
        yield ++this.taken;
      }
    } finally {
      this.returned = true;
    }
  }
}

const values = (rpcs: Rpc[]) => rpcs.filter(({ type }) => type === "item").map(({ value }) => value);

test("items are uploaded behind their call, and then their end", async () => {
  const peer = Peer.begun();
  const sum = peer.caller().call("sum", upload(new Numbers(3)));
  equal(await peer.rpcs(), [
    { type: "request", method: "sum", call_id: "1", uploads: ["1.0"] },
    { type: "item", stream: "1.0", value: 1 },
    { type: "item", stream: "1.0", value: 2 },
    { type: "item", stream: "1.0", value: 3 },
    { type: "end", stream: "1.0" },
  ]);
  peer.tell({ type: "response", call_id: "1", response: 6 });
  equal(await sum, 6);
});

test("arrays, generators and promises of items are uploaded", async () => {
  const peer = Peer.begun();
  function* generated() {
    yield 1;
    yield Promise.resolve(2);
  }
  void peer.caller().call("m", upload([1, "b", null]), upload(generated()), upload("é🙂"), upload([Promise.resolve(5)]));
  const rpcs = await peer.rpcs();
  equal(rpcs[0]!.uploads, ["1.0", "1.1", "1.2", "1.3"]);
  for (const [stream, expected] of [["1.0", [1, "b", undefined]], ["1.1", [1, 2]], ["1.2", ["é", "🙂"]], ["1.3", [5]]] as const) {
    const own = rpcs.filter((rpc) => rpc.stream === stream);
    equal(values(own).map((value) => value ?? undefined), [...expected]);
    equal(own.at(-1)!.type, "end");
  }
});

test("what is no iterable fails its call", async () => {
  for (const value of [5, {}, null, undefined]) {
    await rejects(Peer.begun().caller().call("sum", upload(value as any)), TypeError);
  }
});

test("no more items are taken than the server has given credit for", async () => {
  const peer = Peer.begun();
  const numbers = new Numbers(100);
  void peer.caller().call("sum", upload(numbers));
  equal(values(await peer.rpcs()).length, 32);
  equal(numbers.taken, 32);
  peer.tell({ type: "credit", stream: "1.0", n: 5 });
  equal(values(await peer.rpcs()), [33, 34, 35, 36, 37]);
  peer.tell({ type: "credit", stream: "1.0", n: 100 });
  const rest = await peer.rpcs();
  equal(values(rest).length, 63);
  equal(rest.at(-1), { type: "end", stream: "1.0" });
});

test("no items are taken without room", async () => {
  const peer = Peer.begun();
  const numbers = new Numbers(3);
  const { send } = peer;
  peer.send = (packet, raw) => {
    peer.fill();
    return send.call(peer, packet, raw);
  };
  void peer.caller().call("sum", upload(numbers));
  equal((await peer.rpc()).type, "request");
  equal(numbers.taken, 0);
  peer.drain();
  equal(values(await peer.rpcs()), [1]);
  equal(numbers.taken, 1);
});

test("an upload that the server does not want any more returns", async () => {
  const peer = Peer.begun();
  const numbers = new Numbers(100);
  const answer = peer.caller().call("first", upload(numbers));
  await peer.taken();
  peer.tell({ type: "cancel", stream: "1.0" });
  peer.tell({ type: "credit", stream: "1.0", n: 5 });
  equal(await peer.taken(), []);
  ok(numbers.returned);
  peer.tell({ type: "response", call_id: "1", response: 1 });
  equal(await answer, 1);
});

test("the end of a call ends its uploads", async () => {
  for (const end of [
    (peer: Peer) => peer.tell({ type: "response", call_id: "1", response: 1 }),
    (peer: Peer) => peer.tell({ type: "response", call_id: "1", response: "no", error: -32001 }),
    (peer: Peer) => peer.clock.advance(30_000),
    (peer: Peer) => peer.calls.ended(new ConnectionError("closed", "over")),
    (peer: Peer) => peer.calls.gone(new ConnectionError("lost", "lost"), false),
  ]) {
    const peer = Peer.begun();
    const numbers = new Numbers(100);
    const answer = peer.caller().call("first", upload(numbers));
    await peer.taken();
    end(peer);
    await answer.catch(() => {});
    await settled();
    ok(numbers.returned);
    equal(values(await peer.rpcs()), []);
  }
});

test("the end of a call ends uploads that have not begun", async () => {
  const peer = new Peer();
  let returned = false;
  const source = {
    [Symbol.asyncIterator]: () => source,
    next: async () => ({ done: false, value: 1 }),
    return: async () => {
      returned = true;
      return { done: true, value: 1 };
    },
  };
  const answer = peer.caller({ timeout: 1 }).call("sum", upload(source as any));
  peer.clock.advance(1);
  await rejects(answer, DOMException);
  ok(returned);
});

test("a source that fails fails its call, and tells the server nothing of it", async () => {
  const peer = Peer.begun();
  const why = new Error("secret");
  const answer = peer.caller().call("sum", upload((async function* () {
    yield 1;
    throw why;
  })()));
  equal(await rejects(answer), why);
  equal((await peer.rpcs()).slice(1), [
    { type: "item", stream: "1.0", value: 1 },
    { type: "end", stream: "1.0", error: -32603 },
    { type: "cancel", call_id: "1" },
  ]);
});

test("an RpcError of a source is for the server", async () => {
  const peer = Peer.begun();
  const answer = peer.caller().call("sum", upload((async function* () {
    yield 1;
    throw new RpcError(4711, "no more numbers");
  })()));
  equal((await peer.rpcs()).at(-1), { type: "end", stream: "1.0", error: 4711, message: "no more numbers" });
  peer.tell({ type: "response", call_id: "1", response: "partly" });
  equal(await answer, "partly");
});

test("an item that has no form fails its call, and its source returns", async () => {
  const peer = Peer.begun();
  const loop: unknown[] = [];
  loop.push(loop);
  let returned = false;
  const answer = peer.caller().call("sum", upload((function* () {
    try {
      yield loop;
    } finally {
      returned = true;
    }
  })()));
  await rejects(answer, RangeError);
  await settled();
  ok(returned);
});

test("what a source throws when it is told to return is reported", async () => {
  const peer = Peer.begun();
  const heard: unknown[] = [];
  const original = [globalThis.reportError, console.error] as const;
  globalThis.reportError = console.error = (error: unknown) => void heard.push((error as Error).message);
  try {
    const answer = peer.caller().call("sum", upload((function* () {
      try {
        for (;;) {
          yield 1;
        }
      } finally {
        throw new Error("cannot return");
      }
    })()));
    await peer.taken();
    peer.tell({ type: "response", call_id: "1", response: 1 });
    await answer;
    await settled();
  } finally {
    [globalThis.reportError, console.error] = original;
  }
  equal(heard, ["cannot return"]);
});

test("a call whose uploads have begun is not repeated", async () => {
  const peer = Peer.begun();
  const answer = peer.caller({ idempotent: true }).call("sum", upload(new Numbers(100)));
  await peer.taken();
  peer.calls.gone(new ConnectionError("lost", "lost"), true);
  peer.begin("state");
  equal((await rejects(answer, ConnectionError)).reason, "unknown-outcome");
  equal(await peer.taken(), []);
});

test("uploads go on in a session that is resumed", async () => {
  const peer = Peer.begun();
  const numbers = new Numbers(40);
  void peer.caller().call("sum", upload(numbers));
  await peer.taken();
  peer.calls.gone(new ConnectionError("lost", "lost"), true);
  peer.begin("all");
  peer.tell({ type: "credit", stream: "1.0", n: 8 + 1 });
  const rest = await peer.rpcs();
  equal([values(rest).length, rest.at(-1)!.type], [8, "end"]);
});

test("a stream is uploaded to another call", async () => {
  const peer = Peer.begun();
  const items = peer.caller().stream("count_to", 3);
  const answer = peer.caller().call("sum", upload(items));
  const [sum, count] = await peer.rpcs();
  peer.item(count!, 5);
  equal(await peer.rpcs(), [{ type: "item", stream: `${sum!.call_id}.0`, value: 5 }]);
  peer.answer(sum!, 5);
  equal(await answer, 5);
  equal(await peer.rpcs(), [{ type: "cancel", call_id: count!.call_id! }]);
});
