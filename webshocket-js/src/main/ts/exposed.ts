import type { Rpc } from "./api.ts";
import type { Below } from "./between.ts";
import { ErrorCode, RpcError } from "./errors.ts";
import { DEFAULT_CREDIT, Items, Producer } from "./stream.ts";
import { named } from "./upload.ts";

/** How many calls of the server may run at a time. */
const MOST_CALLS = 256;
/** How many streams may be open in each direction. */
const MOST_STREAMS = 32;

type Functions = Record<string, (...args: any[]) => unknown>;

/** Sends a message about a call. */
export interface Port extends Pick<Below, "room" | "whenRoom"> {
  rpc(rpc: Rpc): void;
}

/** A call of the server. */
interface Incoming {
  over: boolean;
  /** Whether an item has been sent. */
  begun: boolean;
  /** What it streams to this side, by the ids of the server. */
  readonly uploads: Map<string, Items<unknown>>;
  /** How many items the server wants before it is known that there are any. */
  credit: number;
  producer?: Producer;
}

/** The functions that the server may call, and the calls of one session that run. They start in the order of arrival. */
export class Exposed {
  readonly #functions = new Map<string, { readonly length: number; call(args: unknown[]): unknown }>();
  readonly #port: Port;
  #calls = new Map<string, Incoming>();
  #uploads = new Map<string, Items<unknown>>();
  /** Also those that were cancelled and have not returned. */
  #running = 0;
  #answers = 0;

  constructor(port: Port) {
    this.#port = port;
  }

  add(functions: Functions): void {
    for (const [name, one] of Object.entries(functions)) {
      if (typeof one !== "function") {
        throw new TypeError(`"${name}" is no function`);
      }
      this.#functions.set(name, { length: one.length, call: (args) => one.apply(functions, args) });
    }
  }

  /** Takes a message about a call of the server, or about what one streams. */
  received(rpc: Rpc): void {
    const { type, stream, n, error } = rpc;
    const call = this.#calls.get(rpc.call_id!);
    const upload = this.#uploads.get(stream!);
    if (type === "request") {
      this.#called(rpc, call);
    } else if (type === "cancel") {
      this.#end(rpc.call_id!, call, "the server has cancelled the call");
    } else if (type === "credit" && call) {
      call.credit += n!;
      call.producer?.add(n!);
    } else if (type === "item" && upload && !upload.offer(rpc.value ?? null)) {
      this.#decline(stream!);
      upload.end(new RpcError(ErrorCode.INVALID_PARAMS, "an item came beyond the credit of its stream"));
    } else if (type === "end") {
      this.#uploads.delete(stream!);
      upload?.end(error == null ? undefined : new RpcError(error, rpc.message ?? ""));
    }
  }

  /** Refuses a call. */
  refuse(id: string, code: number, message: string): void {
    this.#port.rpc({ type: "response", call_id: id, response: message, error: code });
  }

  /** Ends all calls with their session. */
  end(): void {
    for (const [id, call] of this.#calls) {
      this.#end(id, call, "the session has ended");
    }
  }

