import { bytesOf, type Encoding, membersOf } from "./values.ts";

/** How deep a packet may nest, itself included: more is refused, as by the server. */
const MAX_NESTING = 500;

/** The type of the extension that is a timestamp, as a byte. */
const TIMESTAMP = 0xff;
/** How many bits the seconds of a timestamp of 8 bytes have. */
const SECONDS_BITS = 34;

/**
 * MessagePack, in binary frames: smaller than JSON, with bytes (`Uint8Array`) and dates (`Date`) of its own. For the option `encoding`
 * of `connect`.
 */
export const messagePack: Encoding = {
  protocols: ["webshocket.v2", "webshocket.v1"],
  encode(packet) {
    const writer = new Writer();
    writer.value(packet, 1);
    return writer.bytes();
  },
  decode(raw, bigint) {
    if (typeof raw === "string") {
      throw new TypeError("MessagePack comes in binary frames");
    }
    const reader = new Reader(raw, bigint);
    const value = reader.value(1);
    reader.end();
    return value;
  },
};

/** Writes each value in its shortest form. */
class Writer {
  #buffer = new Uint8Array(128);
  #length = 0;

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  value(value: any, depth: number): void {
    checkDepth(depth);
    if (typeof value === "number") {
      this.#number(value);
    } else if (typeof value === "bigint") {
      this.#integer64(value);
    } else if (typeof value === "string") {
      this.#text(value);
    } else if (typeof value === "boolean") {
      this.#uint(value ? 0xc3 : 0xc2, 1);
    } else if (typeof value === "object" && value) {
      this.#object(value, depth);
    } else {
      this.#uint(0xc0, 1);
    }
  }

