import { equal, fail, ok } from "../kit/test.ts";
import type { Random } from "./random.ts";

/** An RPC message. */
export type Rpc = Record<string, any>;

/** How many items may be sent before the other side gives credit. */
const CREDIT = 32;

/** What a server has run, by what the client calls it. */
export class Ledger {
  readonly #runs = new Map<string, number>();

  ran(id: string): void {
    this.#runs.set(id, this.runs(id) + 1);
  }

  runs(id: string): number {
    return this.#runs.get(id) ?? 0;
  }
}

/** What the calls of a session use of it. */
export interface CallOwner {
  send(rpc: Rpc): void;
  /** Subscribes the client to its channels. */
  subscribe(): void;
  /** Sends the client a message. */
  push(): void;
  publish(channel: string): void;
}

interface Running {
  readonly method: string;
  readonly id: string;
  /** The channel to publish in. */
  readonly channel: string;
  /** How many items are still to be sent, taken or read. */
  left: number;
  /** How many items were sent; for an upload, taken. */
  done: number;
  /** How many items may be sent to the client. */
  credit: number;
  readonly upload: string | undefined;
  /** How many items the client may send. */
  granted: number;
  ended: boolean;
}

/** The calls of one session, as a server runs them: one step at a time. */
export class ModelCalls {
  readonly #running = new Map<string, Running>();
  readonly #uploads = new Map<string, Running>();
  readonly #usedIds = new Set<string>();
  /** What the server has asked the client, by the call's id: the number, how many items were received of a stream, and which call waits. */
  readonly #asked = new Map<string, { readonly number: number; items: number; readonly for?: string | undefined }>();
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #version: 1 | 2;
  #fresh: boolean;
  readonly #owner: CallOwner;
  #asks = 0;
  #lastSequence = 0;

  /** @param fresh whether the application has to log in before all else */
  constructor(random: Random, ledger: Ledger, version: 1 | 2, fresh: boolean, owner: CallOwner) {
    this.#random = random;
    this.#ledger = ledger;
    this.#version = version;
    this.#fresh = fresh;
    this.#owner = owner;
  }