  #called(rpc: Rpc, running: Incoming | undefined): void {
    const { method, uploads: ids = [], args = [], kwargs = {}, credit = DEFAULT_CREDIT } = rpc;
    const id = rpc.call_id ?? String(Math.random());
    const target = this.#functions.get(method!);
    const given = [...args, ...ids, ...(Object.keys(kwargs).length ? [kwargs, named] : [])];
    if (!target) {
      this.refuse(id, ErrorCode.METHOD_NOT_FOUND, `RPC method '${method}' not found.`);
    } else if (running || new Set(ids).size < ids.length || ids.some((stream) => this.#uploads.has(stream))) {
      this.refuse(id, ErrorCode.INVALID_PARAMS, "The id of the call, or of a stream, is in use.");
    } else if (given.length < target.length) {
      this.refuse(id, ErrorCode.INVALID_PARAMS, `RPC method '${method}' takes ${target.length} arguments, not ${given.length}.`);
    } else if (this.#running >= MOST_CALLS || this.#uploads.size + ids.length > MOST_STREAMS) {
      this.refuse(id, ErrorCode.OVERLOADED, "Too many calls or streams of this connection are open.");
    } else {
      const uploads = new Map(ids.map((stream) => [stream, this.#upload(stream)]));
      const call = { over: false, begun: false, uploads, credit };
      this.#calls.set(id, call);
      given.splice(args.length, ids.length, ...uploads.values());
      void this.#run(id, call, method!, () => target.call(given));
    }
  }

  #upload(stream: string): Items<unknown> {
    const items = new Items<unknown>(
      () => {},
      () => this.#decline(stream),
    );
    items.open({
      window: DEFAULT_CREDIT,
      grant: (n) => this.#uploads.get(stream) === items && this.#port.rpc({ type: "credit", stream, n }),
    });
    this.#uploads.set(stream, items);
    return items;
  }

  /** Tells the server that no more items are wanted. */
  #decline(stream: string): void {
    if (this.#uploads.delete(stream)) {
      this.#port.rpc({ type: "cancel", stream });
    }
  }

  async #run(id: string, call: Incoming, method: string, run: () => unknown): Promise<void> {
    this.#running++;
    try {
      const result: any = await run();
      if (isStream(result)) {
        await this.#stream(id, call, result);
      } else {
        await this.#answer(id, call, { response: result });
      }
    } catch (failure) {
      await this.#fail(id, call, method, failure);
    } finally {
      this.#running--;
    }
  }

  async #stream(id: string, call: Incoming, items: any): Promise<void> {
    if (call.over || this.#answers >= MOST_STREAMS) {
      await items.return?.();
      throw new RpcError(ErrorCode.OVERLOADED, "Too many streams of this connection are open.");
    }
    call.producer = new Producer(items, call.credit, this.#port, (item) => {
      this.#port.rpc({ type: "response", call_id: id, response: item, is_stream: true });
      call.begun = true;
    });
    this.#answers++;
    try {
      if (await call.producer.run()) {
        await this.#answer(id, call, { is_stream: true, is_end: true });
      }
    } finally {
      this.#answers--;
    }
  }

  async #fail(id: string, call: Incoming, method: string, failure: unknown): Promise<void> {
    const ends = call.begun && { is_stream: true, is_end: true };
    if (failure instanceof RpcError) {
      const { code, message, data } = failure;
      const known = code === ErrorCode.OVERLOADED && !call.producer;
      const error = code < -32768 || code > -32000 || known ? code : ErrorCode.APPLICATION;
      try {
        await this.#answer(id, call, { error, response: message, data, ...ends });
        return;
      } catch (unusable) {
        failure = unusable;
      }
    }
    if (!call.over) {
      const logged = Math.random().toString(36).slice(2, 10);
      console.error(`"${method}" failed when the server called it: error ${logged}.`, failure);
      await this.#answer(id, call, { error: ErrorCode.INTERNAL, response: `Internal error ${logged}.`, ...ends });
    }
  }

  async #answer(id: string, call: Incoming, answer: Partial<Rpc>): Promise<void> {
    while (!call.over && !this.#port.room()) {
      await this.#port.whenRoom();
    }
    if (!call.over) {
      this.#port.rpc({ type: "response", call_id: id, ...answer });
      this.#end(id, call, "the call has been answered");
    }
  }

  /** Ends a call, and what belongs to it. */
  #end(id: string, call: Incoming | undefined, why: string): void {
    if (call) {
      call.over = true;
      this.#calls.delete(id);
      call.producer?.stop();
      for (const [stream, items] of call.uploads) {
        if (this.#uploads.delete(stream)) {
          items.abort(new Error(`${why}: its uploads have ended`));
        }
      }
    }
  }
}

/** Whether a result is answered item by item: asynchronous iterables are, and generators, but no collections. */
function isStream(result: any): boolean {
  return !!result?.[Symbol.asyncIterator] || (typeof result?.next === "function" && !!result[Symbol.iterator]);
}
