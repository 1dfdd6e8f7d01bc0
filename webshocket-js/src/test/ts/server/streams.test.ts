import { RpcError } from "../kit/client.ts";
import { open, testEach } from "../kit/kinds.ts";
import { equal, rejects, test } from "../kit/test.ts";
import { items, unique, upTo } from "../kit/wait.ts";

testEach("a stream gives its items in order, and ends", async (kind) => {
  await using client = await open(kind);
  equal(await items(client.stream<number>("count_to", 5)), upTo(5));
  equal(await items(client.stream("count_to", 0)), []);
  equal(await items(client.stream("count_to", 1000)), upTo(1000));
});

testEach("leaving the loop cancels the stream on the server", async (kind) => {
  await using client = await open(kind);
  const name = unique();
  for await (const item of client.stream("for_ever", name)) {
    if (item === 3) {
      break;
    }
  }
  await client.call("happened", `${name} cancelled`);
}, { version: 2 });

testEach("an error in the loop cancels the stream on the server", async (kind) => {
  await using client = await open(kind);
  const name = unique();
  const loop = async () => {
    for await (const item of client.stream("for_ever", name)) {
      throw new RangeError(String(item));
    }
  };
  equal((await rejects(loop(), RangeError)).message, "1");
  await client.call("happened", `${name} cancelled`);
}, { version: 2 });

testEach("a stream that fails gives its items and then the error", async (kind) => {
  await using client = await open(kind);
  const got: unknown[] = [];
  const loop = async () => {
    for await (const item of client.stream("fail_after", 3)) {
      got.push(item);
    }
  };
  const error = await rejects(loop(), RpcError);
  equal([error.code, error.message, error.method], [-32001, "no more than 3", "fail_after"]);
  equal(got, [1, 2, 3]);
});

testEach("a stream that cannot begin throws the error", async (kind) => {
  await using client = await open(kind);
  equal((await rejects(items(client.stream("no_such")), RpcError)).code, -32601);
  equal((await rejects(items(client.stream("count_to", "x")), RpcError)).code, -32602);
});

testEach("streams side by side do not mix", async (kind) => {
  await using client = await open(kind);
  const lengths = upTo(20).map((n) => n * 7);
  const all = await Promise.all(lengths.map((length) => items(client.stream("count_to", length))));
  equal(all, lengths.map(upTo));
});

test("a slow loop holds up neither calls nor other streams", async () => {
  await using client = await open();
  const slow = client.stream("for_ever", unique());
  equal((await slow.next()).value, 1);
  equal(await items(client.stream("count_to", 200)), upTo(200));
  equal(await client.call("add", 1, 2), 3);
  equal((await slow.next()).value, 2);
  equal(await slow.return?.(), { value: undefined, done: true });
  equal(await slow.next(), { value: undefined, done: true });
});

test("a loop that pauses often gets all items", async () => {
  await using client = await open();
  const got: number[] = [];
  for await (const item of client.stream<number>("count_to", 300)) {
    if (item % 10 === 0) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    got.push(item);
  }
  equal(got, upTo(300));
});

test("next may be asked several times at once", async () => {
  await using client = await open();
  const stream = client.stream<number>("count_to", 3);
  const results = await Promise.all([stream.next(), stream.next(), stream.next(), stream.next(), stream.next()]);
  equal(
    results.map(({ value, done }) => (done ? "done" : value)),
    [1, 2, 3, "done", "done"],
  );
});

test("the call of a stream is made with the first item that is asked for", async () => {
  await using client = await open();
  const stream = client.stream("no_such");
  equal(await client.call("add", 1, 2), 3);
  equal((await rejects(stream.next(), RpcError)).code, -32601);
  equal(await stream.next(), { value: undefined, done: true });
});

test("few items are on their way with little credit", async () => {
  await using client = await open();
  const received: unknown[] = [];
  client.on("packet", (direction, packet) => {
    const { rpc } = packet as { rpc?: { is_stream?: boolean; is_end?: boolean } };
    if (direction === "received" && rpc?.is_stream && !rpc.is_end) {
      received.push(rpc);
    }
  });
  const stream = client.with({ credit: 2 }).stream("for_ever", unique());
  await stream.next();
  equal(await client.call("add", 1, 2), 3);
  equal(await client.call("add", 1, 2), 3);
  equal(received.length <= 4, true, `${received.length} items`);
  await stream.return?.();
});

testEach("a method that streams cannot be called for a value", async (kind) => {
  await using client = await open(kind);
  await rejects(client.call("count_to", 3));
  equal(await client.call("add", 1, 2), 3);
});

testEach("a value is a stream of one item", async (kind) => {
  await using client = await open(kind);
  equal(await items(client.stream("add", 1, 2)), [3]);
});
