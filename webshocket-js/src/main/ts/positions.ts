import type { Packet } from "./api.ts";
import type { Clock } from "./clock.ts";
import { isText } from "./values.ts";

/** How many shards are known at most. A server has some, and only those of epochs in use remain. */
const MAX_SHARDS = 1_024;
/** How many channels are remembered at most while a client catches up; of more, a message may come twice. */
const MAX_CHANNELS = 10_000;
/** A server that keeps no session lets its clients catch up nevertheless; in seconds. */
const SHORTEST_KEEP = 5;

/** The place of a message: the epoch, the shard of that epoch by its number, and an offset that grows with each message of the shard. */
interface Position {
  text: string;
  epoch: string;
  shard: string;
  offset: bigint;
}

/**
 * How far one client has read channels with history, section "Channels" of the wire protocol: what `hello` says, and which messages are
 * sent again.
 *
 * A session that is not resumed with `all` catches up from the positions of its `hello`. While it may still do so, these stand beside the
 * new ones: a client that is cut again has to begin from them again.
 */
export interface Positions {
  /** Returns what `hello` says. */
  hello(): string[];
  /** A server has answered `hello`; before its first message. */
  welcomed(welcome: Record<string, any>): void;
  /** Counts a message; returns false if the client has had it. */
  takes(packet: Packet): boolean;
  /** The server has told where shards are, after all messages before that. */
  told(positions: unknown): void;
  /**
   * A packet has arrived and is counted, on a session that the application has prepared. What shows that the time to catch up is over is
   * a packet that comes later, and not the clock: a socket that is silent may have been lost before.
   */
  heard(): void;
}

/** Begins with nothing read. */
export function makePositions({ now }: Clock): Positions {
  /** By the number of the shard. The one that has been silent for longest comes first. */
  const newest = new Map<string, Position>();
  /** The positions of the last hello, and of the first one of those that the client still catches up with; empty for none. */
  let said: string[] = [];
  let from: string[] = [];
  /** How far each channel has been read while the client catches up: in earlier sessions, and in all. */
  let had = new Map<string, Position>();
  let read = new Map<string, Position>();
  /** How long nothing may be caught up with before it is over, in milliseconds, and when that is. */
  let patience = 0;
  let end = 0;

  function prolong(): void {
    end = now() + patience;
  }

  /** A shard of another epoch has begun anew, and messages that were lost with the old one have been a gap before. */
  function raise(position: Position): void {
    put(newest, position.shard, position, MAX_SHARDS);
  }

  return {
    hello() {
      said = from.length ? from : Array.from(newest.values(), ({ text }) => text);
      return said;
    },
    welcomed({ resumed, positions, keep, beat }) {
      prolong();
      if (resumed === "all") {
        // Its positions do not count: messages before them may still come.
        return;
      }
      const heads = readAll(positions);
      if (said.length) {
        from = said;
        had = new Map(read);
        // What the server sends at the last moment may be on its way for as long as a socket may be silent.
        const wait = Math.max(SHORTEST_KEEP, keep);
        patience = 1_000 * (wait + Math.max(wait, 2.5 * beat));
        prolong();
      }
      for (const [shard, { epoch }] of newest) {
        // Those of hello stand for the epochs that are forgotten.
        if (!said.length || !heads.some((head) => head.epoch === epoch)) {
          newest.delete(shard);
        }
      }
      heads.forEach(raise);
    },
    takes({ channel, position: text }) {
      const position = parse(text);
      if (!position || !isText(channel)) {
        return true;
      }
      if (from.length) {
        if (covers(newest.get(position.shard), position)) {
          // What is new in a shard comes in the order of its offsets, so this is not.
          prolong();
        }
        if (covers(had.get(channel), position)) {
          return false;
        }
        put(read, channel, position, MAX_CHANNELS);
      }
      raise(position);
      return true;
    },
    told: (positions) => readAll(positions).forEach(raise),
    heard() {
      if (now() > end) {
        from = [];
        had = read = new Map();
      }
    },
  };
}

/** Tells whether a place is at another or behind it, in the same shard of the same epoch. */
function covers(place: Position | undefined, { epoch, shard, offset }: Position): boolean {
  return place?.epoch === epoch && place.shard === shard && place.offset >= offset;
}

/** Raises a place that is known, and puts it behind all others; removes the first if there are too many. */
function put(places: Map<string, Position>, key: string, position: Position, most: number): void {
  const before = places.get(key);
  places.delete(key);
  places.set(key, covers(before, position) ? before! : position);
  if (places.size > most) {
    places.delete(places.keys().next().value!);
  }
}

/** Reads positions, and leaves out what is none. */
function readAll(texts: unknown): Position[] {
  return Array.isArray(texts) ? texts.flatMap((text) => parse(text) ?? []) : [];
}

/** Reads `epoch.shard.offset`; undefined for what is none. */
function parse(text: unknown): Position | undefined {
  const parts = /^([^.].*)\.([^.]+)\.(\d{1,19})$/.exec(`${text}`);
  return parts ? { text: parts[0], epoch: parts[1]!, shard: parts[2]!, offset: BigInt(parts[3]!) } : undefined;
}
