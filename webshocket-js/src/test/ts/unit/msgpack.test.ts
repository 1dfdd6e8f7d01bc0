import { messagePack } from "../../../main/ts/msgpack.ts";
import { equal, test, throws } from "../kit/test.ts";

function hex(value: unknown): string {
  const bytes = messagePack.encode(value) as Uint8Array;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function decode(digits: string, bigint = false): unknown {
  const bytes = Uint8Array.from(`ff${digits}ff`.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return messagePack.decode(bytes.subarray(1, -1), bigint);
}

const roundTrip = (value: unknown) => decode(hex(value), true);

test("each integer has its shortest form", () => {
  const forms: [number | bigint, string][] = [
    [0, "00"], [127, "7f"], [128, "cc80"], [255, "ccff"], [256, "cd0100"], [65535, "cdffff"], [65536, "ce00010000"],
    [4294967295, "ceffffffff"], [4294967296, "cf0000000100000000"], [9007199254740991, "cf001fffffffffffff"],
    [-1, "ff"], [-32, "e0"], [-33, "d0df"], [-128, "d080"], [-129, "d1ff7f"], [-32768, "d18000"], [-32769, "d2ffff7fff"],
    [-2147483648, "d280000000"], [-2147483649, "d3ffffffff7fffffff"], [2 ** 53, "cf0020000000000000"],
    [5n, "05"], [-200n, "d1ff38"], [2n ** 64n - 1n, "cfffffffffffffffff"], [-(2n ** 63n), "d38000000000000000"],
  ];
  for (const [value, form] of forms) {
    equal(hex(value), form, String(value));
    equal(Number(decode(form, true)), Number(value), form);
  }
});

test("what is no integer of 64 bits is a float", () => {
  equal(hex(1.5), "cb3ff8000000000000");
  equal(hex(-0), "cb8000000000000000");
  equal(hex(2 ** 64), "cb43f0000000000000");
  equal(decode("ca3fc00000"), 1.5);
  equal(roundTrip([NaN, Infinity, -Infinity, 5e-324, 1e300]), [NaN, Infinity, -Infinity, 5e-324, 1e300]);
});

test("integers of more than 64 bits are refused", () => {
  throws(() => messagePack.encode(2n ** 64n), TypeError);
  throws(() => messagePack.encode(-(2n ** 63n) - 1n), TypeError);
});

test("integers beyond 2^53 become BigInt on request only", () => {
  equal(decode("cf0020000000000001", true), 9007199254740993n);
  equal(decode("cf0020000000000001", false), 9007199254740992);
  equal(decode("d38000000000000000", true), -(2n ** 63n));
  equal(decode("cf001fffffffffffff", true), 9007199254740991);
});

test("lengths of each size are written and read", () => {
  for (const length of [0, 1, 15, 16, 31, 32, 255, 256, 65535, 65536]) {
    const text = "x".repeat(length);
    const bytes = new Uint8Array(length).fill(7);
    const list = new Array(length).fill(1);
    equal(roundTrip([text, bytes, list]), [text, bytes, list], String(length));
  }
  for (const size of [15, 16, 65535, 65536]) {
    const map = Object.fromEntries(Array.from({ length: size }, (_, i) => [`k${i}`, i]));
    equal(roundTrip(map), map, String(size));
  }
  equal(hex("é🙂"), "a6c3a9f09f9982");
});

test("dates are timestamps of 4, 8 and 12 bytes", () => {
  const forms: [string, string][] = [
    ["1970-01-01T00:00:01.000Z", "d6ff00000001"],
    ["2106-02-07T06:28:15.000Z", "d6ffffffffff"],
    ["2106-02-07T06:28:16.000Z", "d7ff0000000100000000"],
    ["2023-11-14T22:13:20.250Z", "d7ff3b9aca006553f100"],
    ["1969-12-31T23:59:59.999Z", "c70cff3b8b87c0ffffffffffffffff"],
    ["2514-05-30T01:53:04.000Z", "c70cff000000000000000400000000"],
  ];
  for (const [date, form] of forms) {
    equal(hex(new Date(date)), form, date);
    equal(decode(form), new Date(date), form);
  }
  equal(decode("d7ff000007d000000001"), new Date(1000), "nanoseconds are cut off");
  equal(hex(new Date(NaN)), "c0");
});

test("objects are written as by JSON", () => {
  equal(decode(hex({ a: undefined, b: () => 1, c: [undefined, , () => 1], d: { toJSON: () => "x" } })), { c: [null, null, null], d: "x" });
});

test("half a surrogate pair is replaced", () => equal(roundTrip("\ud800x"), "\ufffdx"));

test("bytes are copied out of the message", () => {
  const bytes = decode("c403010203") as Uint8Array;
  equal([...bytes], [1, 2, 3]);
  equal(bytes.buffer.byteLength, 3);
  equal(hex(new Uint8Array([1, 2]).buffer), "c4020102");
});

test("names of members are texts", () => {
  equal(decode("8301a161c2a162a163a164"), { "1": "a", false: "b", c: "d" });
  throws(() => decode("819001"), TypeError);
  const value = decode("81a95f5f70726f746f5f5f81a16101") as object;
  equal(Object.keys(value), ["__proto__"]);
  equal(Object.getPrototypeOf(value), Object.prototype);
});

test("input that is no MessagePack is refused", () => {
  const faults = ["", "c1", "9201", "a261", "dbffffffff41", "ddffffffff", "dfffffffff", "c4ff00", "0101", "a2c328", "d4ff00", "d500ffff",
    "d601ffffffff", "c70cffffffffff0000000000000000", "c70cff000000007fffffffffffffff", "cf00", "d6ff0000", "c7"];
  for (const fault of faults) {
    throws(() => decode(fault), Error);
  }
  throws(() => messagePack.decode("text", false), TypeError);
});

test("what nests too deep is refused both ways", () => {
  throws(() => decode(`${"91".repeat(500)}01`), TypeError);
  equal(typeof decode(`${"91".repeat(499)}01`), "object");
  const list: unknown[] = [];
  list.push(list);
  throws(() => messagePack.encode(list), TypeError);
});
