import { connect, ConnectionError, RpcError } from "../kit/client.ts";
import { json, open, OnlyVersion1, testEach, server } from "../kit/kinds.ts";
import { equal, ok, rejects, test } from "../kit/test.ts";
import { until } from "../kit/wait.ts";

testEach("the token is who the client is", async (kind) => {
  await using client = await open(kind, { token: () => "ada:staff" });
  equal(await client.call("principal"), "ada");
  equal(await client.call("staff"), "welcome");
  await using guest = await open(kind, { token: async () => "bob:guest" });
  equal(await guest.call("principal"), "bob");
  equal((await rejects(guest.call("staff"), RpcError)).code, -32002);
  await using nobody = await open(kind);
  equal(await nobody.call("principal"), null);
}, { version: 2 });

test("a token that is refused is final, with 4401", async () => {
  const error = await rejects(open(json, { token: () => "nonsense", retry: { first: true } }), ConnectionError);
  equal([error.reason, error.closeCode], ["refused", 4401]);
  ok(error.message.includes("4401"), error.message);
});

test("without a token there is no connection", async () => {
  const cause = new RangeError("nobody is logged in");
  const error = await rejects(
    open(json, {
      token: () => {
        throw cause;
      },
    }),
  );
  ok(error instanceof ConnectionError && error.reason === "refused", String(error));
  equal(error.cause === cause, true);
});

test("a token that cannot be had is asked for again", async () => {
  let asked = 0;
  await using client = await open(json, {
    retry: { first: true, base: 1 },
    token: async () => {
      if (++asked < 3) {
        throw new Error("the store is away");
      }
      return "ada:staff";
    },
  });
  equal(await client.call("principal"), "ada");
  equal(asked, 3);
});

test("the token is asked for before each connection", async () => {
  let asked = 0;
  await using client = await open(json, { token: () => `ada:${["guest", "staff"][asked++]}` });
  equal((await rejects(client.call("staff"), RpcError)).code, -32002);
  client.reconnect();
  equal(await client.call("staff"), "welcome");
  equal([asked, client.session?.resumed], [2, "all"]);
});

test("a credential is renewed before it ends", async () => {
  let asked = 0;
  await using client = await open(json, { token: () => `ada:${asked++ === 0 ? "guest" : "staff"}:${asked === 1 ? 2 : 3600}` });
  const first = client.session!.expires!;
  ok(Math.abs(first - Date.now()) < 60_000, `${first}`);
  await until(() => asked === 2, "the next token");
  await until(() => client.session!.expires! > first + 60_000, "the later end");
  equal(await client.call("staff"), "welcome");
  equal(client.session?.resumed, "no");
});

test("a refused renewal leaves the session, and is tried again", async () => {
  let asked = 0;
  const tokens = ["ada:guest:2", "bob:staff:3600", "ada:staff:3600"];
  await using client = await open(json, { token: () => tokens[Math.min(asked++, 2)]! });
  const errors: unknown[] = [];
  client.on("state", (_, { error }) => error && errors.push(error));
  await until(() => client.session!.expires! > Date.now() + 60_000, "a renewal");
  equal(asked >= 3, true);
  equal(await client.call("principal"), "ada");
  equal(await client.call("staff"), "welcome");
  equal(client.state, "connected");
}, { waits: true });

test("a server of version 1 takes no token", async () => {
  const error = await rejects(
    connect(server.url(), { webSocket: OnlyVersion1, token: () => "ada:staff" }),
    ConnectionError,
  );
  equal(error.reason, "refused");
}, { cuts: true });
