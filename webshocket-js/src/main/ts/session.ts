import type { Packet, Resumed } from "./api.ts";
import type { Below, Raw, Ticket } from "./between.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError } from "./errors.ts";
import { Frames } from "./frames.ts";
import type { Link } from "./link.ts";
import type { Listeners } from "./listeners.ts";
import { Liveness } from "./liveness.ts";
import type { Options } from "./options.ts";
import { Positions } from "./positions.ts";
import { type Received, read, Source } from "./values.ts";

/** How many bytes may wait or be unconfirmed before there is no room. */
const OUTBOUND_BYTES = 1 << 20;
/** How many bytes the platform may hold: acks and beats have to come through soon. */
const SOCKET_BYTES = 128 << 10;
/** How often to look whether the platform has sent them, in milliseconds: it does not tell. */
const DRAIN_TIME = 10;
/** When to confirm what was received, at the latest: half of what the protocol allows. */
const ACK_PACKETS = 32;
const ACK_BYTES = 32 << 10;
const ACK_TIME = 500;

/** The message of source SESSION that opens a socket, as the server has sent it. */
export interface Welcome {
  session: string;
  resume: string;
  resumed: Resumed;
  received: number;
  keep: number;
  beat: number;
  positions?: unknown[];
  expires?: number | null;
}

/** Gets what a session is told, but for its packets. */
export interface SessionOwner {
  /** A session has a socket: this one, or a new one in its place. Without an answer of the server on version 1. */
  begun(how: Resumed, welcome?: Welcome): void;
  packet(packet: Received): void;
  /** The server has answered a new credential. */
  refreshed(expires: number | undefined, error: string | undefined): void;
  /** The server does not keep to the protocol. */
  violated(why: string): void;
  /** The server is gone, though the socket is open. */
  silent(): void;
}

/**
 * The sessions of one client, one after another, and the socket of the current one: section "Session" of the wire protocol. On version 1 a
 * session has one socket, numbers nothing and ends with it.
 */
export class Session implements Below {
  readonly #options: Options;
  readonly #clock: Clock;
  readonly #listeners: Listeners;
  readonly #owner: SessionOwner;
  readonly #frames = new Frames();
  readonly #liveness: Liveness;
  readonly #positions: Positions;
  /** Which packets the current session is of; undefined for no session. */
  #version: 1 | 2 | undefined;
  /** The secret of the newest welcome, by which the server knows the session. */
  #secret: string | undefined;
  #received = 0;
  #link: Link | undefined;
  /** Whether the current socket has been welcomed. */
  #linked = false;
  /** The positions that the last hello had. */
  #said: string[] = [];
  /** What was received and is not confirmed. */
  #unconfirmed = { packets: 0, bytes: 0 };
  #cancelAck: (() => void) | undefined;
  #cancelDrain: (() => void) | undefined;
  #waiters: (() => void)[] = [];
  /** Whether the application has prepared it: then it subscribes to nothing any more that it has missed. */
  prepared = false;

  constructor(options: Options, clock: Clock, listeners: Listeners, owner: SessionOwner) {
    this.#options = options;
    this.#clock = clock;
    this.#listeners = listeners;
    this.#owner = owner;
    this.#positions = new Positions(clock);
    this.#liveness = new Liveness(clock, () => this.#control({ type: "beat" }), () => owner.silent());
  }

  get version(): 1 | 2 | undefined {
    return this.#version;
  }

  /** Tells whether a socket has been welcomed and is not lost. */
  get linked(): boolean {
    return this.#linked;
  }

  /** A socket is open: asks for the session on version 2, has a new one on version 1. */
  opened(link: Link, token: string | undefined): void {
    this.#link = link;
    if (link.protocol !== this.#options.encoding.protocols[0]) {
      this.#replace(1);
      this.#linked = true;
      this.#owner.begun("no");
      return;
    }
    this.#said = this.#positions.hello();
    this.#control({
      type: "hello",
      ...(this.#secret && { resume: this.#secret, received: this.#received }),
      ...(this.#said.length && { positions: this.#said }),
      ...(token !== undefined && { token }),
    });
  }

  /** A message has come on the socket. */
  message(raw: Raw): void {
    const packet = read(this.#options.encoding, raw, this.#options.bigint);
    this.#tell("received", raw, packet);
    if (!this.#linked) {
      this.#welcomed(packet);
    } else if (this.#version === 1) {
      this.#deliver(packet);
    } else {
      this.#liveness.heard();
      const deliver = packet.source === Source.SESSION ? this.#session(packet.session ?? {}, raw.length) : this.#counted(packet, raw.length);
      if (this.#linked) {
        this.#liveness.answer();
      }
      // Last: what the application does with it may end the connection, or throw.
      deliver?.();
    }
  }

  /** The socket is lost, or given up. */
  lose(): void {
    this.#link = undefined;
    this.#linked = false;
    this.#liveness.stop();
    this.#cancelAck?.();
    this.#cancelDrain?.();
    this.#cancelAck = this.#cancelDrain = undefined;
  }

  /** Ends the session; there is none then. */
  forget(): void {
    this.#secret = undefined;
    this.#replace(undefined);
  }

  /** Gives the socket all that waits, whether it has room or not: it is closed next. */
  flush(): void {
    this.#pump(Infinity);
  }

  /** The page has woken up. */
  probe(): void {
    this.#liveness.probe();
  }

  /** Sends a new credential. */
  refresh(token: string): void {
    this.send({ source: Source.SESSION, session: { type: "refresh", token } });
  }

  send(packet: Packet, raw: Raw = this.#options.encoding.encode(packet)): Ticket {
    if (!this.#version) {
      throw new ConnectionError("lost", "there is no session");
    }
    const ticket = this.#frames.add(raw);
    this.#pump();
    return ticket;
  }

  room(): boolean {
    return this.#frames.bytes < OUTBOUND_BYTES;
  }

  whenRoom(): Promise<void> {
    return this.room() ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }

  #replace(version: 1 | 2 | undefined): void {
    this.#version = version;
    this.#received = 0;
    this.#frames.clear();
    this.prepared = false;
    this.#wake();
  }

