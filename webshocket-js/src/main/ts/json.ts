import { bytesOf, checkDepth, type Encoding, isValue, membersOf } from "./values.ts";

/** Begins the texts that stand for integers beyond 2^53 between the two steps of {@link decode}. JSON writes it in one way only. */
const MARK = "\u0001";
const WRITTEN_MARK = '"\\u0001';
/** The tokens of JSON that matter: texts (but for names of members) and numbers. */
const TOKENS = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON, in text frames. Bytes are base64, and dates RFC 3339; integers are exact, whatever their size, if given as `BigInt`. */
export const json: Encoding = {
  protocols: ["webshocket.v2.json", "webshocket.v1.json"],
  encode: (packet) => write(packet, 1),
  decode,
};

function decode(raw: string | Uint8Array, bigint: boolean): unknown {
  const text = typeof raw === "string" ? raw : new TextDecoder("utf-8", { fatal: true }).decode(raw);
  const value: unknown = JSON.parse(text);
  // A second time only where there may be such an integer: JSON.parse does not show how a number was written, in older engines.
  return bigint && /\d{16}/.test(text) ? JSON.parse(text.replace(TOKENS, marked), unmarked) : value;
}

function marked(token: string, name?: string): string {
  if (token[0] === '"') {
    return !name && token.startsWith(WRITTEN_MARK) ? WRITTEN_MARK + token.slice(1) : token;
  }
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(+token) ? WRITTEN_MARK + token + '"' : token;
}

function unmarked(_name: string, value: unknown): unknown {
  if (typeof value !== "string" || value[0] !== MARK) {
    return value;
  }
  const rest = value.slice(1);
  return rest[0] === MARK ? rest : BigInt(rest);
}

function write(value: any, depth: number): string {
  checkDepth(depth);
  if (typeof value === "bigint") {
    return String(value);
  }
  if (typeof value === "string") {
    // No peer accepts half a surrogate pair.
    return JSON.stringify(value.toWellFormed?.() ?? value);
  }
  if (Object.is(value, -0)) {
    return "-0.0";
  }
  if (!isValue(value) || value === null) {
    return "null";
  }
  if (typeof value !== "object") {
    return JSON.stringify(value);
  }
  const bytes = bytesOf(value);
  if (bytes) {
    return `"${base64(bytes)}"`;
  }
  if (value.toJSON) {
    return write(value.toJSON(), depth + 1);
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item) => write(item, depth + 1))}]`; // with holes as null
  }
  return `{${membersOf(value).map(([name, member]) => `${write(name, 0)}:${write(member, depth + 1)}`)}}`;
}

function base64(bytes: Uint8Array): string {
  let characters = "";
  for (const byte of bytes) {
    characters += String.fromCharCode(byte);
  }
  return btoa(characters);
}
