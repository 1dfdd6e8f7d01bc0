import { AssertionError, equal, fail, ok, rejects, show, test, throws } from "../kit/test.ts";

test("values that differ are told apart", () => {
  const pairs: [unknown, unknown][] = [
    [1, 2],
    [1, "1"],
    [1, 1n],
    [0, -0],
    [null, undefined],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 2 }],
    [{ a: undefined }, {}],
    [[], {}],
    [new Uint8Array([1]), new Uint8Array([2])],
    [new Uint8Array([1]), [1]],
    [new Date(1), new Date(2)],
    [new Map([[1, 2]]), new Map([[1, 3]])],
    [new Set([1]), new Set([2])],
  ];
  for (const [a, b] of pairs) {
    let told = false;
    try {
      equal(a, b);
    } catch (error) {
      told = error instanceof AssertionError;
    }
    ok(told, `${show(a)} and ${show(b)} count as equal`);
  }
});

test("values that are alike are equal", () => {
  equal({ a: [1, { b: NaN }], c: new Date(5) }, { a: [1, { b: NaN }], c: new Date(5) });
  equal(new Map([["a", new Set([1])]]), new Map([["a", new Set([1])]]));
  equal(new Uint8Array([1, 2]), new Uint8Array([1, 2]));
});

test("a rejection is returned if it has the type", async () => {
  const error = new TypeError("so");
  equal((await rejects(Promise.reject(error), TypeError)) === error, true);
  equal((await rejects(rejects(Promise.reject(error), RangeError))) === error, true);
});

test("what neither throws nor is rejected fails", async () => {
  let failures = 0;
  try {
    throws(() => 1);
  } catch {
    failures++;
  }
  try {
    await rejects(Promise.resolve(1));
  } catch {
    failures++;
  }
  try {
    throws(() => fail("as a check within does"));
  } catch {
    failures++;
  }
  equal(failures, 3);
});
