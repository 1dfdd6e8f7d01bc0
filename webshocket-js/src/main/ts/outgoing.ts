import type { CallOptions, Packet, Rpc } from "./api.ts";
import type { Below, Ticket } from "./between.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError, ErrorCode, RpcError, timeoutError } from "./errors.ts";
import { DEFAULT_CREDIT, type Items, Producer } from "./stream.ts";
import { named, Source as Uploaded } from "./upload.ts";
import { isMap, isMeta, Source } from "./values.ts";

/** How many items of a stream may wait on version 1, where nothing holds the server back. */
const MOST_ITEMS = 10_000;

/** A message that waits to be sent. */
export interface Message {
  /** The session that it prepares, the only one for it. */
  readonly session: number | undefined;
  /** Its packet, encoded for a version of the protocol. */
  raw: string | Uint8Array<ArrayBuffer>;
  version: 1 | 2;
  packet(version: 1 | 2): Packet;
  /** Fails what will not be sent, or not be answered. */
  fail?(error: Error): void;
}

/** What a call is answered to. */
export interface Answer {
  /** Where the items of a stream go; without it, there is one value. */
  readonly items?: Items<any>;
  resolve(value: any): void;
  reject(failure: unknown): void;
}

/** What a call uses of its client. */
export interface CallPort extends Pick<Below, "room" | "whenRoom"> {
  readonly clock: Clock;
  rpc(rpc: Rpc): void;
  /** Takes a call out of where it waits; tells the server if it has been sent. */
  abandon(call: OutgoingCall): void;
}

/** A call that has been made and is not over. */
export class OutgoingCall implements Message {
  readonly id: string;
  readonly session: number | undefined;
  raw: string | Uint8Array<ArrayBuffer> = "";
  version: 1 | 2 = 2;

  readonly #port: CallPort;
  readonly #method: string;
  readonly #args: unknown[];
  readonly #kwargs: object | undefined;
  readonly #options: CallOptions;
  readonly #answer: Answer;
  /** What it streams to the server, by the ids of the streams. */
  readonly #uploads: ReadonlyMap<string, Producer>;
  #ticket: Ticket | undefined;
  /** Whether an item has come. */
  #begun = false;
  #over = false;
  #stopTimer: (() => void) | undefined;

