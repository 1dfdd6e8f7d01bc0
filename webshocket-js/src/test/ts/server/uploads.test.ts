import { ConnectionError, RpcError, upload } from "../kit/client.ts";
import { json, kinds, open, testEach } from "../kit/kinds.ts";
import { equal, fail, ok, rejects, test } from "../kit/test.ts";
import { items, unique, until, upTo } from "../kit/wait.ts";

async function* slowly<T>(values: Iterable<T>): AsyncGenerator<T> {
  for (const value of values) {
    await new Promise((resolve) => setTimeout(resolve));
    yield value;
  }
}

testEach("an iterable is uploaded", async (kind) => {
  await using client = await open(kind);
  equal(await client.call("sum", upload([1, 2, 3])), 6);
  equal(await client.call("sum", upload(upTo(1000))), 500_500);
  equal(await client.call("sum", upload([])), 0);
  equal(await client.call("sum", upload(new Set([4, 5]))), 9);
}, { version: 2 });

testEach("so is what comes one after the other", async (kind) => {
  await using client = await open(kind);
  equal(await client.call("sum", upload(slowly(upTo(100)))), 5050);
}, { version: 2 });

testEach("several uploads have the order of the parameters, beside other arguments", async (kind) => {
  await using client = await open(kind);
  equal(await client.call("zip", "=", upload(["a", "b"]), upload(slowly([1, 2]))), "a=1b=2");
  equal(await client.call("zip", upload(["a"]), "-", upload([7])), "a-7");
}, { version: 2 });

testEach("items go and come at once", async (kind) => {
  await using client = await open(kind);
  const words = upTo(300).map((n) => `w${n}`);
  equal(
    await items(client.stream("shout", upload(slowly(words)))),
    words.map((word) => word.toUpperCase()),
  );
}, { version: 2 });

test("an upload ends when the method wants no more", async () => {
  await using client = await open();
  let ended = 0;
  function* forEver() {
    try {
      for (let i = 1; ; i++) {
        yield i;
      }
    } finally {
      ended++;
    }
  }
  equal(await client.call("first", 3, upload(forEver())), [1, 2, 3]);
  await until(() => ended === 1, "the end of the source");
  equal(await client.call("add", 1, 2), 3);
});

test("an upload that waits for its source ends with the answer", async () => {
  await using client = await open();
  let ended = false;
  const silent: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise(() => {}),
      return: async () => {
        ended = true;
        return { value: undefined, done: true };
      },
    }),
  };
  equal(await client.call("first", 0, upload(silent)), []);
  await until(() => ended, "the end of the source");
});

test("an upload does not run ahead of the server", async () => {
  await using client = await open();
  const name = unique();
  let taken = 0;
  function* counted() {
    for (; taken < 200; taken++) {
      yield "x".repeat(65_536);
    }
  }
  const call = client.call("sumLater", name, upload(counted()));
  await client.call("happened", `${name} began`);
  equal(await client.call("add", 1, 2), 3);
  ok(taken <= 100, `${taken} items were taken`);
  await client.call("release", name);
  equal(await call, 200 * 65_536);
});

test("a source that fails with an RpcError gives the method its code", async () => {
  await using client = await open();
  async function* failing() {
    yield 1;
    throw new RpcError(4711, "no more");
  }
  equal(await client.call("failureOf", upload(failing())), "4711 no more");
});

test("a source that fails otherwise fails the call with its error", async () => {
  await using client = await open();
  async function* failing() {
    yield 1;
    throw new RangeError("no more");
  }
  const error = await rejects(client.call("sum", upload(failing())));
  ok(error instanceof RangeError || (error as Error & { cause?: unknown }).cause instanceof RangeError, String(error));
  equal(await client.call("add", 1, 2), 3);
});

test("another number of uploads than the method has parameters is refused", async () => {
  await using client = await open();
  equal((await rejects(client.call("sum"), RpcError)).code, -32602);
  equal((await rejects(client.call("add", 1, 2, upload([3])), RpcError)).code, -32602);
  equal((await rejects(client.call("zip", "=", upload(["a"])), RpcError)).code, -32602);
});

test("an item that does not fit fails the call", async () => {
  await using client = await open();
  equal((await rejects(client.call("sum", upload(["x"])), RpcError)).code, -32602);
});

test("what is no iterable is no upload", async () => {
  await using client = await open();
  await rejects((async () => client.call("sum", upload(5 as unknown as number[])))(), TypeError);
});

test("version 1 has no uploads", async () => {
  for (const kind of kinds.filter(({ version }) => version === 1)) {
    await using client = await open(kind);
    const error = await rejects(client.call("sum", upload([1])));
    ok(!(error instanceof RpcError), "it is the client that says so");
    equal(await client.call("add", 1, 2), 3);
  }
});

test("leaving the loop ends the uploads", async () => {
  await using client = await open(json);
  let ended = false;
  async function* endless() {
    try {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve));
        yield "word";
      }
    } finally {
      ended = true;
    }
  }
  for await (const word of client.stream("shout", upload(endless()))) {
    equal(word, "WORD");
    break;
  }
  await until(() => ended, "the end of the source");
});

test("an upload is for one call", async () => {
  await using client = await open();
  const error = await client.call("sum", upload(slowly([1]))).then(
    () => undefined,
    () => fail("the upload works"),
  );
  equal(error, undefined);
  const closed = await open();
  await closed.close();
  equal((await rejects(closed.call("sum", upload([1])), ConnectionError)).reason, "closed");
});
