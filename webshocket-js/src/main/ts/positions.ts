import type { Packet } from "./api.ts";
import type { Clock } from "./clock.ts";

/** How many shards are known at most. A server has some, and only those of epochs in use remain. */
const MAX_SHARDS = 1_024;
/** How many channels are remembered at most while a client catches up; of more, a message may come twice. */
const MAX_CHANNELS = 10_000;
/** A server that keeps no session lets its clients catch up nevertheless; in milliseconds. */
const SHORTEST_KEEP = 5_000;

/** The place of a message: epoch and number of the shard, and an offset that grows with each message of the shard. */
interface Position {
  shard: string;
  offset: bigint;
}

/** How far a channel has been read: the highest offset of earlier sessions and of all, and the session of that. */
interface Read {
  shard: string;
  before: bigint;
  newest: bigint;
  session: number;
}

/** What one session after another catches up with. */
interface CatchUp {
  /** The positions of the first hello. */
  from: string[];
  channels: Map<string, Read>;
  session: number;
  /** How long nothing may be caught up with before it is over, in milliseconds, and when that is. */
  patience: number;
  end: number;
}

/**
 * How far one client has read channels with history, section "Channels" of the wire protocol: what `hello` says, and which messages are
 * sent again.
 *
 * A session that is not resumed with `all` catches up from the positions of its `hello`. While it may still do so, these stand beside the
 * new ones: a client that is cut again has to begin from them again.
 */
export class Positions {
  readonly #clock: Clock;
  /** By the number of the shard. The one that has been silent for longest comes first. */
  readonly #newest = new Map<string, Position>();
  #catchUp: CatchUp | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns what `hello` says. */
  hello(): string[] {
    return this.#catchUp?.from ?? Array.from(this.#newest.values(), ({ shard, offset }) => `${shard}.${offset}`);
  }

  /**
   * A server has answered `hello`; before its first message.
   *
   * @param said the positions that `hello` had
   * @param welcome the answer, whose positions do not count if the session goes on: messages before them may still come
   */
  welcomed(said: string[], { resumed, positions = [], keep, beat }: Record<string, any>): void {
    if (resumed === "all") {
      this.#prolong();
      return;
    }
    const heads = readAll(positions);
    if (said.length) {
      const wait = Math.max(SHORTEST_KEEP, keep * 1_000);
      this.#catchUp ??= { from: said, channels: new Map(), session: 0, patience: 0, end: 0 };
      this.#catchUp.session++;
      // What the server sends at the last moment may be on its way for as long as a socket may be silent.
      this.#catchUp.patience = wait + Math.max(wait, beat * 2_500);
      this.#prolong();
    }
    // The positions of hello stand for the epochs that are forgotten.
    const epochs = new Set(said.length ? heads.map(({ shard }) => epochOf(shard)) : []);
    for (const [number, { shard }] of this.#newest) {
      if (!epochs.has(epochOf(shard))) {
        this.#newest.delete(number);
      }
    }
    heads.forEach((head) => this.#raise(head));
  }

  /** Counts a message; returns false if the client has had it. */
  takes({ channel, position: text }: Packet): boolean {
    const position = text && read(text);
    if (!position || typeof channel !== "string") {
      return true;
    }
    if (this.#catchUp) {
      const highest = this.#newest.get(numberOf(position.shard));
      if (highest?.shard === position.shard && position.offset <= highest.offset) {
        // What is new in a shard comes in the order of its offsets, so this is not.
        this.#prolong();
      }
      if (hasHad(this.#catchUp, channel, position)) {
        return false;
      }
    }
    this.#raise(position);
    return true;
  }

  /** The server has told where shards are, after all messages before that. */
  told(positions: unknown[]): void {
    readAll(positions).forEach((head) => this.#raise(head));
  }

  /**
   * A packet has arrived and is counted, on a session that the application has prepared. What shows that the time to catch up is over is
   * a packet that comes later, and not the clock: a socket that is silent may have been lost before.
   */
  heard(): void {
    if (this.#catchUp && this.#clock.now() > this.#catchUp.end) {
      this.#catchUp = undefined;
    }
  }

  #prolong(): void {
    if (this.#catchUp) {
      this.#catchUp.end = this.#clock.now() + this.#catchUp.patience;
    }
  }

  /** A shard of another epoch has begun anew, and messages that were lost with the old one have been a gap before. */
  #raise(position: Position): void {
    const number = numberOf(position.shard);
    const before = this.#newest.get(number);
    putLast(this.#newest, number, before?.shard === position.shard && before.offset > position.offset ? before : position, MAX_SHARDS);
  }
}

/** Adds a message to those that are known; returns whether an earlier session has had it. */
function hasHad({ channels, session }: CatchUp, channel: string, { shard, offset }: Position): boolean {
  const known = channels.get(channel);
  const same = known?.shard === shard ? known : undefined;
  const before = !same ? -1n : same.session === session ? same.before : same.newest;
  if (offset <= before) {
    return true;
  }
  const newest = same && same.newest > offset ? same.newest : offset;
  putLast(channels, channel, { shard, before, newest, session }, MAX_CHANNELS);
  return false;
}

/** Puts an entry behind all others, and removes the first if there are too many. */
function putLast<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) {
    map.delete(map.keys().next().value!);
  }
}

function readAll(texts: unknown[]): Position[] {
  return texts.map(read).filter((position) => position !== undefined);
}

/** Reads `epoch.shard.offset`; undefined for what is none. */
function read(text: unknown): Position | undefined {
  const parts = typeof text === "string" && text.length <= 80 && /^([^.].*\..+)\.(\d+)$/.exec(text);
  return parts ? { shard: parts[1]!, offset: BigInt(parts[2]!) } : undefined;
}

/** Returns the epoch of a shard. */
function epochOf(shard: string): string {
  return shard.slice(0, shard.lastIndexOf("."));
}

/** Returns the number of a shard, without the epoch. */
function numberOf(shard: string): string {
  return shard.slice(shard.lastIndexOf(".") + 1);
}
