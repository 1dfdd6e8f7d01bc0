import type { Client, ClientOptions, State, StateDetail } from "../kit/client.ts";
import { connect, ConnectionError, upload } from "../kit/client.ts";
import { json, type Kind, open, testEach } from "../kit/kinds.ts";
import { Server } from "../kit/server.ts";
import { equal, fail, ok, rejects, test } from "../kit/test.ts";
import { items, unique, until, upTo } from "../kit/wait.ts";

const soon = { base: 5, cap: 50 };

/** Notes the states that a client comes to. */
function states(client: Client): [State, StateDetail][] {
  const all: [State, StateDetail][] = [];
  client.on("state", (state, detail) => all.push([state, detail]));
  return all;
}

/** Connects to a server by a proxy. */
function through(place: { url(path?: string): string }, options: ClientOptions = {}, kind: Kind = json, path = "/ws") {
  return connect(place.url(path), { ...kind.options, retry: soon, ...options });
}

testEach("a cut socket is replaced, and the session goes on", async (kind) => {
  const server = await Server.usual();
  await using proxy = await server.proxy();
  let sessions = 0;
  await using client = await through(proxy, { onSession: () => void sessions++ }, kind);
  const seen = states(client);
  const { id } = client.session!;
  await client.call("login", "Ada");
  const name = unique();
  const call = client.call("hang", name);
  await client.call("happened", `${name} began`);
  await proxy.cut();
  await client.call("release", name);
  equal(await call, name);
  equal(await client.call("whoami"), "Ada");
  equal([client.session!.id, client.session!.resumed, sessions], [id, "all", 1]);
  equal(
    seen.map(([state]) => state),
    ["disconnected", "connecting", "connected"],
  );
  ok(seen[0]![1].error instanceof ConnectionError);
  equal(typeof seen[0]![1].retryIn, "number");
  equal(seen[2]![1].resumed, "all");
}, { version: 2, cuts: true });

testEach("on version 1 a session ends with its socket", async (kind) => {
  if (kind.version === 2) {
    return;
  }
  const server = await Server.usual();
  await using proxy = await server.proxy();
  let sessions = 0;
  const onSession = () => void sessions++;
  await using client = await through(proxy, { onSession }, kind);
  const name = unique();
  const lost = rejects(client.call("hang", name), ConnectionError);
  await client.call("happened", `${name} began`);
  const repeated = client.with({ idempotent: true }).call("hang", name);
  await client.call("add", 1, 2);
  await proxy.cut();
  equal((await lost).reason, "unknown-outcome");
  await client.call("release", name);
  equal(await repeated, name);
  equal(sessions, 2);
}, { cuts: true });

test("reconnect comes back at once, with the session", async () => {
  await using client = await open();
  const { id } = client.session!;
  const stream = client.stream<number>("count_to", 100);
  equal((await stream.next()).value, 1);
  client.reconnect();
  equal(await client.call("add", 1, 2), 3);
  equal(await items(stream), upTo(100).slice(1));
  equal([client.session!.id, client.session!.resumed], [id, "all"]);
});

test("a silent socket is noticed and replaced", async () => {
  const server = await Server.usual();
  await using proxy = await server.proxy();
  await using client = await through(proxy);
  await proxy.cut("SILENCE");
  equal(await client.call("add", 1, 2), 3);
  equal([client.session!.resumed, (await proxy.count()).accepted], ["all", 2]);
}, { waits: true, cuts: true });

test("a session that the server does not keep is lost, and calls with it", async () => {
  await using server = await Server.start({ keep: 0 });
  await using proxy = await server.proxy();
  const logins: unknown[] = [];
  const onSession: ClientOptions["onSession"] = async (caller) => {
    logins.push(await caller.call("login", `Ada ${logins.length}`));
  };
  await using client = await through(proxy, { onSession });
  const seen = states(client);
  const name = unique();
  const call = rejects(client.call("hang", name), ConnectionError);
  await client.call("happened", `${name} began`);
  const repeated = client.with({ idempotent: true }).call("hang", name);
  await client.call("add", 1, 2);
  await proxy.cut();
  equal((await call).reason, "unknown-outcome");
  equal(await client.call("whoami"), "Ada 1");
  await client.call("release", name);
  equal(await repeated, name);
  equal(seen.at(-1)![1].resumed, "no");
  equal(logins, ["Ada 0", "Ada 1"]);
}, { cuts: true });

