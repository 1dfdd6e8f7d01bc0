import type { Encoding, Packet } from "./api.ts";

export type { Encoding, Member, Packet, Rpc } from "./api.ts";

/** The source of a packet, as a number on the wire. */
export const Source = { BROADCAST: 1, CHANNEL: 2, UNKNOWN: 3, CUSTOM: 4, RPC: 5, SESSION: 6 } as const;

/** Returns the bytes of what stands for bytes. */
export function bytesOf(value: object): Uint8Array | undefined {
  return value instanceof Uint8Array ? value : value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

/** Returns the members of an object that have a value. */
export function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined && typeof member !== "function");
}

/** Reads a packet. What is none becomes one of source UNKNOWN. */
export function read(encoding: Encoding, raw: string | Uint8Array, bigint: boolean): Packet {
  try {
    const packet: any = encoding.decode(raw, bigint);
    const { source, rpc = null, position = "" } = packet;
    if ([1, 2, 3, 4, 5, 6].includes(source) && isText(position) && (!rpc || isText(rpc.type))) {
      return packet;
    }
  } catch {
    // Not of the encoding.
  }
  return { source: Source.UNKNOWN, data: raw };
}

/** Tells whether the members of a call are as they must be. Other messages about calls need no check, since unknown ids are ignored. */
export function isRequest({ method, args = [], kwargs = {}, uploads = [], meta = {}, credit = 0 }: any): boolean {
  return (
    [args, uploads].every(isList) &&
    [kwargs, meta].every((map) => map && typeof map === "object" && !isList(map)) &&
    [method, ...uploads, ...Object.values(meta)].every(isText) &&
    isCount(credit) &&
    // At most 16 entries, of 4 KiB in all.
    Object.keys(meta).length <= 16 &&
    Object.entries(meta).flat().join("").length <= 4096
  );
}

/** Whether it is an integer from 0 on. */
export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

const isList = Array.isArray;
