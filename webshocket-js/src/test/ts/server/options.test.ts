import { connect, ConnectionError, messagePack, RpcError } from "../kit/client.ts";
import { json, OnlyVersion1, open, server, testEach } from "../kit/kinds.ts";
import { equal, ok, rejects, test } from "../kit/test.ts";
import { items, unique, until, upTo } from "../kit/wait.ts";

/** The platform's socket, noting what it is opened with. */
function noting(opened: [string, string[]][]): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols: string | string[] = []) {
      super(url, protocols);
      opened.push([String(url), [protocols].flat()]);
    }
  };
}

testEach("a call that takes too long fails with a TimeoutError, and is cancelled", async (kind) => {
  await using client = await open(kind);
  const name = unique();
  const error = await rejects(client.with({ timeout: 100 }).call("hang", name), DOMException);
  equal(error.name, "TimeoutError");
  if (kind.version === 2) {
    await client.call("happened", `${name} cancelled`);
  } else {
    await client.call("release", name);
  }
  equal(await client.call("add", 1, 2), 3);
});

test("the client's time limit counts where a call has none", async () => {
  await using client = await open(json, { timeout: 100 });
  equal((await rejects(client.call("hang", unique()), DOMException)).name, "TimeoutError");
  const name = unique();
  const call = client.with({ timeout: 0 }).call("hang", name);
  await client.with({ timeout: 10_000 }).call("happened", `${name} began`);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await client.call("release", name);
  equal(await call, name);
});

test("the time limit of a stream is for its first item", async () => {
  await using client = await open();
  const short = client.with({ timeout: 100 });
  equal((await rejects(items(short.stream("hang", unique())), DOMException)).name, "TimeoutError");
  const hurried = client.with({ timeout: 2_000 });
  const got: number[] = [];
  for await (const item of hurried.stream<number>("count_to", 100)) {
    if (item === 50) {
      await new Promise((resolve) => setTimeout(resolve, 2_200));
    }
    got.push(item);
  }
  equal(got, upTo(100));
});

testEach("an aborted call is rejected with the signal's reason, and cancelled", async (kind) => {
  await using client = await open(kind);
  const name = unique();
  const controller = new AbortController();
  const call = client.with({ signal: controller.signal }).call("hang", name);
  await client.call("happened", `${name} began`);
  const reason = new RangeError("enough");
  controller.abort(reason);
  equal((await rejects(call)) === reason, true);
  if (kind.version === 2) {
    await client.call("happened", `${name} cancelled`);
  } else {
    await client.call("release", name);
  }
});

test("a signal that is aborted before stops the call before it is sent", async () => {
  await using client = await open();
  const sent: unknown[] = [];
  client.on("packet", (direction, packet) => direction === "sent" && sent.push(packet));
  equal((await rejects(client.with({ signal: AbortSignal.abort() }).call("add", 1, 2))).name, "AbortError");
  equal((await rejects(items(client.with({ signal: AbortSignal.abort() }).stream("count_to", 2)))).name, "AbortError");
  equal(sent, []);
});

test("a signal that is aborted later has no effect", async () => {
  await using client = await open();
  const controller = new AbortController();
  const caller = client.with({ signal: controller.signal });
  equal(await caller.call("add", 1, 2), 3);
  equal(await items(caller.stream("count_to", 2)), [1, 2]);
  controller.abort();
  equal(await client.call("add", 1, 2), 3);
});

test("an aborted stream throws the reason in its loop", async () => {
  await using client = await open();
  const name = unique();
  const controller = new AbortController();
  const loop = async () => {
    for await (const item of client.with({ signal: controller.signal }).stream("for_ever", name)) {
      if (item === 2) {
        controller.abort(new RangeError("enough"));
      }
    }
  };
  equal((await rejects(loop(), RangeError)).message, "enough");
  await client.call("happened", `${name} cancelled`);
});

test("a signal is let go when the call is over", async () => {
  await using client = await open();
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args));
  const caller = client.with({ signal });
  await Promise.all(upTo(50).map((n) => caller.call("add", n, 1)));
  await items(caller.stream("count_to", 3));
  await rejects(caller.call("no_such"), RpcError);
  equal(listeners, 0);
});

testEach("metadata goes with a call", async (kind) => {
  await using client = await open(kind);
  const meta = { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "ключ": "🙂" };
  equal(await client.with({ meta }).call("meta"), meta);
  equal(await client.call("meta"), {});
}, { version: 2 });

test("metadata has bounds", async () => {
  await using client = await open();
  const many = Object.fromEntries(upTo(17).map((n) => [`k${n}`, "v"]));
  for (const meta of [many, { long: "x".repeat(5_000) }, { wrong: 1 as unknown as string }]) {
    await rejects((async () => client.with({ meta }).call("meta"))());
  }
  equal(await client.call("add", 1, 2), 3);
});