  /** The calls that end by themselves, and questions; undefined for none. */
  get waiting(): string | undefined {
    const calls = [...this.#running.values()].filter(({ method }) => method !== "hang");
    return calls.length + this.#asked.size > 0 ? JSON.stringify([calls, [...this.#asked]]) : undefined;
  }

  /** The calls that run, by what the client calls them. */
  get running(): string[] {
    return [...this.#running.values()].map(({ id }) => id);
  }

  receive(rpc: Rpc): void {
    switch (rpc.type) {
      case "request":
        this.#request(rpc);
        break;
      case "response":
        this.#answered(rpc);
        break;
      case "credit":
        ok(Number.isInteger(rpc.n) && rpc.n >= 1, `credit of ${rpc.n}`);
        this.#change(rpc.call_id, (call) => (call.credit += rpc.n));
        break;
      case "item":
        this.#item(rpc);
        break;
      case "end": {
        const call = this.#uploads.get(rpc.stream);
        if (call !== undefined) {
          equal(rpc.error, undefined);
          call.ended = true;
        }
        break;
      }
      case "cancel":
        ok(this.#version === 2, "version 1 knows no cancel");
        ok(rpc.stream === undefined, "only who takes an upload cancels it");
        this.#end(rpc.call_id);
        break;
      default:
        fail(`unknown type ${rpc.type}`);
    }
  }

  #request({ method, args = [], kwargs = {}, call_id: callId, uploads = [], credit = CREDIT }: Rpc): void {
    ok(!this.#usedIds.has(callId), `the id ${callId} is used twice`);
    this.#usedIds.add(callId);
    ok(!this.#fresh || method === "login", `${method} comes before login`);
    if (method === "login") {
      this.#fresh = false;
      this.#owner.subscribe();
      this.#owner.send({ type: "response", call_id: callId, response: "welcome" });
      return;
    }
    const [id, count = 0, sequence] = args as [string, number, number];
    ok(sequence > this.#lastSequence, `${id} was made before ${this.#lastSequence}, and has come behind it`);
    this.#lastSequence = sequence;
    this.#ledger.ran(id);
    const call: Running = {
      method,
      id,
      channel: kwargs.channel,
      left: count,
      done: 0,
      credit: this.#version === 2 ? credit : Infinity,
      upload: uploads[0],
      granted: CREDIT,
      ended: false,
    };
    this.#running.set(callId, call);
    for (const upload of uploads) {
      ok(!this.#uploads.has(upload), `the upload ${upload} is there twice`);
      this.#uploads.set(upload, call);
    }
  }

  #item({ stream, value }: Rpc): void {
    const call = this.#uploads.get(stream);
    if (call === undefined) {
      return;
    }
    call.done++;
    equal(value, call.done, `an item of ${call.id}`);
    ok(call.done <= call.granted, `${call.id} sends beyond its credit`);
    if (call.method === "echo") {
      call.left++;
    }
  }

  #change(callId: string, change: (call: Running) => void): void {
    const call = this.#running.get(callId);
    if (call !== undefined) {
      change(call);
    }
  }

  #end(callId: string): void {
    const call = this.#running.get(callId);
    this.#running.delete(callId);
    if (call?.upload !== undefined) {
      this.#uploads.delete(call.upload);
    }
  }

  #answer(callId: string, rest: Rpc): void {
    this.#end(callId);
    this.#owner.send({ type: "response", call_id: callId, ...rest });
  }

  /** Takes one call a step further. */
  work(): void {
    if (this.#running.size === 0) {
      return;
    }
    const [callId, call] = this.#random.pick([...this.#running]);
    switch (call.method) {
      case "once":
        this.#answer(callId, { response: `re: ${call.id}` });
        break;
      case "fail":
        this.#answer(callId, { error: 4711, response: `no ${call.id}` });
        break;
      case "count":
      case "break_off":
        this.#sendItem(callId, call);
        break;
      case "sum":
        this.#grant(call);
        if (call.ended) {
          this.#answer(callId, { response: (call.done * (call.done + 1)) / 2 });
        }
        break;
      case "first":
        // Wants some items, and no more.
        this.#grant(call);
        if (call.ended || call.done >= call.left) {
          this.#answer(callId, { response: "enough" });
        }
        break;
      case "echo":
        this.#grant(call);
        this.#echo(callId, call);
        break;
      case "push":
      case "publish":
        this.#tell(callId, call);
        break;
      case "ask":
        if (call.done++ === 0) {
          this.#ask("double", call.left, callId);
        }
        break;
      case "hang":
        break;
      default:
        fail(`unknown method ${call.method}`);
    }
  }

  /** Sends a message, to the client or to a channel. */
  #tell(callId: string, call: Running): void {
    if (call.left-- === 0) {
      this.#answer(callId, { response: `re: ${call.id}` });
    } else if (call.method === "push") {
      this.#owner.push();
    } else {
      this.#owner.publish(call.channel);
    }
  }

  #sendItem(callId: string, call: Running): void {
    if (call.left === 0) {
      this.#answer(callId, {
        is_stream: true,
        is_end: true,
        ...(call.method === "break_off" && { error: 4712, response: "no more" }),
      });
    } else if (call.credit > 0) {
      call.credit--;
      call.left--;
      call.done++;
      this.#owner.send({ type: "response", call_id: callId, response: call.done, is_stream: true });
    }
  }

  #echo(callId: string, call: Running): void {
    if (call.left > 0 && call.credit > 0) {
      call.credit--;
      call.left--;
      this.#owner.send({ type: "response", call_id: callId, response: call.done - call.left, is_stream: true });
    } else if (call.left === 0 && call.ended) {
      this.#answer(callId, { is_stream: true, is_end: true });
    }
  }

  #grant(call: Running): void {
    const used = call.granted - CREDIT;
    const n = call.done - used;
    if (n > 0 && !call.ended && this.#random.oneIn(2)) {
      call.granted += n;
      this.#owner.send({ type: "credit", stream: call.upload, n });
    }
  }

  /** Asks the client, for a value or for a stream. */
  ask(number: number, streams: boolean): void {
    this.#ask(streams ? "items" : "double", number);
  }

  #ask(method: string, number: number, call?: string): void {
    const callId = `a${++this.#asks}`;
    this.#asked.set(callId, { number, items: 0, for: call });
    this.#owner.send({ type: "request", call_id: callId, method, args: [number], ...(method === "items" && { credit: 4 }) });
  }

  #answered({ call_id: callId, response, error, is_stream: isStream, is_end: isEnd }: Rpc): void {
    const asked = this.#asked.get(callId);
    ok(asked, `an answer to ${callId}, which was not asked or has been answered`);
    equal(error ?? null, null);
    if (!isStream) {
      equal(response, asked.number * 2);
      this.#asked.delete(callId);
      if (asked.for !== undefined) {
        this.#answer(asked.for, { response });
      }
    } else if (isEnd) {
      equal(asked.items, asked.number);
      this.#asked.delete(callId);
    } else {
      asked.items++;
      equal(response, asked.items);
      this.#owner.send({ type: "credit", call_id: callId, n: 1 });
    }
  }
}
