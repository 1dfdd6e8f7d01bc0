import { named, upload } from "../../../main/ts/upload.ts";
import { ConnectionError, RpcError } from "../../../main/ts/errors.ts";
import { equal, ok, rejects, test, throws } from "../kit/test.ts";
import { Peer, settled } from "./peer.ts";

const lost = (closeCode?: number) => new ConnectionError("lost", "the socket is gone", closeCode);

/** Returns the reason of a promise that is rejected with a ConnectionError. */
async function reason(promise: Promise<unknown>): Promise<string> {
  return (await rejects(promise, ConnectionError)).reason;
}

test("a call is sent and answered", async () => {
  const peer = Peer.begun();
  const sum = peer.caller().call("add", 10, 20);
  equal(await peer.taken(), [{ source: 5, rpc: { type: "request", method: "add", call_id: "1", args: [10, 20] } }]);
  peer.tell({ type: "response", call_id: "1", response: 30 });
  equal(await sum, 30);
});

test("a call has what is no default", async () => {
  const peer = Peer.begun();
  void peer.caller({ meta: { traceparent: "00-1" }, credit: 5 }).call("m", { a: 1 }, named);
  equal(await peer.rpc(), {
    type: "request",
    method: "m",
    call_id: "1",
    kwargs: { a: 1 },
    meta: { traceparent: "00-1" },
    credit: 5,
  });
});

test("named arguments are marked by no value", async () => {
  const peer = Peer.begun();
  const caller = peer.caller();
  const source = { [Symbol.iterator]: () => [][Symbol.iterator]() };
  void caller.call("m", 1, { a: 2 }, named);
  void caller.call("m", { named: "named" });
  void caller.call("m", upload(source), { a: 1 }, named);
  void caller.call("m", { a: 1 }, named, upload(source));
  void caller.call("m", 1, upload(source), 2);
  const requests = (await peer.rpcs()).filter(({ type }) => type === "request");
  equal(
    requests.map(({ args, kwargs, uploads }) => [args, kwargs, uploads]),
    [
      [[1], { a: 2 }, undefined],
      [[{ named: "named" }], undefined, undefined],
      [undefined, { a: 1 }, ["3.0"]],
      [undefined, { a: 1 }, ["4.0"]],
      [[1, 2], undefined, ["5.0"]],
    ],
  );
});

test("an answer of nothing is null", async () => {
  const peer = Peer.begun();
  const answer = peer.caller().call("m");
  peer.tell({ type: "response", call_id: "1" });
  equal(await answer, null);
});

test("an error has code, message, data and method", async () => {
  const peer = Peer.begun();
  const answer = peer.caller().call("quota");
  peer.answer(await peer.rpc(), "no more", { error: 4711, data: { left: 0 } });
  const error = await rejects(answer, RpcError);
  equal([error.code, error.message, error.data, error.method, error.name], [4711, "no more", { left: 0 }, "quota", "RpcError"]);
});

test("an error without a message has an empty one", async () => {
  const peer = Peer.begun();
  const answer = peer.caller().call("m");
  peer.answer(await peer.rpc(), null, { error: -32603 });
  equal((await rejects(answer, RpcError)).message, "");
});

test("answers that nobody waits for are dropped", async () => {
  const peer = Peer.begun();
  const heard: unknown[] = [];
  peer.listeners.on("message", (packet: unknown) => heard.push(packet));
  peer.tell({ type: "response", call_id: "nobody", response: 1 });
  const answer = peer.caller().call("m");
  const call = await peer.rpc();
  peer.answer(call, 1);
  peer.answer(call, 2);
  equal(await answer, 1);
  equal(heard, []);
});

test("a stream that answers a call is refused", async () => {
  const peer = Peer.begun();
  const answer = peer.caller().call("count_to", 3);
  peer.item(await peer.rpc(), 1);
  ok((await rejects(answer, TypeError)).message.includes("stream"));
  equal(await peer.rpc(), { type: "cancel", call_id: "1" });
});

test("a stream that fails before its first item fails a call", async () => {
  const peer = Peer.begun();
  const answer = peer.caller().call("count_to", 3);
  peer.end(await peer.rpc(), { error: -32001, response: "no" });
  equal((await rejects(answer, RpcError)).code, -32001);
});