test("a stream and an upload of a lost session fail, with what came before", async () => {
  await using server = await Server.start({ keep: 0 });
  await using proxy = await server.proxy();
  await using client = await through(proxy);
  const got: number[] = [];
  const loop = async () => {
    for await (const item of client.stream<number>("for_ever", unique())) {
      got.push(item);
      if (item === 5) {
        // A call that has uploaded nothing may be made again.
        await until(() => uploaded > 2, "the upload");
        await proxy.cut();
      }
    }
  };
  let uploaded = 0;
  async function* endless() {
    for (;; uploaded++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      yield 1;
    }
  }
  const sum = rejects(client.with({ idempotent: true }).call("sum", upload(endless())), ConnectionError);
  equal((await rejects(loop(), ConnectionError)).reason, "unknown-outcome");
  equal(got, upTo(got.length));
  equal((await sum).reason, "unknown-outcome");
}, { cuts: true });

test("the server is restarted, and keeps what it has stored", async () => {
  await using server = await Server.start({ handsOver: true });
  let sessions = 0;
  await using client = await through(server, { onSession: () => void sessions++ });
  const { id } = client.session!;
  await client.call("login", "Ada");
  await server.stop();
  await until(() => client.state !== "connected");
  const call = client.call("whoami");
  await server.restart();
  equal(await call, "Ada");
  equal([client.session!.id, client.session!.resumed, sessions], [id, "state", 1]);
}, { cuts: true });

test("the server is restarted, and has forgotten all", async () => {
  await using server = await Server.start();
  let sessions = 0;
  await using client = await through(server, {
    onSession: async (caller) => {
      await caller.call("login", `Ada ${++sessions}`);
    },
  });
  const { id } = client.session!;
  await server.stop();
  await until(() => client.state !== "connected");
  const call = client.call("whoami");
  await server.restart();
  equal(await call, "Ada 2");
  equal([client.session!.resumed, client.session!.id === id], ["no", false]);
}, { waits: true, cuts: true });

test("a server that goes away says when to come back", async () => {
  await using server = await Server.start({ retryAfter: 2 });
  await using client = await through(server);
  const seen = states(client);
  const began = performance.now();
  await server.stop();
  await server.restart();
  equal(await client.call("add", 1, 2), 3);
  ok(performance.now() - began >= 1_900, `came back after ${performance.now() - began} ms`);
  const away = seen.find(([state]) => state === "disconnected") ?? fail("it was not disconnected");
  ok(away[1].retryIn! >= 2_000, `retry in ${away[1].retryIn} ms`);
}, { waits: true, cuts: true });

test("whenDown: fail fails calls while there is no connection", async () => {
  const server = await Server.usual();
  await using proxy = await server.proxy();
  await using client = await through(proxy, { whenDown: "fail" });
  const name = unique();
  const kept = client.call("hang", name);
  await client.call("happened", `${name} began`);
  await proxy.refuse();
  await proxy.cut();
  await until(() => client.state !== "connected", "the loss");
  equal((await rejects(client.call("add", 1, 2), ConnectionError)).reason, "lost");
  equal((await rejects(items(client.stream("count_to", 1)), ConnectionError)).reason, "lost");
  await proxy.refuse(false);
  await until(() => client.state === "connected", "the connection");
  await client.call("release", name);
  equal(await kept, name);
}, { cuts: true });

test("calls that wait for the connection have their time limit", async () => {
  const server = await Server.usual();
  await using proxy = await server.proxy();
  await using client = await through(proxy);
  await proxy.refuse();
  await proxy.cut();
  await until(() => client.state !== "connected", "the loss");
  const waiting = client.call("add", 1, 2);
  equal((await rejects(client.with({ timeout: 50 }).call("add", 1, 2), DOMException)).name, "TimeoutError");
  const controller = new AbortController();
  const aborted = rejects(client.with({ signal: controller.signal }).call("add", 1, 2));
  controller.abort();
  equal((await aborted).name, "AbortError");
  await proxy.refuse(false);
  equal(await waiting, 3);
}, { cuts: true });

