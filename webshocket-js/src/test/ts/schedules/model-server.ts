import { equal, ok } from "../kit/test.ts";
import type { TestClock } from "./clock.ts";
import { Ledger, ModelCalls, type Rpc } from "./model-calls.ts";
import { ModelChannels, ModelReader, type Sent } from "./model-channels.ts";
import type { Pipe, Up } from "./pipe.ts";
import type { Random } from "./random.ts";

type Packet = Record<string, any>;

/** The channels, and what the client subscribes to. */
export const SUBSCRIPTIONS: Readonly<Record<string, readonly string[]>> = {
  a: ["a"],
  b: ["b"],
  "c*": ["c", "c1", "c2"],
};
const CHANNELS = [...Object.values(SUBSCRIPTIONS).flat(), "other"];

/** For how many seconds a session outlives its socket, if it does. */
const KEEP = 60;
const BEAT = 4;

/** How a server is. */
export interface Terms {
  readonly version?: 1 | 2;
  /** Whether a session outlives its socket. */
  readonly keeps?: boolean;
  /** How many messages of each channel are kept. */
  readonly history?: number;
}

/** A server of both versions of the protocol: a plain model, which runs a step at a time. */
export class ModelServer {
  readonly random: Random;
  readonly clock: TestClock;
  readonly ledger = new Ledger();
  readonly channels: ModelChannels;
  readonly version: 1 | 2;
  /** For how many seconds a session outlives its socket. */
  readonly keep: number;
  sessions: ModelSession[] = [];
  /** How often the client had to begin anew. */
  losses = 0;
  /** Whether the client must know positions: it has had a welcome. */
  hasWelcomed = false;
  /** What was published before the client's subscriptions had an effect. */
  readonly missed = new Map<string, number>();
  /** The numbers that the client has sent. */
  readonly got = new Set<number>();
  #pushes = 0;
  #asks = 0;
  #ids = 0;
  #openings = 0;

  constructor(random: Random, clock: TestClock, { version = 2, keeps = true, history = 1_000_000 }: Terms) {
    this.random = random;
    this.clock = clock;
    this.version = version;
    this.keep = keeps ? KEEP : 0;
    this.channels = new ModelChannels(history);
  }

  now(): number {
    return this.clock.now();
  }

  runs(id: string): number {
    return this.ledger.runs(id);
  }

  get pushes(): number {
    return this.#pushes;
  }

  /** The session that has a socket, or the newest. */
  get current(): ModelSession | undefined {
    return this.sessions.findLast(({ pipe }) => pipe !== undefined) ?? this.sessions.at(-1);
  }

  /** Takes the next message of a socket. */
  receive(pipe: Pipe, message: Up): void {
    const session = this.sessions.find((other) => other.pipe === pipe);
    if ("close" in message) {
      pipe.end(message.close);
      if (session !== undefined) {
        session.lose();
        if (message.close < 3000 || message.close >= 4000) {
          this.end(session);
        }
      }
      return;
    }
    const packet = JSON.parse(message.text) as Packet;
    if (session !== undefined) {
      session.receive(packet);
    } else {
      this.#hello(pipe, packet);
    }
  }

  /** The session is over. */
  end(session: ModelSession): void {
    this.sessions = this.sessions.filter((other) => other !== session);
  }

  /** A client has an open socket; on version 1 that is a session. */
  opened(pipe: Pipe): void {
    this.#openings++;
    if (this.version === 1) {
      this.#begin([]).pipe = pipe;
    }
  }

