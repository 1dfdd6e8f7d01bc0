import type { Encoding, Packet } from "./api.ts";

export type { Encoding, Member, Packet, Rpc } from "./api.ts";

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

/** Returns the members of an object that have a value. */
export function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined && typeof member !== "function");
}

/** Reads a packet. What is none becomes one of source UNKNOWN. */
export function read(encoding: Encoding, raw: string | Uint8Array, bigint: boolean): Received {
  let packet: any;
  try {
    packet = encoding.decode(raw, bigint);
    if (isPacket(packet)) {
      return packet;
    }
  } catch {
    // Not of the encoding.
  }
  const { type, call_id: id } = packet?.rpc ?? {};
  return { source: Source.UNKNOWN, data: raw, ...(type === "request" && isText(id) && { malformed: id }) };
}

function isPacket(packet: any): boolean {
  return (
    isMap(packet) &&
    isInteger(packet.source) &&
    packet.source > 0 &&
    packet.source < 7 &&
    isText(packet.channel ?? "") &&
    isText(packet.position ?? "") &&
    (packet.rpc == null || isRpc(packet.rpc))
  );
}

/** Answers and what is about streams need no more, since unknown ids are ignored. */
function isRpc({ type, method, args = [], kwargs = {}, uploads = [], meta = {}, credit = 0 }: any): boolean {
  const texts = Object.entries(meta ?? 0).flat();
  return type === "request"
    ? [method, ...uploads, ...texts].every(isText) &&
        [args, uploads].every(isList) &&
        [kwargs, meta].every(isMap) &&
        isInteger(credit) &&
        credit >= 0 &&
        // At most 16 entries, of 4 KiB in all.
        texts.length <= 32 &&
        texts.join("").length <= 4096
    : ["response", "credit", "cancel", "item", "end"].includes(type);
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && !!value && !isList(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

const isInteger = Number.isInteger;
const isList = Array.isArray;
