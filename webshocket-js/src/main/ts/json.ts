import { bytesOf, type Encoding, isText, membersOf } from "./values.ts";

/** Begins the texts that stand for integers beyond 2^53 between the two steps of {@link decode}. JSON writes it in one way only. */
const MARK = "\u0001";
const WRITTEN_MARK = '"\\u0001';
/** Texts, with the colon of those that are names of members, and long integers. */
const TOKENS = /"(?:[^"\\]|\\.)*"(\s*:)?|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** JSON, in text frames. Bytes are base64, and dates RFC 3339; integers are exact, whatever their size, if given as `BigInt`. */
export const json: Encoding = {
  protocols: ["webshocket.v2.json", "webshocket.v1.json"],
  encode: write,
  decode,
};

function decode(raw: string | Uint8Array, bigint: boolean): unknown {
  const text = isText(raw) ? raw : new TextDecoder("utf-8", { fatal: true }).decode(raw);
  const value: unknown = JSON.parse(text);
  // A second time only where there may be such an integer: JSON.parse does not show how a number was written, in older engines.
  return bigint && /\d{16}/.test(text) ? JSON.parse(text.replace(TOKENS, marked), unmarked) : value;
}

function marked(token: string, isName?: string): string {
  if (token[0] === '"') {
    return !isName && token.startsWith(WRITTEN_MARK) ? WRITTEN_MARK + token.slice(1) : token;
  }
  return Number.isSafeInteger(+token) ? token : `${WRITTEN_MARK}${token}"`;
}

function unmarked(_name: string, value: unknown): unknown {
  if (!isText(value) || value[0] !== MARK) {
    return value;
  }
  const rest = value.slice(1);
  return rest[0] === MARK ? rest : BigInt(rest);
}

/** Unlike JSON.stringify it writes integers of any size, bytes, and the sign of a zero. */
function write(value: any): string {
  if (typeof value === "bigint") {
    return `${value}`;
  }
  if (isText(value)) {
    // No peer accepts half a surrogate pair.
    return JSON.stringify((value as any).toWellFormed?.() ?? value);
  }
  if (Object.is(value, -0)) {
    return "-0.0";
  }
  if (typeof value !== "object" || !value) {
    return JSON.stringify(value) ?? "null";
  }
  const bytes = bytesOf(value);
  if (bytes) {
    return `"${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}"`;
  }
  if (value.toJSON) {
    return write(value.toJSON());
  }
  return Array.isArray(value)
    ? `[${Array.from(value, write)}]`
    : `{${membersOf(value).map(([name, member]) => `${write(name)}:${write(member)}`)}}`;
}