  #hello(pipe: Pipe, packet: Packet): void {
    equal(packet.source, 6, "the source of the first packet");
    const { type, resume, received = 0, positions = [] } = packet.session as Packet;
    equal(type, "hello");
    ok(!this.hasWelcomed || positions.length > 0, "hello does not say how far channels have been read");
    const session = this.sessions.find(({ secrets }) => secrets.includes(resume));
    if (!session || !session.takes(received)) {
      this.#begin(positions).welcome(pipe, undefined, "no", 0);
      return;
    }
    session.pipe?.end(4001);
    // A client that uses the former secret has not got the welcome, and counts in the numbering before.
    if (session.restarted || (session.renumbered && resume !== session.secrets.at(-1))) {
      this.losses++;
      const names = session.reader.names;
      const next = new ModelSession(this, session.id, positions, false);
      this.sessions[this.sessions.indexOf(session)] = next;
      next.renumbered = true;
      next.welcome(pipe, resume, "state", 0);
      names.forEach((name: string) => this.subscribe(next, name, positions));
    } else {
      session.welcome(pipe, resume, "all", received);
    }
  }

  /** A socket is gone. */
  lost(pipe: Pipe): void {
    this.sessions.find((other) => other.pipe === pipe)?.lose();
  }

  #begin(positions: string[]): ModelSession {
    // What was sent on an earlier socket is not known any more.
    this.losses += this.#openings > 1 ? 1 : 0;
    const session = new ModelSession(this, `s${++this.#ids}`, positions, true);
    if (positions.length === 0) {
      CHANNELS.forEach((channel) => this.missed.set(channel, this.channels.published(channel)));
    }
    this.sessions.push(session);
    return session;
  }

  subscribe(session: ModelSession, name: string, positions: readonly string[]): void {
    for (const channel of SUBSCRIPTIONS[name]!) {
      if (positions.length === 0) {
        // Without positions it gets only what is new.
        this.missed.set(channel, this.channels.published(channel));
      }
    }
    session.reader.subscribe(name, SUBSCRIPTIONS[name]!);
  }

  publish(channel = this.random.pick(CHANNELS)): void {
    const message = this.channels.publish(channel);
    this.sessions.forEach(({ reader }) => reader.published(message));
  }

  /** Sends the client a message. */
  push(session = this.current): void {
    session?.send({ source: 4, data: ++this.#pushes });
  }

  ask(): void {
    if (this.version === 2) {
      this.current?.calls.ask(++this.#asks % 20, this.random.oneIn(3));
    }
  }

  /** Ends, and begins again: with the sessions, if it has stored them. */
  restart(stored: boolean, reason = ""): void {
    for (const session of [...this.sessions]) {
      session.pipe?.end(1001, reason);
      session.lose();
      session.restarted = true;
      if (!stored) {
        this.end(session);
      }
    }
  }

  /** Sessions without a socket do not live for ever. */
  expire(): void {
    for (const session of [...this.sessions]) {
      if (session.pipe === undefined && this.clock.now() - session.since > this.keep * 1000) {
        this.end(session);
      }
    }
  }

  forget(): void {
    this.channels.forget();
    this.sessions.forEach(({ reader }) => reader.forgotten());
  }
}

/** A session of the server. */
export class ModelSession {
  readonly id: string;
  secrets: string[] = [];
  readonly calls: ModelCalls;
  readonly reader: ModelReader;
  pipe: Pipe | undefined;
  /** Since when it has no socket. */
  since = 0;
  /** The server has restarted since: only what it had stored is left. */
  restarted = false;
  /** It was begun by a welcome with "state", which the client may not have got. */
  renumbered = false;
  readonly #server: ModelServer;
  #received = 0;
  #sent = 0;
  #unconfirmed: string[] = [];
  #secretCount = 0;
  /** The last number that the client has sent. */
  #last = 0;

  constructor(server: ModelServer, id: string, positions: readonly string[], fresh: boolean) {
    this.#server = server;
    this.id = id;
    this.calls = new ModelCalls(server.random, server.ledger, server.version, fresh, {
      send: (rpc: Rpc) => this.send({ source: 5, rpc }),
      subscribe: () => Object.keys(SUBSCRIPTIONS).forEach((name) => server.subscribe(this, name, positions)),
      push: () => server.push(this),
      publish: (channel) => server.publish(channel),
    });
    this.reader = new ModelReader(server.channels, positions, (what) => this.#publish(what));
  }

  /** What it waits for; undefined for nothing. */
  get waiting(): string | undefined {
    if (this.#unconfirmed.length > 0) {
      return `${this.#unconfirmed.length} packets are not confirmed`;
    }
    return this.calls.waiting ?? (this.reader.live ? undefined : "the client is catching up");
  }

  /** Whether the client may have received so many packets. */
  takes(received: number): boolean {
    return this.restarted || this.renumbered || (received <= this.#sent && received >= this.#sent - this.#unconfirmed.length);
  }

  welcome(pipe: Pipe, used: string | undefined, resumed: "all" | "state" | "no", received: number): void {
    this.pipe = pipe;
    const secret = `${this.id}-${this.#server.sessions.length}-${++this.#secretCount}-${this.#server.random.int(1e9)}`;
    this.secrets = used === undefined ? [secret] : [used, secret];
    this.#control({
      type: "welcome",
      session: this.id,
      resume: secret,
      resumed,
      received: this.#received,
      keep: this.#server.keep,
      beat: BEAT,
      positions: this.#server.channels.heads(),
    });
    if (resumed === "all") {
      this.#confirm(received);
      this.#unconfirmed.forEach((text) => this.#write(text));
    }
  }

  lose(): void {
    this.pipe = undefined;
    if (this.#server.version === 1 || !this.#server.keep) {
      this.#server.end(this);
    }
    this.since = this.#server.clock.now();
  }

  receive(packet: Packet): void {
    this.secrets = this.secrets.slice(-1);
    this.renumbered = false;
    const { source, session, rpc } = packet;
    if (source === 6 && session.type === "ack") {
      this.#confirm(session.received);
    } else if (source === 6) {
      equal(session.type, "beat");
    } else {
      this.#received++;
      if (source === 5) {
        this.calls.receive(rpc);
      } else {
        equal(source, 4);
        ok(packet.data > this.#last, `message ${packet.data} comes behind ${this.#last}`);
        this.#last = packet.data;
        ok(!this.#server.got.has(packet.data), `message ${packet.data} comes twice`);
        this.#server.got.add(packet.data);
      }
    }
  }

  #confirm(received: number): void {
    const first = this.#sent - this.#unconfirmed.length;
    ok(received <= this.#sent, `the client confirms ${received} of ${this.#sent}`);
    ok(received >= first, `the client confirms ${received} after ${first}`);
    this.#unconfirmed = this.#unconfirmed.slice(received - first);
  }

  send(packet: Packet): void {
    const text = JSON.stringify(packet);
    if (this.#server.version === 2) {
      this.#sent++;
      this.#unconfirmed.push(text);
    }
    this.#write(text);
  }

  #control(session: Packet): void {
    this.#write(JSON.stringify({ source: 6, session }));
  }

  #write(text: string): void {
    // The server may believe in a socket that is gone.
    if (this.pipe?.gone === false) {
      this.pipe.down.push({ text });
    }
  }

  #publish(what: Sent): void {
    if ("gap" in what) {
      // Version 1 knows none; it reads nothing that it could lose.
      if (this.#server.version === 2) {
        this.send({ source: 6, session: { type: "gap", channels: [what.gap] } });
      }
    } else {
      const { channel, number } = what.message;
      this.send({ source: 2, channel, data: number, ...(this.#server.version === 2 && { position: what.position }) });
    }
  }

  ack(): void {
    if (this.#server.version === 2) {
      this.#control({ type: "ack", received: this.#received });
    }
  }

  /** Sends a beat, with positions if nothing waits that they would pass. */
  beat(): void {
    if (this.#server.version === 2) {
      const heads = this.reader.names.length > 0 && this.reader.live && this.pipe?.down.length === 0 && this.#unconfirmed.length === 0;
      this.#control({ type: "beat", ...(heads && { positions: this.#server.channels.heads() }) });
    }
  }
}