test("without retries a lost connection is the end", async () => {
  const server = await Server.usual();
  await using proxy = await server.proxy();
  const client = await through(proxy, { retry: false });
  const seen = states(client);
  const name = unique();
  const call = rejects(client.call("hang", name), ConnectionError);
  await client.call("happened", `${name} began`);
  await proxy.refuse();
  await proxy.cut();
  const { reason } = await call;
  ok(["lost", "unknown-outcome"].includes(reason), reason);
  await until(() => client.state === "closed", "the end");
  ok(seen.at(-1)![1].error instanceof ConnectionError);
  await rejects(client.call("add", 1, 2), ConnectionError);
}, { cuts: true });

test("retries in a row are counted", async () => {
  const server = await Server.usual();
  await using proxy = await server.proxy();
  const client = await through(proxy, { retry: { base: 1, cap: 2, max: 3 } });
  const seen = states(client);
  await proxy.refuse();
  await proxy.cut();
  await until(() => client.state === "closed", "the end");
  equal(
    seen.filter(([state]) => state === "connecting").length,
    3,
    JSON.stringify(seen.map(([state]) => state)),
  );
}, { cuts: true });

for (const [code, reason] of [
  [1000, "refused"],
  [1008, "refused"],
  [4401, "refused"],
] as const) {
  test(`the application's close code ${code} is final`, async () => {
    const client = await open(json, { retry: soon });
    const seen = states(client);
    await rejects(client.call("kick", code, "enough"), ConnectionError);
    await until(() => client.state === "closed", "the end");
    equal(
      seen.map(([state]) => state),
      ["closed"],
    );
    const { error } = seen[0]![1] as { error: ConnectionError };
    equal([error.reason, error.closeCode], [reason, code]);
    ok(error.message.includes("enough"), error.message);
  });
}

for (const code of [1002, 1003, 1007, 1009, 1011, 1012, 1013, 3500, 4000, 4999]) {
  test(`after the application's close code ${code} there is a new session`, async () => {
    await using client = await open(json, { retry: soon });
    const { id } = client.session!;
    const error = await rejects(client.call("kick", code, "no"), ConnectionError);
    equal(error.reason, "unknown-outcome");
    equal(await client.call("add", 1, 2), 3);
    equal([client.session!.id === id, client.session!.resumed], [false, "no"]);
  });
}

test("onSession runs before all other calls", async () => {
  const server = await Server.usual();
  await using proxy = await server.proxy();
  const order: string[] = [];
  await proxy.fates({ delay: 1, chunk: 64 });
  await using client = await through(proxy, {
    onSession: async (caller) => {
      for (let i = 0; i < 3; i++) {
        order.push((await caller.call<string>("login", `Ada ${i}`)) as string);
      }
      for await (const item of caller.stream<number>("count_to", 2)) {
        order.push(`item ${item}`);
      }
    },
  });
  order.push(await client.call<string>("whoami"));
  equal(order, ["Ada 0", "Ada 1", "Ada 2", "item 1", "item 2", "Ada 2"]);
});

test("where onSession fails the connection is made again", async () => {
  let sessions = 0;
  await using client = await open(json, {
    retry: { ...soon, first: true },
    onSession: () => {
      if (++sessions < 3) {
        throw new Error("not yet");
      }
    },
  });
  equal(await client.call("add", 1, 2), 3);
  equal(sessions, 3);
});

test("where onSession fails at first, and is not to be tried again, so does connect", async () => {
  const cause = new RangeError("who?");
  const error = await rejects(
    open(json, {
      onSession: () => {
        throw cause;
      },
    }),
  );
  ok(error === cause || error.cause === cause, String(error));
});

test("messages that come before the client is there are heard", async () => {
  await using client = await open(json, {
    onSession: async (caller) => {
      await caller.call("push", 1, 2, 3);
    },
  });
  const heard: unknown[] = [];
  client.on("message", ({ data }) => heard.push(data));
  await until(() => heard.length === 3, "the messages");
  equal(heard, [1, 2, 3]);
});
