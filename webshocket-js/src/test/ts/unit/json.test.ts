import { json } from "../../../main/ts/json.ts";
import { equal, test, throws } from "../kit/test.ts";

const text = (value: unknown) => json.encode(value) as string;
const bytes = (...values: number[]) => new Uint8Array(values);

test("values are written as JSON", () => {
  const value = { a: [1, 2.5, -3, 1e21, null, true, "é\n\""], b: { c: {} }, d: [] };
  equal(text(value), JSON.stringify(value));
});

test("what has no form is left out of objects, and null elsewhere", () => {
  equal(text({ a: undefined, b: () => 1, d: [undefined, () => 1, , NaN, Infinity, Symbol("x")] }), '{"d":[null,null,null,null,null,null]}');
  equal(text(undefined), "null");
});

test("integers of any size are written exactly", () => {
  equal(text([9007199254740993n, -(2n ** 80n), 0n]), "[9007199254740993,-1208925819614629174706176,0]");
});

test("the sign of a zero is kept", () => {
  equal(text([-0, 0]), "[-0.0,0]");
  equal(json.decode("[-0.0]", false), [-0]);
});

test("bytes are written as base64, and dates as RFC 3339", () => {
  equal(text([new Uint8Array([0, 255, 16]), bytes(1, 2).buffer]), '["AP8Q","AQI="]');
  equal(text(new Uint8Array(100_000)).length, 133_338);
  equal(text([new Date(0.5), new Date(NaN)]), '["1970-01-01T00:00:00.000Z",null]');
});

test("objects say themselves how they are written", () => {
  equal(text({ at: { toJSON: () => ({ x: 1n }) } }), '{"at":{"x":1}}');
});

test("half a surrogate pair is replaced", () => {
  equal(text({ "a\ud800": "\udc00🙂" }), '{"a\ufffd":"\ufffd🙂"}');
});

test("a value that contains itself is refused", () => {
  const value: unknown[] = [];
  value.push(value);
  throws(() => json.encode(value), RangeError);
  const object: { self?: unknown } = {};
  object.self = { object };
  throws(() => json.encode(object), RangeError);
});

test("JSON is read from text and from bytes", () => {
  equal(json.decode('{"a":[1,"x"]}', false), { a: [1, "x"] });
  equal(json.decode(new TextEncoder().encode('"é🙂"'), false), "é🙂");
  throws(() => json.decode(bytes(0x22, 0xc3, 0x28, 0x22), false));
  throws(() => json.decode("{", false), SyntaxError);
  throws(() => json.decode("[1] x", true), SyntaxError);
});

test("integers beyond 2^53 become BigInt on request only", () => {
  const input = "[9007199254740991,9007199254740992,-9007199254740993,123456789012345678901234567890]";
  equal(json.decode(input, true), [9007199254740991, 9007199254740992n, -9007199254740993n, 123456789012345678901234567890n]);
  equal(json.decode(input, false), JSON.parse(input));
});

test("floats with many digits are no integers", () => {
  const input = "[1.2345678901234567890,12345678901234567890.5,12345678901234567e3,-1e22,0.1]";
  equal(json.decode(input, true), JSON.parse(input));
});

test("digits within texts and names are no integers", () => {
  const input = '{"12345678901234567890":"12345678901234567890","a\\"b 12345678901234567890":["\\\\",12345678901234567890,"\\\\\\"1"]}';
  equal(json.decode(input, true), {
    "12345678901234567890": "12345678901234567890",
    'a"b 12345678901234567890': ["\\", 12345678901234567890n, '\\"1'],
  });
});

test("texts that look like marked integers stay texts", () => {
  const value = { "\u00017": ["\u000112345678901234567890", "\u0001\u00011", "\u0001", "x\u00011"], big: 12345678901234567890n };
  equal(json.decode(text(value), true), value);
});

test("the name __proto__ is a name like others", () => {
  const value = json.decode('{"__proto__":{"a":12345678901234567890}}', true) as object;
  equal(Object.keys(value), ["__proto__"]);
  equal(Object.getPrototypeOf(value), Object.prototype);
  equal(text(value), '{"__proto__":{"a":12345678901234567890}}');
});