test("what has no form is not sent", async () => {
  const peer = Peer.begun();
  const loop: unknown[] = [];
  loop.push(loop);
  await rejects(peer.caller().call("m", loop), RangeError);
  throws(() => peer.calls.send({ source: 4, data: loop }), RangeError);
  equal(await peer.taken(), []);
});

test("a call that is not answered in time is cancelled", async () => {
  const peer = Peer.begun();
  const answer = peer.caller({ timeout: 500 }).call("slow");
  equal((await peer.rpc()).method, "slow");
  peer.clock.advance(499);
  equal(await peer.taken(), []);
  peer.clock.advance(1);
  const error = await rejects(answer, DOMException);
  equal([error.name, error.message], ["TimeoutError", 'no answer to "slow" within 500 ms']);
  equal(await peer.rpc(), { type: "cancel", call_id: "1" });
});

test("the client's time limit holds where a call has none, and 0 is none", async () => {
  const peer = Peer.begun({ timeout: 1000 });
  const limited = peer.caller({ timeout: undefined }).call("m");
  void peer.caller({ timeout: 0 }).call("m");
  equal(peer.clock.timers.size, 1);
  peer.clock.advance(1000);
  equal((await rejects(limited, DOMException)).name, "TimeoutError");
});

test("version 1 has no cancellation", async () => {
  const peer = Peer.begun({}, 1);
  const answer = peer.caller({ timeout: 5 }).call("m");
  await peer.rpc();
  peer.clock.advance(5);
  await rejects(answer, DOMException);
  equal(await peer.taken(), []);
});

test("a signal stops a call", async () => {
  const peer = Peer.begun();
  const controller = new AbortController();
  const answer = peer.caller({ signal: controller.signal }).call("m");
  await peer.rpc();
  const why = new Error("not any more");
  controller.abort(why);
  equal(await rejects(answer), why);
  equal(await peer.rpc(), { type: "cancel", call_id: "1" });
});

test("a signal that is aborted already lets nothing be sent", async () => {
  const peer = Peer.begun();
  const why = new Error("too late");
  equal(await rejects(peer.caller({ signal: AbortSignal.abort(why) }).call("m")), why);
  equal(await peer.taken(), []);
});

test("nothing is left of a call that is over", async () => {
  const peer = Peer.begun();
  const { signal } = new AbortController();
  let listeners = 0;
  signal.addEventListener = () => listeners++;
  signal.removeEventListener = () => listeners--;
  const caller = peer.caller({ signal });
  const answers = [caller.call("a"), caller.call("b"), peer.caller({ signal, timeout: 1 }).call("c")];
  await rejects(caller.call("d", { toJSON() { throw new TypeError("no form"); } }), TypeError);
  equal([listeners, peer.clock.timers.size], [3, 3]);
  const [a, b] = await peer.rpcs();
  peer.answer(a!, 1);
  peer.answer(b!, "no", { error: 1 });
  peer.clock.advance(1);
  await Promise.allSettled(answers);
  equal([listeners, peer.clock.timers.size], [0, 0]);
});

test("calls wait for the connection, in order", async () => {
  const peer = new Peer();
  const caller = peer.caller();
  const argument = { n: 1 };
  void caller.call("a", argument);
  argument.n = 2;
  peer.calls.send({ source: 4, data: "x" });
  void caller.call("b");
  equal(await peer.taken(), []);
  peer.calls.begun("no", 2);
  equal(await peer.taken(), []);
  peer.calls.open();
  const [a, x, b] = await peer.taken();
  equal([a!.rpc!.method, a!.rpc!.args, x!.data, b!.rpc!.method], ["a", [{ n: 1 }], "x", "b"]);
});

test("calls that prepare a session go ahead, and fail with it", async () => {
  const peer = new Peer();
  void peer.caller().call("waits");
  peer.calls.begun("no", 2);
  const caller = peer.calls.caller({ idempotent: true }, true);
  const login = caller.call("login");
  equal((await peer.rpc()).method, "login");
  const join = caller.call("join");
  await peer.rpc();
  peer.calls.gone(lost(), false);
  equal(await reason(login), "unknown-outcome");
  equal(await reason(join), "unknown-outcome");
  equal(await reason(caller.call("late")), "lost");
  peer.calls.begun("no", 2);
  equal(await peer.taken(), []);
  equal(await reason(caller.call("late")), "lost");
  peer.calls.open();
  equal((await peer.rpc()).method, "waits");
});

