import { named, RpcError } from "../kit/client.ts";
import { open, testEach } from "../kit/kinds.ts";
import { equal, ok, rejects, test } from "../kit/test.ts";
import { upTo } from "../kit/wait.ts";

testEach("a call has the method's result", async (kind) => {
  await using client = await open(kind);
  equal(await client.call<number>("add", 10, 20), 30);
  equal(await client.call("multiply", 3, 7), 21);
  equal(await client.call("nothing"), null);
  equal(await client.call("count"), 0);
  equal(await client.call("count", 1, "two", null), 3);
});

testEach("arguments are named behind the marker alone", async (kind) => {
  await using client = await open(kind);
  equal(await client.call("greet", { name: "Zoë" }, named), "Hello Zoë");
  equal(await client.call("greet", { name: "Zoë", greeting: "Salut" }, named), "Salut Zoë");
  equal(await client.call("greet", "Zoë", { greeting: "Hi" }, named), "Hi Zoë");
  equal(await client.call("echo", { name: "Zoë" }), { name: "Zoë" });
});

testEach("values come back as they were", async (kind) => {
  await using client = await open(kind);
  const values: unknown[] = [
    null,
    true,
    false,
    0,
    -1,
    127,
    128,
    -129,
    65_536,
    2 ** 31,
    -(2 ** 31) - 1,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    0.5,
    -1e-7,
    1e300,
    "",
    "Zoë 🙂 \u0000 \u2028 \" \\",
    "x".repeat(70_000),
    [],
    [1, [2, [3]], {}],
    {},
    { a: { b: [null, { c: "d" }] }, "": 1, "ключ": 2, constructor: 3 },
  ];
  for (const value of values) {
    equal(await client.call("echo", value), value);
  }
  equal(await client.call("echo", values), values);
  equal(await client.call("older", { name: "Ada", age: 36, tags: ["x"] }), { name: "Ada", age: 37, tags: ["x"] });
});

testEach("members without a value are left out", async (kind) => {
  await using client = await open(kind);
  equal(await client.call("echo", { a: undefined, b: 1 }), { b: 1 });
});

testEach("integers beyond 2^53 become BigInt on request", async (kind) => {
  await using client = await open(kind, { bigint: true });
  equal(await client.call("largest"), 9_223_372_036_854_775_807n);
  equal(await client.call("next", 9_007_199_254_740_993n), 9_007_199_254_740_994n);
  equal(await client.call("next", 41n), 42);
  equal(await client.call("add", 1, 2), 3);
  equal(await client.call("echo", [0.5, 1e300, 2 ** 53, "9223372036854775807"]).then(String), [
    0.5,
    1e300,
    2n ** 53n,
    "9223372036854775807",
  ].join(","));
});

testEach("integers beyond 2^53 are numbers otherwise", async (kind) => {
  await using client = await open(kind);
  equal(await client.call("largest"), 2 ** 63);
});

testEach("bytes go and come as the encoding has them", async (kind) => {
  await using client = await open(kind);
  if (kind.binary) {
    equal(await client.call("reversed", new Uint8Array([1, 2, 255])), new Uint8Array([255, 2, 1]));
    equal(await client.call("base64", new Uint8Array([1, 2, 255])), "AQL/");
  } else {
    equal(await client.call("reversed", "AQL/"), "/wIB");
  }
});

testEach("calls run in the order in which they were made", async (kind) => {
  await using client = await open(kind);
  const answered: number[] = [];
  await Promise.all(
    upTo(200).map((n) => client.call("add", n, 0).then((sum) => answered.push(sum as number))),
  );
  equal(answered, upTo(200));
});

testEach("an argument that changes later is sent as it was", async (kind) => {
  await using client = await open(kind);
  const list = [1, 2];
  const call = client.call("echo", list);
  list.push(3);
  equal(await call, [1, 2]);
});

const failures: [title: string, method: string, args: unknown[], code: number, message: RegExp][] = [
  ["an unknown method", "no_such", [], -32601, /no_such/],
  ["too few arguments", "add", [1], -32602, /b/],
  ["too many arguments", "add", [1, 2, 3], -32602, /./],
  ["an argument of another type", "add", [1, "2"], -32602, /./],
  ["a member of another type", "older", [{ name: 1, age: 2, tags: [] }], -32602, /name/],
  ["a method that throws", "crash", [], -32603, /^(?!.*secret)/],
  ["an application's refusal", "refuse", ["not today"], -32001, /^not today$/],
  ["an attribute that is missing", "whoami", [], -32002, /./],
  ["a role that is missing", "staff", [], -32002, /./],
];
for (const [title, method, args, code, message] of failures) {
  testEach(`${title} is an RpcError with ${code}`, async (kind) => {
    await using client = await open(kind);
    const error = await rejects(client.call(method, ...args), RpcError);
    equal(error.code, code);
    ok(message.test(error.message), error.message);
    equal(error.method, method);
    equal(error.name, "RpcError");
    ok(error instanceof Error);
    equal(await client.call("add", 1, 1), 2);
  });
}

testEach("an unknown named argument is refused", async (kind) => {
  await using client = await open(kind);
  equal((await rejects(client.call("greet", { nam: "Zoë" }, named), RpcError)).code, -32602);
});

testEach("an error has the data that the server gives", async (kind) => {
  await using client = await open(kind);
  const error = await rejects(client.call("refuseWith", 4711, "gone", { since: [1, 2] }), RpcError);
  equal([error.code, error.message, error.data], [4711, "gone", { since: [1, 2] }]);
}, { version: 2 });

testEach("a limit that is used up says when to come again", async (kind) => {
  await using client = await open(kind);
  equal(await client.call("limited"), 1);
  equal(await client.call("limited"), 1);
  const error = await rejects(client.call("limited"), RpcError);
  equal(error.code, -32000);
  if (kind.version === 2) {
    ok((error.data as { retry_after: number }).retry_after > 0, JSON.stringify(error.data));
  }
});

testEach("attributes belong to the connection", async (kind) => {
  await using one = await open(kind);
  await using other = await open(kind);
  equal(await one.call("login", "Ada"), "Ada");
  equal(await one.call("whoami"), "Ada");
  equal((await rejects(other.call("whoami"), RpcError)).code, -32002);
});

test("a value without a form fails its call alone", async () => {
  await using client = await open();
  const circle: { self?: unknown } = {};
  circle.self = circle;
  await rejects(client.call("echo", circle));
  equal(await client.call("add", 1, 2), 3);
});

test("a message that is too long ends the session and fails its call", async () => {
  await using client = await open();
  await rejects(client.call("echo", "x".repeat(1_100_000)));
  equal(await client.call("add", 1, 2), 3);
});