  #welcomed(packet: Packet): void {
    const welcome = packet.session as unknown as Welcome | undefined;
    if (packet.source !== Source.SESSION || !isWelcome(welcome)) {
      this.#owner.violated("the first packet of a server is welcome");
      return;
    }
    const goesOn = welcome.resumed === "all";
    if (goesOn && !(this.#secret && this.#frames.restart(welcome.received))) {
      this.#owner.violated("welcome resumes what there is not");
      return;
    }
    this.#positions.welcomed(this.#said, welcome);
    if (!goesOn) {
      const prepared = this.prepared;
      this.#replace(2);
      this.prepared = prepared && welcome.resumed === "state";
    }
    this.#secret = welcome.resume;
    this.#linked = true;
    this.#liveness.start(welcome.beat * 1_000);
    this.#ack();
    this.#pump();
    this.#owner.begun(welcome.resumed, welcome);
  }

  /** Counts a packet before it is processed: once counted, it is processed, whatever happens to the socket. */
  #count(size: number): void {
    this.#received++;
    const unconfirmed = this.#unconfirmed;
    unconfirmed.bytes += size;
    if (++unconfirmed.packets >= ACK_PACKETS || unconfirmed.bytes >= ACK_BYTES) {
      this.#ack();
    } else {
      this.#cancelAck ??= this.#clock.after(ACK_TIME, () => this.#ack());
    }
  }

  #ack(): void {
    this.#cancelAck?.();
    this.#cancelAck = undefined;
    this.#unconfirmed = { packets: 0, bytes: 0 };
    this.#control({ type: "ack", received: this.#received });
  }

  /** Takes a message of the session itself; returns what the application is to be told of it. */
  #session(message: Record<string, any>, size: number): (() => void) | undefined {
    const { type, received, positions = [], channels, expires, error, message: text } = message;
    switch (type) {
      case "ack":
        if (!isCount(received) || !this.#frames.confirm(received)) {
          return () => this.#owner.violated("ack confirms what was not sent");
        }
        this.#pump();
        return undefined;
      case "beat":
        this.#positions.told(Array.isArray(positions) ? positions : []);
        this.#heard();
        return undefined;
      case "hello":
      case "welcome":
      case undefined:
        return () => this.#owner.violated("a packet of source SESSION has another type");
    }
    this.#count(size);
    if (type === "gap") {
      return () => this.#listeners.emit("gap", channels);
    }
    return type === "refreshed"
      ? () => this.#owner.refreshed(expires ?? undefined, error == null ? undefined : (text ?? String(error)))
      : undefined;
  }

  #counted(packet: Received, size: number): (() => void) | undefined {
    this.#count(size);
    if (!this.#positions.takes(packet)) {
      return undefined;
    }
    this.#heard();
    return () => this.#deliver(packet);
  }

  #deliver(packet: Received): void {
    if (packet.source !== Source.SESSION) {
      this.#owner.packet(packet);
    }
  }

  #heard(): void {
    if (this.prepared) {
      this.#positions.heard();
    }
  }

  /** Sends a packet that is not numbered, ahead of all that wait. */
  #control(session: Record<string, unknown>): void {
    this.#write(this.#options.encoding.encode({ source: Source.SESSION, session }));
  }

  #write(raw: Raw): void {
    this.#link!.send(raw);
    this.#liveness.sent();
    this.#tell("sent", raw);
  }

  /** Gives the socket what waits, as long as it has room. */
  #pump(room = SOCKET_BYTES): void {
    while (this.#linked && this.#link!.buffered < room) {
      const raw = this.#frames.next();
      if (raw === undefined) {
        break;
      }
      this.#write(raw);
      if (this.#version === 1) {
        this.#frames.confirm();
      }
    }
    if (this.#linked && this.#frames.waits) {
      this.#cancelDrain ??= this.#clock.after(DRAIN_TIME, () => {
        this.#cancelDrain = undefined;
        this.#pump();
      });
    }
    if (this.#waiters.length && this.room()) {
      this.#wake();
    }
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) {
      resolve();
    }
  }

  /** Shows a packet to tools. */
  #tell(direction: "sent" | "received", raw: Raw, packet?: Packet): void {
    if (this.#listeners.has("packet")) {
      this.#listeners.emit("packet", direction, packet ?? this.#options.encoding.decode(raw, this.#options.bigint), raw);
    }
  }
}

function isWelcome(message: Partial<Welcome> | undefined): message is Welcome {
  const { type, session, resume, resumed, received, keep, beat } = (message ?? {}) as Record<string, unknown>;
  return (
    type === "welcome" &&
    typeof session === "string" &&
    typeof resume === "string" &&
    ["all", "state", "no"].includes(resumed as string) &&
    [received, keep, beat].every(isCount)
  );
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