  /**
   * @param args those by position, and an object of named ones with its mark at their end; uploads anywhere among them
   * @param session the only session for it, if it prepares that
   * @throws TypeError if an argument or an option is of no use
   */
  constructor(
    id: string,
    session: number | undefined,
    method: string,
    args: unknown[],
    options: CallOptions,
    answer: Answer,
    port: CallPort,
  ) {
    const values = args.filter((value) => !(value instanceof Uploaded));
    const kwargs = values.at(-1) === named ? values.splice(-2)[0] : {};
    if (!isMap(kwargs) || !isMeta(options.meta ?? {})) {
      throw new TypeError("named arguments are an object, and metadata at most 16 texts, of 4 KiB in all");
    }
    options.signal?.throwIfAborted();
    this.id = id;
    this.session = session;
    this.#method = method;
    this.#args = values;
    this.#kwargs = kwargs as object;
    this.#options = options;
    this.#answer = answer;
    this.#port = port;
    this.#uploads = new Map(
      args
        .filter((value) => value instanceof Uploaded)
        .map(({ source }, i) => {
          const stream = `${id}.${i}`;
          return [stream, new Producer(source, DEFAULT_CREDIT, port, (value) => port.rpc({ type: "item", stream, value }))];
        }),
    );
  }

  /** Begins its time, and listens to its signal. */
  begin(timeout: number): void {
    const { signal } = this.#options;
    signal?.addEventListener("abort", this.#aborted);
    if (timeout > 0) {
      this.#stopTimer = this.#port.clock.after(timeout, () => this.#abandon(timeoutError(this.#method, timeout)));
    }
  }

  readonly #aborted = () => this.#abandon(this.#options.signal!.reason);

  packet(version: 1 | 2): Packet {
    const rpc: Rpc = { type: "request", method: this.#method, call_id: this.id };
    if (version === 1) {
      if (this.#uploads.size) {
        throw new TypeError(`"${this.#method}" takes uploads, which version 1 of the protocol has not`);
      }
      return { source: Source.RPC, rpc: { ...rpc, args: this.#args, kwargs: this.#kwargs as {} } };
    }
    const { meta } = this.#options;
    const credit = this.#credit();
    return {
      source: Source.RPC,
      rpc: {
        ...rpc,
        ...(this.#args.length && { args: this.#args }),
        ...(Object.keys(this.#kwargs!).length && { kwargs: this.#kwargs as {} }),
        ...(this.#uploads.size && { uploads: [...this.#uploads.keys()] }),
        ...(meta && { meta }),
        ...(credit !== DEFAULT_CREDIT && { credit }),
      },
    };
  }

  #credit(): number {
    return Math.max(1, this.#options.credit ?? DEFAULT_CREDIT);
  }

  /** Records that it is about to be sent. */
  sending(version: 1 | 2): void {
    this.#answer.items?.open(
      version === 1
        ? { window: MOST_ITEMS, grant() {} }
        : { window: this.#credit(), grant: (n) => this.#over || this.#port.rpc({ type: "credit", call_id: this.id, n }) },
    );
  }

  /** Records that the session has it: its uploads begin. */
  sent(ticket: Ticket): void {
    this.#ticket = ticket;
    this.#uploads.forEach((producer, stream) => void this.#upload(stream, producer));
  }

  async #upload(stream: string, producer: Producer): Promise<void> {
    try {
      if (await producer.run()) {
        this.#port.rpc({ type: "end", stream });
      }
    } catch (failure) {
      const told = failure instanceof RpcError;
      const { code: error, message } = told ? failure : new RpcError(ErrorCode.INTERNAL, "the caller failed to make the items");
      // What the server answers to that must not end it in another way.
      const mine = !told && this.#end();
      this.#port.rpc({ type: "end", stream, error, message });
      if (mine) {
        this.#port.abandon(this);
        this.#answer.reject(failure);
      }
    }
  }

  /** Takes what the server tells of an upload: that it wants more, or no more. */
  flow({ type, stream, n }: Rpc): void {
    const producer = this.#uploads.get(stream!);
    if (type === "credit") {
      producer?.add(n!);
    } else {
      producer?.stop();
    }
  }

  /** Whether it can be sent again after its session has been lost. What was uploaded cannot be, and a stream that has begun neither. */
  isRepeatable(isHarmless: boolean): boolean {
    return (!this.wasWritten() || (isHarmless && !!this.#options.idempotent)) && !(this.#ticket && this.#uploads.size) && !this.#begun;
  }

  wasWritten(): boolean {
    return !!this.#ticket?.written;
  }

  answered({ response = null, error, data, is_stream: stream, is_end: end }: Rpc): void {
    const { items } = this.#answer;
    if (items) {
      this.#stopTimer?.();
    }
    if (error != null && (items || !stream || end)) {
      this.fail(new RpcError(error, String(response ?? ""), data, this.#method));
    } else if (!items && stream) {
      this.#abandon(new TypeError(`"${this.#method}" answers with a stream; call it with stream()`));
    } else if (!items) {
      this.#end();
      this.#answer.resolve(response);
    } else {
      if (!(stream && end)) {
        this.#item(items, response);
      }
      if (!stream || end) {
        this.#end();
        this.#answer.resolve(undefined);
      }
    }
  }

  #item(items: Items<any>, item: unknown): void {
    this.#begun = true;
    if (!items.offer(item)) {
      this.#abandon(new ConnectionError("full", `more items of "${this.#method}" came than there was room for`));
    }
  }

  fail(error: unknown): void {
    if (this.#end()) {
      this.#answer.reject(error);
    }
  }

  /** Ends it, tells the caller why, and cancels it at the server. */
  #abandon(why: unknown): void {
    if (this.cancel()) {
      this.#answer.reject(why);
    }
  }

  /** Ends it and cancels it at the server; returns false if it has ended before. */
  cancel(): boolean {
    const mine = this.#end();
    if (mine) {
      this.#port.abandon(this);
    }
    return mine;
  }

  #end(): boolean {
    if (this.#over) {
      return false;
    }
    this.#over = true;
    this.#stopTimer?.();
    this.#options.signal?.removeEventListener("abort", this.#aborted);
    this.#uploads.forEach((producer) => producer.stop());
    return true;
  }
}
