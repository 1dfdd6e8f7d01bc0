import type { CallOptions, Caller, Packet, Resumed, Rpc } from "../../../main/ts/api.ts";
import type { Below, Ticket } from "../../../main/ts/between.ts";
import { type Calls, type CallSettings, makeCalls } from "../../../main/ts/calls.ts";
import type { Clock } from "../../../main/ts/clock.ts";
import { json } from "../../../main/ts/json.ts";
import { makeListeners } from "../../../main/ts/listeners.ts";
import { read } from "../../../main/ts/values.ts";

/** A clock that stands still until it is told to go on. */
export class StillClock implements Clock {
  #now = 0;
  readonly timers = new Map<object, { at: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  after(milliseconds: number, run: () => void): () => void {
    const key = {};
    this.timers.set(key, { at: this.#now + milliseconds, run });
    return () => this.timers.delete(key);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [key, { at, run }] of [...this.timers].sort(([, a], [, b]) => a.at - b.at)) {
      if (at <= this.#now && this.timers.delete(key)) {
        run();
      }
    }
  }
}

/** A session of a client, whose server is the test. */
export class Peer implements Below {
  readonly clock = new StillClock();
  readonly listeners = makeListeners();
  readonly calls: Calls;
  /** What the client has sent, and the test has not taken. */
  readonly packets: Packet[] = [];
  /** Whether what is sent from now on reaches a socket. */
  writes = true;
  #isFull = false;
  #waiters: (() => void)[] = [];

  constructor(settings: Partial<CallSettings> = {}) {
    const { clock, listeners } = this;
    this.calls = makeCalls({ clock, listeners, encoding: json, timeout: 30_000, maxWaiting: 100, whenDown: "wait", ...settings });
    this.calls.attach(this);
    listeners.release();
  }

  /** Returns a client whose first session stands. */
  static begun(settings: Partial<CallSettings> = {}, version: 1 | 2 = 2): Peer {
    const peer = new Peer(settings);
    peer.begin("no", version);
    return peer;
  }

  begin(how: Resumed = "no", version: 1 | 2 = 2): void {
    this.calls.begun(how, version);
    if (how !== "all") {
      this.calls.open();
    }
  }

  caller(options: CallOptions = {}): Caller {
    return this.calls.caller(options);
  }

  send(packet: Packet, raw: string | Uint8Array = json.encode(packet)): Ticket {
    this.packets.push(json.decode(raw, false) as Packet);
    return { written: this.writes };
  }

  room(): boolean {
    return !this.#isFull;
  }

  whenRoom(): Promise<void> {
    return this.room() ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }

  fill(): void {
    this.#isFull = true;
  }

  drain(): void {
    this.#isFull = false;
    this.#waiters.splice(0).forEach((resolve) => resolve());
  }

  /** Takes what the client has sent, once it has nothing left to do. */
  async taken(): Promise<Packet[]> {
    await settled();
    return this.packets.splice(0);
  }

  /** Takes what the client has sent about calls. */
  async rpcs(): Promise<Rpc[]> {
    return (await this.taken()).map(({ rpc }) => rpc!);
  }

  /** Takes the only message that the client has sent. */
  async rpc(): Promise<Rpc> {
    const all = await this.rpcs();
    if (all.length !== 1) {
      throw new Error(`sent ${JSON.stringify(all)}`);
    }
    return all[0]!;
  }

  receive(packet: Packet): void {
    this.calls.packet(read(json, json.encode(packet), false));
  }

  tell(rpc: Rpc): void {
    this.receive({ source: 5, rpc });
  }

  answer(call: Rpc, response: unknown, more: Partial<Rpc> = {}): void {
    this.tell({ type: "response", call_id: call.call_id!, response, ...more });
  }

  item(call: Rpc, response: unknown): void {
    this.answer(call, response, { is_stream: true });
  }

  end(call: Rpc, more: Partial<Rpc> = {}): void {
    this.answer(call, null, { is_stream: true, is_end: true, ...more });
  }
}

/** Resolves when all that was promised has gone its way. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
