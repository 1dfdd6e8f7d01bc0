import { RpcError } from "../kit/client.ts";
import { kinds, open, testEach } from "../kit/kinds.ts";
import { equal, rejects, test } from "../kit/test.ts";
import { until } from "../kit/wait.ts";

testEach("the server calls what the client exposes", async (kind) => {
  await using client = await open(kind, {
    expose: { double: (n: number) => 2 * n, later: async (...words: string[]) => words.join(" ") },
  });
  equal(await client.call("relay", "double", 21), 42);
  equal(await client.call("relay", "later", "a", "b"), "a b");
  client.expose({ late: () => ({ a: [1] }) });
  equal(await client.call("relay", "late"), { a: [1] });
}, { version: 2 });

test("of two functions of one name the later counts", async () => {
  await using client = await open(undefined, { expose: { who: () => "first" } });
  client.expose({ who: () => "second" });
  equal(await client.call("relay", "who"), "second");
});

test("what is not exposed is answered with -32601", async () => {
  await using client = await open(undefined, { expose: { known: () => 1 } });
  for (const name of ["unknown", "toString", "constructor", "__proto__"]) {
    equal(((await client.call("errorOf", name, 10_000)) as unknown[])[0], -32601, name);
  }
});

testEach("an RpcError goes to the server with its code, message and data", async (kind) => {
  await using client = await open(kind, {
    expose: {
      refuse: () => {
        throw new RpcError(4711, "not today", { until: 5 });
      },
      reject: async () => {
        throw new RpcError(4712, "nor tomorrow");
      },
    },
  });
  equal(await client.call("errorOf", "refuse", 10_000), [4711, "not today", { until: 5 }]);
  equal(await client.call("errorOf", "reject", 10_000), [4712, "nor tomorrow", null]);
}, { version: 2 });

test("of another error the server is told nothing", async () => {
  const original = console.error;
  const told: unknown[] = [];
  console.error = (...what) => told.push(...what);
  try {
    await using client = await open(undefined, {
      expose: {
        fail: () => {
          throw new Error("secret");
        },
      },
    });
    const [code, message] = (await client.call("errorOf", "fail", 10_000)) as [number, string];
    equal(code, -32603);
    equal(message.includes("secret"), false, message);
  } finally {
    console.error = original;
  }
  equal(told.some((what) => what instanceof Error && what.message === "secret"), true, "the page's console has it");
});

test("a call back may call the server meanwhile", async () => {
  await using client = await open(undefined, {
    expose: { nested: async (n: number) => (await client.call<number>("add", n, 1)) * 10 },
  });
  equal(await client.call("relay", "nested", 1), 20);
});

test("the server's time limit cancels the call back", async () => {
  let late = false;
  await using client = await open(undefined, {
    expose: { hang: () => new Promise((resolve) => setTimeout(() => resolve((late = true)), 200)) },
  });
  equal(await client.call("errorOf", "hang", 50), ["WEBSHOCKET-0350"]);
  await until(() => late, "the late answer");
  equal(await client.call("add", 1, 2), 3);
});

test("a value without a form is an error of the call back", async () => {
  const original = console.error;
  console.error = () => {};
  try {
    await using client = await open(undefined, {
      expose: {
        circle: () => {
          const circle: { self?: unknown } = {};
          circle.self = circle;
          return circle;
        },
      },
    });
    equal(((await client.call("errorOf", "circle", 10_000)) as unknown[])[0], -32603);
  } finally {
    console.error = original;
  }
});

test("a server of version 1 calls nobody", async () => {
  await using client = await open(kinds[2], { expose: { double: (n: number) => 2 * n } });
  await rejects(client.call("relay", "double", 21), RpcError);
});
