import type { Rpc } from "../../../main/ts/api.ts";
import { ConnectionError, RpcError } from "../../../main/ts/errors.ts";
import { equal, ok, rejects, test } from "../kit/test.ts";
import { Peer, settled } from "./peer.ts";

const lost = (closeCode?: number) => new ConnectionError("lost", "the socket is gone", closeCode);

/** Begins a stream; its first item is awaited. */
async function begun(peer: Peer, options = {}): Promise<{ items: AsyncIterableIterator<unknown>; first: Promise<unknown>; call: Rpc }> {
  const items = peer.caller(options).stream("count_to", 5);
  const first = items.next();
  return { items, first, call: await peer.rpc() };
}

test("a stream gives its items and ends", async () => {
  const peer = Peer.begun();
  const loop = (async () => {
    const got: unknown[] = [];
    for await (const item of peer.caller().stream("count_to", 3)) {
      got.push(item);
    }
    return got;
  })();
  const call = await peer.rpc();
  equal(call, { type: "request", method: "count_to", call_id: "1", args: [3] });
  peer.item(call, 1);
  peer.item(call, null);
  peer.item(call, { a: 1 });
  peer.end(call);
  equal(await loop, [1, null, { a: 1 }]);
  equal(await peer.taken(), []);
});

test("a stream is asked for with its first item", async () => {
  const peer = Peer.begun();
  const items = peer.caller().stream("count_to", 3);
  equal(await peer.taken(), []);
  equal(peer.clock.timers.size, 0);
  equal(await items.return!(), { done: true, value: undefined });
  equal(await items.next(), { done: true, value: undefined });
  equal(await peer.taken(), []);
});

test("items that are asked for at once come in order", async () => {
  const peer = Peer.begun();
  const items = peer.caller().stream("count_to", 3);
  const all = [items.next(), items.next(), items.next()];
  const call = await peer.rpc();
  peer.item(call, 1);
  peer.item(call, 2);
  peer.end(call);
  equal(await Promise.all(all), [
    { done: false, value: 1 },
    { done: false, value: 2 },
    { done: true, value: undefined },
  ]);
});

test("break cancels a stream, and drops what waits", async () => {
  const peer = Peer.begun();
  const { items, first, call } = await begun(peer);
  peer.item(call, 1);
  peer.item(call, 2);
  await first;
  for await (const item of items) {
    equal(item, 2);
    break;
  }
  equal(await peer.rpc(), { type: "cancel", call_id: "1" });
  peer.item(call, 3);
  equal(await items.next(), { done: true, value: undefined });
  await items.return!();
  equal(await peer.taken(), []);
  equal(peer.clock.timers.size, 0);
});

test("a stream that has ended is not cancelled", async () => {
  const peer = Peer.begun();
  const { items, call } = await begun(peer);
  peer.item(call, 1);
  peer.end(call);
  await items.return!();
  equal(await peer.taken(), []);
});

test("what is awaited when a stream is left ends", async () => {
  const peer = Peer.begun();
  const { items, first } = await begun(peer);
  await items.return!();
  equal(await first, { done: true, value: undefined });
});

test("the server sends no more items than there is room for", async () => {
  const peer = Peer.begun();
  const { items, first, call } = await begun(peer, { credit: 4 });
  equal(call.credit, 4);
  peer.item(call, 1);
  peer.item(call, 2);
  peer.item(call, 3);
  equal(await first, { done: false, value: 1 });
  equal(await peer.taken(), []); // 2 and 3 wait, and one more may come
  await items.next();
  equal(await peer.rpc(), { type: "credit", call_id: "1", n: 2 });
  for (let i = 4; i < 7; i++) {
    peer.item(call, i);
  }
  await items.next();
  equal(await peer.taken(), []);
  await items.next();
  equal(await peer.rpc(), { type: "credit", call_id: "1", n: 2 });
});

test("a credit of 0 is none that was said", async () => {
  const peer = Peer.begun();
  const { first, call } = await begun(peer, { credit: 0 });
  equal(call.credit, undefined);
  peer.item(call, 1);
  equal(((await first) as any).value, 1);
});

test("many items cost few credits", async () => {
  const peer = Peer.begun();
  const { items, first, call } = await begun(peer);
  let allowed = 32;
  let credits = 0;
  await Promise.all([
    first,
    (async () => {
      for (let sent = 0; sent < 10_000; ) {
        for (; allowed > 0 && sent < 10_000; allowed--) {
          peer.item(call, sent++);
        }
        for (const { type, n } of await peer.rpcs()) {
          equal(type, "credit");
          allowed += n!;
          credits++;
        }
      }
      peer.end(call);
    })(),
    (async () => {
      let expected = 1;
      for await (const item of items) {
        equal(item, expected++);
      }
      equal(expected, 10_000);
    })(),
  ]);
  ok(credits < 700, `${credits} credits`);
});