test("more calls than may wait fail with full", async () => {
  await using client = await open(json, { maxWaiting: 3 });
  const names = upTo(3).map(() => unique());
  const hanging = names.map((name) => client.call("hang", name));
  const error = await rejects(client.call("add", 1, 2), ConnectionError);
  equal(error.reason, "full");
  equal(error.name, "ConnectionError");
  await using other = await open();
  for (const name of names) {
    await other.call("release", name);
  }
  equal(await Promise.all(hanging), names);
  equal(await client.call("add", 1, 2), 3);
});

test("the address is that of a socket", async () => {
  const opened: [string, string[]][] = [];
  const url = server.url("/ws");
  for (const each of [url, url.replace("ws:", "http:"), new URL(url), `${url}?a=1`]) {
    await using client = await connect(each, { webSocket: noting(opened) });
    ok(client.url.startsWith(url), client.url);
    equal(await client.call("add", 1, 2), 3);
  }
  equal(
    opened.map(([at]) => at.replace("?a=1", "")),
    upTo(4).map(() => url),
  );
});

test("a relative address is that beside the page", async () => {
  const opened: [string, string[]][] = [];
  const connecting = connect("ws", { webSocket: noting(opened), retry: false });
  if (typeof document === "undefined") {
    await rejects(connecting, TypeError);
  } else {
    await rejects(connecting, ConnectionError);
    equal(opened[0]![0], new URL("ws", document.baseURI).href.replace("http", "ws"));
  }
}, { cuts: true });

test("what is no address is refused", async () => {
  for (const url of ["http://", "ftp://127.0.0.1/", "ws://a b/"]) {
    await rejects(connect(url, { retry: false }));
  }
}, { cuts: true });

test("JSON and MessagePack have their subprotocols, version 2 before version 1", async () => {
  const opened: [string, string[]][] = [];
  await using one = await open(json, { webSocket: noting(opened) });
  await using other = await open(json, { webSocket: noting(opened), encoding: messagePack });
  equal(
    opened.map(([, protocols]) => protocols),
    [
      ["webshocket.v2.json", "webshocket.v1.json"],
      ["webshocket.v2", "webshocket.v1"],
    ],
  );
  equal([one.session?.version, other.session?.version], [2, 2]);
});

test("without a server the first connection fails at once, as refused", async () => {
  const states: string[] = [];
  const error = await rejects(connect("ws://127.0.0.1:9/ws"), ConnectionError);
  equal(error.reason, "refused");
  equal(states, []);
}, { cuts: true });

test("a path that nobody serves is refused", async () => {
  equal((await rejects(connect(server.url("/nowhere")), ConnectionError)).reason, "refused");
}, { cuts: true });

test("retry.first tries the first connection again, so often", async () => {
  const opened: [string, string[]][] = [];
  const retry = { first: true, base: 1, cap: 5, max: 4 };
  const error = await rejects(connect("ws://127.0.0.1:9/ws", { retry, webSocket: noting(opened) }), ConnectionError);
  equal(error.reason, "refused");
  equal(opened.length, 5);
}, { cuts: true });

test("options that make no sense are refused", async () => {
  for (const options of [{ timeout: -1 }, { timeout: NaN }, { maxWaiting: 0 }, { retry: { base: -1 } }]) {
    const error = await connect(server.url(), options).then(
      async (client) => {
        await client.close();
        return undefined;
      },
      (refusal: unknown) => refusal,
    );
    ok(error instanceof RangeError || error instanceof TypeError, `${JSON.stringify(options)}: ${String(error)}`);
  }
});

test("a closed client refuses calls, streams and messages", async () => {
  const client = await open();
  const states: [string, unknown][] = [];
  client.on("state", (state, { error }) => states.push([state, (error as ConnectionError | undefined)?.reason]));
  const hanging = client.call("hang", unique());
  const failed = rejects(hanging, ConnectionError);
  await client.close();
  equal((await failed).reason, "closed");
  equal(client.state, "closed");
  equal((await rejects(client.call("add", 1, 2), ConnectionError)).reason, "closed");
  equal((await rejects(items(client.stream("count_to", 2)), ConnectionError)).reason, "closed");
  let thrown: unknown;
  try {
    client.send(1);
  } catch (error) {
    thrown = error;
  }
  ok(thrown instanceof ConnectionError && thrown.reason === "closed", String(thrown));
  await client.close();
  client.reconnect();
  equal(client.state, "closed");
  equal(states, [["closed", "closed"]]);
});

test("the session has an id, a version and how it began", async () => {
  await using client = await open();
  const { id, version, resumed, expires } = client.session!;
  ok(id.length > 0);
  equal([version, resumed, expires], [2, "no", undefined]);
  await using old = await open({ ...json, options: { webSocket: OnlyVersion1 } });
  equal([old.session?.version, old.session?.resumed], [1, undefined]);
  await until(() => old.state === "connected");
});