test("calls wait for room", async () => {
  const peer = Peer.begun();
  peer.fill();
  const answer = peer.caller().call("a");
  const late = peer.caller({ timeout: 5 }).call("b");
  equal(await peer.taken(), []);
  peer.clock.advance(5);
  equal((await rejects(late, DOMException)).name, "TimeoutError");
  peer.drain();
  const a = await peer.rpc();
  equal(a.method, "a");
  peer.answer(a, 1);
  equal(await answer, 1);
  equal(await peer.taken(), []);
});

test("a session that is replaced while calls wait for room sends them", async () => {
  const peer = Peer.begun();
  peer.fill();
  void peer.caller().call("a");
  await settled();
  peer.calls.gone(lost(), true);
  peer.drain();
  equal(await peer.taken(), []);
  peer.begin("no");
  equal((await peer.rpc()).method, "a");
});

test("not more wait than may", async () => {
  const peer = new Peer({ maxWaiting: 2 });
  void peer.caller().call("a");
  peer.calls.send({ source: 4 });
  equal(await reason(peer.caller().call("c")), "full");
  equal(throws(() => peer.calls.send({ source: 4 }), ConnectionError).reason, "full");
  peer.begin();
  equal((await peer.taken()).length, 2);
  void peer.caller().call("d"); // the message is gone, the call is unanswered
  equal(await reason(peer.caller().call("e")), "full");
  const [d] = await peer.rpcs();
  peer.answer(d!, null);
  void peer.caller().call("f");
  equal((await peer.rpc()).method, "f");
});

test("calls fail at once without a connection, if they shall not wait", async () => {
  const peer = new Peer({ whenDown: "fail" });
  equal(await reason(peer.caller().call("a")), "lost");
  peer.begin();
  const kept = peer.caller().call("b");
  const b = await peer.rpc();
  peer.fill();
  const waiting = peer.caller().call("c");
  await settled();
  peer.calls.gone(lost(), true);
  equal(await reason(waiting), "lost");
  equal(await reason(peer.caller().call("d")), "lost");
  peer.begin("all");
  peer.answer(b, 1);
  equal(await kept, 1);
});

test("a session that is resumed goes on", async () => {
  const peer = Peer.begun();
  const answer = peer.caller().call("a");
  const a = await peer.rpc();
  peer.calls.gone(lost(), true);
  void peer.caller().call("b");
  equal(await peer.taken(), []);
  peer.begin("all");
  equal((await peer.rpc()).method, "b");
  peer.answer(a, 1);
  equal(await answer, 1);
});

test("a session that is resumed before it was prepared still waits for that", async () => {
  const peer = new Peer();
  void peer.caller().call("a");
  peer.calls.begun("no", 2);
  peer.calls.gone(lost(), true);
  peer.calls.begun("all", 2);
  equal(await peer.taken(), []);
  peer.calls.open();
  equal((await peer.rpc()).method, "a");
});

for (const how of ["no", "state"] as const) {
  test(`calls whose session was lost (${how}) have an unknown outcome, unless they may run twice`, async () => {
    const peer = Peer.begun();
    const once = peer.caller().call("once");
    const twice = peer.caller({ idempotent: true }).call("twice", 5);
    const [, first] = await peer.rpcs();
    peer.calls.gone(lost(1006), true);
    const later = peer.caller().call("later");
    peer.begin(how);
    const error = await rejects(once, ConnectionError);
    equal([error.reason, error.closeCode], ["unknown-outcome", 1006]);
    const [again, next] = await peer.rpcs();
    equal(again, first);
    peer.answer(again!, 1);
    peer.answer(next!, 2);
    equal([await twice, await later], [1, 2]);
  });
}

test("a call that surely has not been sent is sent again", async () => {
  const peer = Peer.begun();
  peer.writes = false;
  const answer = peer.caller().call("m");
  await peer.rpc();
  peer.calls.gone(lost(1009), false);
  peer.begin();
  peer.answer(await peer.rpc(), 1);
  equal(await answer, 1);
});