test("an item beyond the credit ends a stream", async () => {
  const peer = Peer.begun();
  const { items, first, call } = await begun(peer, { credit: 2 });
  for (let i = 0; i < 6; i++) {
    peer.item(call, i);
  }
  equal(await first, { done: false, value: 0 });
  equal((await peer.rpcs()).at(-1), { type: "cancel", call_id: "1" });
  const rest = [await items.next(), await items.next()];
  equal(rest.map(({ value }) => value), [1, 2]);
  equal((await rejects(items.next(), ConnectionError)).reason, "full");
  equal(await items.next(), { done: true, value: undefined });
});

test("the server of version 1 gets no credit, and not any number of items wait", async () => {
  const peer = Peer.begun({}, 1);
  const { items, first, call } = await begun(peer);
  equal(call, { type: "request", method: "count_to", call_id: "1", args: [5] });
  for (let i = 0; i < 20_002; i++) {
    peer.item(call, i);
  }
  await first;
  let got = 1;
  const error = await rejects(
    (async () => {
      for await (const item of items) {
        equal(item, got++);
      }
    })(),
    ConnectionError,
  );
  equal(error.reason, "full");
  ok(got >= 10_000 && got < 20_002, `${got} items`);
  equal(await peer.taken(), []);
});

test("a stream that fails gives the items before, then the error, once", async () => {
  const peer = Peer.begun();
  const { items, first, call } = await begun(peer);
  peer.item(call, 1);
  peer.item(call, 2);
  peer.end(call, { error: -32001, response: "no more", data: 5 });
  equal([(await first as any).value, (await items.next()).value], [1, 2]);
  const error = await rejects(items.next(), RpcError);
  equal([error.code, error.message, error.data, error.method], [-32001, "no more", 5, "count_to"]);
  equal(await items.next(), { done: true, value: undefined });
});

test("a single value is a stream of one", async () => {
  const peer = Peer.begun();
  const { items, first, call } = await begun(peer);
  peer.answer(call, 7);
  equal([await first, await items.next()], [
    { done: false, value: 7 },
    { done: true, value: undefined },
  ]);
});

test("a refusal is told by the first item", async () => {
  const peer = Peer.begun();
  const { first, call } = await begun(peer);
  peer.answer(call, "no", { error: -32002 });
  equal((await rejects(first, RpcError)).code, -32002);
});

test("what cannot be sent is told by the first item", async () => {
  const peer = Peer.begun();
  await rejects(peer.caller().stream("m", 2n ** 3n, Object.assign([], { toJSON: () => { throw new TypeError("no"); } })).next(), TypeError);
  peer.calls.ended(lost());
  equal((await rejects(peer.caller().stream("m").next(), ConnectionError)).reason, "lost");
});

test("the time limit holds until the first item", async () => {
  const peer = Peer.begun();
  const slow = await begun(peer, { timeout: 10 });
  const quick = await begun(peer, { timeout: 10 });
  peer.item(quick.call, 1);
  peer.clock.advance(10);
  equal((await rejects(slow.first, DOMException)).name, "TimeoutError");
  equal(await peer.rpc(), { type: "cancel", call_id: slow.call.call_id! });
  peer.end(quick.call);
  equal(await quick.first, { done: false, value: 1 });
  equal(peer.clock.timers.size, 0);
});

test("a signal stops a stream that runs", async () => {
  const peer = Peer.begun();
  const controller = new AbortController();
  const { items, first, call } = await begun(peer, { signal: controller.signal });
  peer.item(call, 1);
  await first;
  const next = items.next();
  const why = new Error("enough");
  controller.abort(why);
  equal(await rejects(next), why);
  equal(await peer.rpc(), { type: "cancel", call_id: "1" });
});

test("a stream that has begun is not begun again on another session", async () => {
  const peer = Peer.begun();
  const running = await begun(peer, { idempotent: true });
  const early = await begun(peer, { idempotent: true });
  peer.item(running.call, 1);
  peer.calls.gone(lost(), true);
  peer.begin("state");
  equal(((await running.first) as any).value, 1);
  equal((await rejects(running.items.next(), ConnectionError)).reason, "unknown-outcome");
  const again = await peer.rpc();
  equal(again, early.call);
  peer.item(again, 5);
  equal(((await early.first) as any).value, 5);
});

test("a stream goes on in a session that is resumed", async () => {
  const peer = Peer.begun();
  const { items, first, call } = await begun(peer);
  peer.item(call, 1);
  peer.calls.gone(lost(), true);
  await first;
  peer.begin("all");
  peer.item(call, 2);
  peer.end(call);
  equal([(await items.next()).value, (await items.next()).done], [2, true]);
  await settled();
});