  #object(value: any, depth: number): void {
    const bytes = bytesOf(value);
    if (bytes) {
      this.#head(bytes.length, 0, 0, 0xc5, true);
      this.#put(bytes);
    } else if (value instanceof Date) {
      this.#date(value.getTime());
    } else if (value.toJSON) {
      this.value(value.toJSON(), depth + 1);
    } else if (Array.isArray(value)) {
      this.#head(value.length, 0x90, 16, 0xdc, false);
      for (const item of value) {
        this.value(item, depth + 1);
      }
    } else {
      const members = membersOf(value);
      this.#head(members.length, 0x80, 16, 0xde, false);
      for (const [name, member] of members) {
        this.#text(name);
        this.value(member, depth + 1);
      }
    }
  }

  /** Writes an integer as such, whatever JavaScript calls it; what is none, or has more than 64 bits, is a float. */
  #number(value: number): void {
    if (!Number.isInteger(value) || Object.is(value, -0) || value < -(2 ** 63) || value >= 2 ** 64) {
      this.#uint(0xcb, 1);
      this.#wide((view) => view.setFloat64(0, value));
    } else if (value >= -32 && value < 128) {
      this.#uint(value, 1);
    } else if (value >= 0 ? value < 2 ** 32 : value >= -(2 ** 31)) {
      const size = [8, 16].findIndex((bits) => (value >= 0 ? value < 2 ** bits : value >= -(2 ** (bits - 1))));
      const power = size < 0 ? 2 : size;
      this.#uint((value >= 0 ? 0xcc : 0xd0) + power, 1);
      this.#uint(value, 1 << power);
    } else {
      this.#integer64(BigInt(value));
    }
  }

  #integer64(value: bigint): void {
    if (value >= -(2n ** 31n) && value < 2n ** 32n) {
      this.#number(Number(value));
      return;
    }
    if (value < -(2n ** 63n) || value >= 2n ** 64n) {
      throw new TypeError("an integer of more than 64 bits has no form in MessagePack");
    }
    this.#uint(value < 0 ? 0xd3 : 0xcf, 1);
    this.#wide((view) => view.setBigInt64(0, value));
  }

  #date(milliseconds: number): void {
    const seconds = Math.floor(milliseconds / 1000);
    const nanos = (milliseconds - 1000 * seconds) * 1e6;
    if (Number.isNaN(milliseconds)) {
      this.#uint(0xc0, 1);
    } else if (seconds >= 0 && seconds < 2 ** 32 && !nanos) {
      this.#put([0xd6, TIMESTAMP]);
      this.#uint(seconds, 4);
    } else if (seconds >= 0 && seconds < 2 ** SECONDS_BITS) {
      this.#put([0xd7, TIMESTAMP]);
      this.#wide((view) => view.setBigInt64(0, (BigInt(nanos) << BigInt(SECONDS_BITS)) | BigInt(seconds)));
    } else {
      this.#put([0xc7, 12, TIMESTAMP]);
      this.#uint(nanos, 4);
      this.#wide((view) => view.setBigInt64(0, BigInt(seconds)));
    }
  }

  #text(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.#head(bytes.length, 0xa0, 32, 0xda, true);
    this.#put(bytes);
  }

  /**
   * Writes the type and the length of a value.
   *
   * @param small the form with the length in it, for lengths below a limit
   * @param form the form with a length of 16 bits; that of 32 is behind, and that of 8 before it, if there is one
   */
  #head(length: number, small: number, limit: number, form: number, hasByte: boolean): void {
    if (length < limit) {
      this.#uint(small | length, 1);
    } else {
      const power = hasByte && length < 2 ** 8 ? 0 : length < 2 ** 16 ? 1 : 2;
      this.#uint(form - 1 + power, 1);
      this.#uint(length, 1 << power);
    }
  }

  /** Writes an integer of at most 4 bytes. */
  #uint(value: number, size: number): void {
    this.#room(size);
    for (let shift = 8 * size; shift; ) {
      shift -= 8;
      this.#buffer[this.#length++] = value >> shift;
    }
  }

  #wide(set: (view: DataView) => void): void {
    const bytes = new Uint8Array(8);
    set(new DataView(bytes.buffer));
    this.#put(bytes);
  }

  #put(bytes: ArrayLike<number>): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #room(size: number): void {
    if (this.#length + size > this.#buffer.length) {
      const larger = new Uint8Array(2 * (this.#length + size));
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
  }
}

/** Reads a value. What a length claims is not allocated before the bytes are there. */
class Reader {
  readonly #view: DataView;
  readonly #bigint: boolean;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #at = 0;

  constructor(raw: Uint8Array, bigint: boolean) {
    this.#view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    this.#bigint = bigint;
  }

  end(): void {
    if (this.#at < this.#view.byteLength) {
      throw new TypeError("bytes follow the packet");
    }
  }

  value(depth: number): unknown {
    checkDepth(depth);
    const head = this.#uint(1);
    if (head < 0x80) {
      return head;
    }
    if (head >= 0xe0) {
      return head - 0x100;
    }
    if (head < 0x90) {
      return this.#map(head & 15, depth + 1);
    }
    if (head < 0xa0) {
      return this.#array(head & 15, depth + 1);
    }
    if (head < 0xc0) {
      return this.#text(head & 31);
    }
    switch (head) {
      case 0xc0:
        return null;
      case 0xc2:
      case 0xc3:
        return head === 0xc3;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#bytes(this.#uint(1 << (head - 0xc4))).slice();
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(this.#uint(1 << (head - 0xc7)));
      case 0xca:
        return this.#view.getFloat32(this.#pass(4));
      case 0xcb:
        return this.#view.getFloat64(this.#pass(8));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.#uint(1 << (head - 0xcc));
      case 0xcf:
        return this.#wide(this.#view.getBigUint64(this.#pass(8)));
      case 0xd0:
        return this.#view.getInt8(this.#pass(1));
      case 0xd1:
        return this.#view.getInt16(this.#pass(2));
      case 0xd2:
        return this.#view.getInt32(this.#pass(4));
      case 0xd3:
        return this.#wide(this.#view.getBigInt64(this.#pass(8)));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (head - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#text(this.#uint(1 << (head - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#array(this.#uint(head === 0xdc ? 2 : 4), depth + 1);
      case 0xde:
      case 0xdf:
        return this.#map(this.#uint(head === 0xde ? 2 : 4), depth + 1);
      default:
        throw new TypeError("the byte C1 begins no value");
    }
  }

  #array(length: number, depth: number): unknown[] {
    const items: unknown[] = [];
    while (items.length < length) {
      items.push(this.value(depth));
    }
    return items;
  }

  #map(length: number, depth: number): object {
    const members: [string, unknown][] = [];
    while (members.length < length) {
      const name = this.value(depth);
      if (typeof name === "object" && name) {
        throw new TypeError("the key of a map is no text");
      }
      members.push([String(name), this.value(depth)]);
    }
    // Not by assignment, for which the name "__proto__" has a meaning.
    return Object.fromEntries(members);
  }

  #extension(length: number): Date {
    const type = this.#uint(1);
    const bytes = this.#bytes(length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    let seconds = 0;
    let nanos = 0;
    if (length === 4) {
      seconds = view.getUint32(0);
    } else if (length === 8) {
      seconds = Number(BigInt.asUintN(SECONDS_BITS, view.getBigUint64(0)));
      nanos = view.getUint32(0) >>> 2;
    } else if (length === 12) {
      nanos = view.getUint32(0);
      seconds = Number(view.getBigInt64(4));
    }
    const date = new Date(seconds * 1000 + Math.floor(nanos / 1e6));
    if (type !== TIMESTAMP || ![4, 8, 12].includes(length) || nanos > 999_999_999 || Number.isNaN(date.getTime())) {
      throw new TypeError("an extension is no timestamp");
    }
    return date;
  }

  #wide(value: bigint): number | bigint {
    const number = Number(value);
    return this.#bigint && !Number.isSafeInteger(number) ? value : number;
  }

  #text(length: number): string {
    return this.#decoder.decode(this.#bytes(length));
  }

  #bytes(length: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#pass(length), length);
  }

  #uint(size: number): number {
    const at = this.#pass(size);
    return size === 1 ? this.#view.getUint8(at) : size === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }

  /** Passes bytes, and returns where they begin. */
  #pass(length: number): number {
    const at = this.#at;
    this.#at += length;
    if (this.#at > this.#view.byteLength) {
      throw new RangeError("a length goes beyond the end, or the message is cut off");
    }
    return at;
  }
}

function checkDepth(depth: number): void {
  if (depth > MAX_NESTING) {
    throw new TypeError(`a value nests deeper than ${MAX_NESTING}, or contains itself`);
  }
}
