import type { Rpc } from "./api.ts";
import { ErrorCode, RpcError } from "./errors.ts";
import type { CallPort } from "./outgoing.ts";
import { DEFAULT_CREDIT, type Incoming, type Outgoing, produce, receive } from "./stream.ts";
import { named } from "./upload.ts";

/** How many calls of the server may run at a time. */
const MOST_CALLS = 256;
/** How many streams may be open in each direction. */
const MOST_STREAMS = 32;

/** The functions that the server may call, and the calls of one session that run. They start in the order of arrival. */
export interface Exposed {
  add(functions: Record<string, (...args: any[]) => unknown>): void;
  /** Takes a message about a call of the server, or about what one streams. */
  received(rpc: Rpc): void;
  /** Refuses a call. */
  refuse(id: string, code: number, message: string): void;
  /** Ends all calls with their session. */
  end(): void;
}

/** A call of the server. */
interface Running {
  over?: boolean;
  /** How many items the server wants before it is known that there are any. */
  credit: number;
  /** What answers it, if that is a stream. */
  answer?: Outgoing;
  /** Whether an item has been sent. */
  begun?: boolean;
  /** What it streams to this side, by the ids of the server. */
  uploads: Map<string, Incoming>;
}

/** Makes an empty set of functions. */
export function expose(port: Pick<CallPort, "room" | "whenRoom" | "rpc">): Exposed {
  const functions = new Map<string, readonly [run: (args: unknown[]) => unknown, leastArguments: number]>();
  const calls = new Map<string, Running>();
  const uploads = new Map<string, Incoming>();
  /** Also those that were cancelled and have not returned. */
  let running = 0;
  let answers = 0;

  function refuse(id: string, code: number, message: string): void {
    port.rpc({ type: "response", call_id: id, response: message, error: code });
  }

  /** Tells the server that no more items are wanted. */
  function decline(stream: string): void {
    if (uploads.delete(stream)) {
      port.rpc({ type: "cancel", stream });
    }
  }

  /** Ends a call, and what belongs to it. */
  function end(id: string, call: Running | undefined): void {
    if (call) {
      call.over = true;
      calls.delete(id);
      call.answer?.stop();
      call.uploads.forEach((upload, stream) => uploads.delete(stream) && upload.abort(new Error("the call is over, and its uploads")));
    }
  }

  async function respond(id: string, call: Running, answer: Partial<Rpc>): Promise<void> {
    while (!call.over && !port.room()) {
      await port.whenRoom();
    }
    if (!call.over) {
      port.rpc({ type: "response", call_id: id, ...answer });
      end(id, call);
    }
  }

  async function stream(id: string, call: Running, items: any): Promise<void> {
    if (answers >= MOST_STREAMS) {
      refuse(id, ErrorCode.OVERLOADED, "Too many streams.");
      end(id, call);
    }
    call.answer = produce(items, call.credit, port, (response) => {
      port.rpc({ type: "response", call_id: id, response, is_stream: true });
      call.begun = true;
    });
    if (call.over) {
      call.answer.stop();
      return;
    }
    answers++;
    try {
      if (await call.answer.run()) {
        await respond(id, call, { is_stream: true, is_end: true });
      }
    } finally {
      answers--;
    }
  }

  async function fail(id: string, call: Running, method: string, failure: unknown): Promise<void> {
    const last = call.begun && { is_stream: true, is_end: true };
    try {
      if (failure instanceof RpcError) {
        const { code, message, data } = failure;
        // The codes of the protocol are not for functions.
        const error = code < -32768 || code > -32000 ? code : ErrorCode.APPLICATION;
        await respond(id, call, { error, response: message, data, ...last });
      }
    } catch (unusable) {
      failure = unusable;
    }
    if (!call.over) {
      const logged = Math.random().toString(36).slice(2, 10);
      console.error(`"${method}" failed, error ${logged}:`, failure);
      await respond(id, call, { error: ErrorCode.INTERNAL, response: `Internal error ${logged}.`, ...last });
    }
  }

  async function run(id: string, call: Running, method: string, execute: () => unknown): Promise<void> {
    running++;
    try {
      const result = await execute();
      await (isStream(result) ? stream(id, call, result) : respond(id, call, { response: result }));
    } catch (failure) {
      await fail(id, call, method, failure);
    }
    running--;
  }

  function open(stream: string): [string, Incoming] {
    const upload = receive(
      () => {},
      () => decline(stream),
    );
    upload.open(DEFAULT_CREDIT, (n) => uploads.get(stream) === upload && port.rpc({ type: "credit", stream, n }));
    uploads.set(stream, upload);
    return [stream, upload];
  }

  function called({ call_id: id = String(Math.random()), method, uploads: ids = [], args = [], kwargs = {}, credit = DEFAULT_CREDIT }: Rpc): void {
    const [execute, least] = functions.get(method!) ?? [];
    const names = Object.keys(kwargs).length ? [kwargs, named] : [];
    if (!execute) {
      refuse(id, ErrorCode.METHOD_NOT_FOUND, `RPC method '${method}' not found.`);
    } else if (calls.has(id) || new Set([...uploads.keys(), ...ids]).size < uploads.size + ids.length) {
      refuse(id, ErrorCode.INVALID_PARAMS, "The id of the call or of a stream is in use.");
    } else if (args.length + ids.length + names.length < least!) {
      refuse(id, ErrorCode.INVALID_PARAMS, `RPC method '${method}' takes ${least} arguments.`);
    } else if (running >= MOST_CALLS || uploads.size + ids.length > MOST_STREAMS) {
      refuse(id, ErrorCode.OVERLOADED, "Too many calls or streams.");
    } else {
      const call: Running = { credit, uploads: new Map(ids.map(open)) };
      calls.set(id, call);
      const items = [...call.uploads.values()].map((upload) => upload.items);
      void run(id, call, method!, () => execute([...args, ...items, ...names]));
    }
  }

  return {
    add(more) {
      for (const [name, one] of Object.entries(more)) {
        if (typeof one !== "function") {
          throw new TypeError(`"${name}" is no function`);
        }
        functions.set(name, [(args) => one.apply(more, args), one.length]);
      }
    },
    received(rpc) {
      const { type, call_id: id, stream, n, error, message } = rpc;
      const call = calls.get(id!);
      const upload = uploads.get(stream!);
      if (type === "request") {
        called(rpc);
      } else if (type === "cancel") {
        end(id!, call);
      } else if (type === "credit" && call) {
        call.credit += n!;
        call.answer?.add(n!);
      } else if (type === "item" && upload?.offer(rpc.value ?? null) === false) {
        decline(stream!);
        upload.end(new RpcError(ErrorCode.INVALID_PARAMS, "an item came beyond the credit of its stream"));
      } else if (type === "end") {
        uploads.delete(stream!);
        upload?.end(error == null ? undefined : new RpcError(error, message ?? ""));
      }
    },
    refuse,
    end() {
      calls.forEach((call, id) => end(id, call));
    },
  };
}

/** Whether a result is answered item by item: asynchronous iterables are, and generators, but no collections. */
function isStream(result: any): boolean {
  return !!(result?.[Symbol.asyncIterator] ?? (result?.next && result[Symbol.iterator]));
}
