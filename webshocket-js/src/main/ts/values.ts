import type { Encoding, Packet } from "./api.ts";

export type { Encoding, Member, Packet, Rpc } from "./api.ts";

/** How deep a packet may nest, itself included: more is refused, as by the server, so that a value which contains itself is found. */
export const MAX_NESTING = 500;

/** The source of a packet, as a number on the wire. */
export const Source = { BROADCAST: 1, CHANNEL: 2, UNKNOWN: 3, CUSTOM: 4, RPC: 5, SESSION: 6 } as const;

/** A packet that has been received. */
export interface Received extends Packet {
  /** The id of a call that is malformed, and has to be answered so. */
  malformed?: string;
}

/** Returns the bytes of what stands for bytes. */
export function bytesOf(value: object): Uint8Array | undefined {
  return value instanceof Uint8Array ? value : value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

/** Returns the members of an object that have a value, as `JSON.stringify` chooses them. */
export function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => isValue(member));
}

/** Whether there is a form for it. What has none is left out of objects, and null elsewhere. */
export function isValue(value: unknown): boolean {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}

/** Checks how deep a value nests. */
export function checkDepth(depth: number): void {
  if (depth > MAX_NESTING) {
    throw new TypeError(`a value nests deeper than ${MAX_NESTING}, or contains itself`);
  }
}

/** Reads a packet. What is none becomes one of source UNKNOWN. */
export function read(encoding: Encoding, raw: string | Uint8Array, bigint: boolean): Received {
  let rpc: any;
  try {
    const packet: any = encoding.decode(raw, bigint);
    rpc = packet?.rpc;
    if (isPacket(packet)) {
      return packet;
    }
  } catch {
    // Not of the encoding.
  }
  const id = rpc?.type === "request" && rpc.call_id;
  return { source: Source.UNKNOWN, data: raw, ...(isText(id) && { malformed: id }) };
}

function isPacket(packet: any): boolean {
  return (
    isMap(packet) &&
    isInteger(packet.source) &&
    packet.source > 0 &&
    packet.source < 7 &&
    isText(packet.channel ?? "") &&
    isText(packet.position ?? "") &&
    (packet.rpc == null || (isMap(packet.rpc) && isRpc(packet.rpc)))
  );
}

/** Answers and what is about streams need no more, since unknown ids are ignored. */
function isRpc({ type, method, args = [], kwargs = {}, uploads = [], meta = {}, credit = 0 }: any): boolean {
  return type === "request"
    ? isText(method) &&
        isList(args) &&
        isMap(kwargs) &&
        isList(uploads) &&
        uploads.every(isText) &&
        isMap(meta) &&
        isMeta(meta) &&
        isInteger(credit) &&
        credit >= 0
    : ["response", "credit", "cancel", "item", "end"].includes(type);
}

/** Whether it can go with a call: at most 16 texts, of 4 KiB in all. */
function isMeta(meta: object): boolean {
  const texts = Object.entries(meta).flat();
  return texts.length <= 32 && texts.every(isText) && new TextEncoder().encode(texts.join("")).length <= 4096;
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !isList(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

const isInteger = Number.isInteger;
const isList = Array.isArray;