for (const code of [1002, 1003, 1007, 1009]) {
  test(`after the close code ${code} nothing is sent again`, async () => {
    const peer = Peer.begun();
    const answer = peer.caller({ idempotent: true }).call("m");
    await peer.rpc();
    peer.calls.gone(lost(code), false);
    equal(await reason(answer), "unknown-outcome");
    peer.begin();
    equal(await peer.taken(), []);
  });
}

test("what waits for version 2 may go to version 1, but for uploads", async () => {
  const peer = Peer.begun();
  const twice = peer.caller({ idempotent: true, meta: { a: "b" } }).call("m", 1);
  await peer.rpc();
  peer.calls.gone(lost(), false);
  const waits = peer.caller().call("n");
  const uploads = peer.caller().call("o", upload([1]));
  peer.begin("no", 1);
  await rejects(uploads, TypeError);
  const [m, n] = await peer.rpcs();
  equal([m!.args, n!.method], [[1], "n"]);
  peer.answer(m!, 1);
  peer.answer(n!, 2);
  equal([await twice, await waits], [1, 2]);
});

test("all calls fail with the client, and later ones too", async () => {
  const peer = Peer.begun();
  const sent = peer.caller().call("a");
  await peer.rpc();
  peer.fill();
  const waiting = peer.caller().call("b");
  const why = new ConnectionError("closed", "closed");
  peer.calls.ended(why);
  for (const call of [sent, waiting, peer.caller().call("c")]) {
    equal(await rejects(call), why);
  }
  equal(throws(() => peer.calls.send({ source: 4 })), why);
  equal(peer.clock.timers.size, 0);
});

test("packets that are no calls go to the listeners", async () => {
  const peer = Peer.begun();
  const heard: unknown[] = [];
  peer.listeners.on("message", (packet: unknown) => heard.push(packet));
  peer.listeners.on("channel", "a", (message: unknown) => heard.push(message));
  peer.receive({ source: 1, data: "all" });
  peer.receive({ source: 2, channel: "a", data: 1 });
  peer.receive({ source: 9, data: 1 });
  equal(heard, [
    { source: 1, data: "all" },
    { channel: "a", data: 1 },
    { source: 3, data: '{"source":9,"data":1}' },
  ]);
});

test("a call whose signal is aborted while it waits is not sent", async () => {
  const peer = new Peer();
  const controller = new AbortController();
  const call = peer.caller({ signal: controller.signal }).call("m");
  controller.abort();
  equal((await rejects(call, DOMException)).name, "AbortError");
  peer.begin();
  equal(await peer.taken(), []);
});

test("very many calls leave nothing behind", async () => {
  const peer = Peer.begun();
  const { signal } = new AbortController();
  const caller = peer.caller({ signal, meta: { a: "b" } });
  const collect = (globalThis as any).gc as (() => void) | undefined;
  const answer = peer.send.bind(peer);
  // Each call is answered at once: values, errors and streams in turn.
  peer.send = (packet) => {
    const { rpc } = packet;
    if (rpc?.type === "request") {
      const n = rpc.args![0] as number;
      queueMicrotask(() => {
        if (n % 3 === 0) {
          peer.answer(rpc, n);
        } else if (n % 3 === 1) {
          peer.answer(rpc, "no", { error: 1 });
        } else {
          peer.item(rpc, n);
          peer.end(rpc);
        }
      });
    }
    return { written: true };
  };
  async function run(calls: number): Promise<void> {
    for (let n = 0; n < calls; n++) {
      if (n % 3 === 2) {
        for await (const item of caller.stream("m", n)) {
          equal(item, n);
        }
      } else {
        await caller.call("m", n).catch(() => {});
      }
    }
  }
  await run(1_000);
  collect?.();
  const memory = (globalThis as any).process?.memoryUsage ?? (() => ({ heapUsed: 0 }));
  const before = memory().heapUsed;
  // Without a look at the memory, some show as much as many.
  await run(collect ? 100_000 : 10_000);
  collect?.();
  const grown = memory().heapUsed - before;
  equal(peer.clock.timers.size, 0);
  ok(!collect || grown < 2_000_000, `${grown} bytes more`);
  peer.send = answer;
  peer.calls.ended(new ConnectionError("closed", "over"));
}, { timeout: 120_000 });
