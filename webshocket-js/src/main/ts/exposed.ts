import type { Rpc } from "./api.ts";
import { ErrorCode, RpcError } from "./errors.ts";
import type { CallPort } from "./outgoing.ts";
import { DEFAULT_CREDIT, type Incoming, type Outgoing, produce, receive } from "./stream.ts";
import { named } from "./upload.ts";
import { isRequest } from "./values.ts";

/** How many calls of the server may run at a time. */
const MOST_CALLS = 256;
/** How many streams may be open in each direction. */
const MOST_STREAMS = 32;

/** The answer to what is too much. */
const FULL = { error: ErrorCode.OVERLOADED, response: "too many calls" };

/** The functions that the server may call, and the calls of one session that run. They start in the order of arrival. */
export interface Exposed {
  add(functions: Record<string, (...args: any[]) => unknown>): void;
  /** Takes a message about a call of the server, or about what one streams. */
  received(rpc: Rpc): void;
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
  /** Whether an item has been sent, or none will be. */
  begun?: boolean;
  /** The ids of what it streams to this side. */
  uploads: string[];
}

/** Makes an empty set of functions. */
export function expose(port: Pick<CallPort, "whenRoom" | "tell">): Exposed {
  const { tell } = port;
  const functions = new Map<string, (...args: any[]) => unknown>();
  /** Those of this session; also those that were cancelled and have not returned. */
  const calls = new Map<string, Running>();
  const uploads = new Map<string, Incoming>();

  function respond(id: string, answer: Partial<Rpc>): void {
    tell({ type: "response", call_id: id, ...answer });
  }

  /** Tells the server that no more items are wanted. */
  function decline(stream: string): void {
    uploads.delete(stream);
    tell({ type: "cancel", stream });
  }

  /** Ends a call, and what belongs to it. */
  function end(call: Running): void {
    call.over = true;
    call.answer?.stop();
    for (const stream of call.uploads) {
      uploads.get(stream)?.end(new Error("the call is over"));
      uploads.delete(stream);
    }
  }

  /** Returns the answer of a function that has failed: it says nothing of an exception that is not for the server. */
  function failure(method: string, why: unknown): Partial<Rpc> {
    if (why instanceof RpcError) {
      // The codes of the protocol are not for functions.
      const error = why.code < -32768 || why.code > -32000 ? why.code : ErrorCode.APPLICATION;
      return { error, response: why.message, data: why.data };
    }
    const response = `Internal error ${Math.random().toString(36).slice(2)}.`;
    console.error(method, response, why);
    return { error: ErrorCode.INTERNAL, response };
  }

  function open(stream: string): AsyncIterable<unknown> {
    const upload = receive(
      DEFAULT_CREDIT,
      (n) => tell({ type: "credit", stream, n }),
      () => decline(stream),
    );
    uploads.set(stream, upload);
    return upload.items;
  }

  async function called(rpc: Rpc): Promise<void> {
    const { call_id: id = "", method, uploads: ids = [], args = [], kwargs = {}, credit = DEFAULT_CREDIT } = rpc;
    const execute = functions.get(method!);
    if (!isRequest(rpc)) {
      return respond(id, { error: ErrorCode.INVALID_REQUEST, response: "Malformed packet." });
    }
    const names = Object.keys(kwargs).length ? [kwargs, named] : [];
    if (!execute) {
      return respond(id, { error: ErrorCode.METHOD_NOT_FOUND, response: `RPC method '${method}' not found.` });
    }
    if (args.length + ids.length + names.length < execute.length || calls.has(id) || ids.some((stream) => uploads.has(stream))) {
      return respond(id, { error: ErrorCode.INVALID_PARAMS, response: `'${method}' takes ${execute.length} arguments, and new ids` });
    }
    if (calls.size >= MOST_CALLS || uploads.size + ids.length > MOST_STREAMS) {
      return respond(id, FULL);
    }
    const call: Running = { credit, uploads: ids };
    let answer: Partial<Rpc> = {};
    calls.set(id, call);
    try {
      const response: any = await execute(...args, ...ids.map(open), ...names);
      if (!isStream(response)) {
        answer = { response };
      } else if ([...calls.values()].filter((one) => one.answer && !one.over).length < MOST_STREAMS) {
        call.answer = produce(response, call.credit, port, (item) => {
          respond(id, { response: item, is_stream: true });
          call.begun = true;
        });
        if (call.over) {
          call.answer.stop();
        }
        await call.answer.run();
        call.begun = true;
      } else {
        answer = FULL;
        await response.return?.();
      }
    } catch (why) {
      if (!call.over) {
        answer = failure(method!, why);
      }
    }
    await port.whenRoom();
    if (!call.over) {
      const send = (more: Partial<Rpc>) => respond(id, { ...(call.begun && { is_stream: true, is_end: true }), ...more });
      try {
        send(answer);
      } catch (why) {
        // It has no form in the encoding.
        send(failure(method!, why));
      }
      end(call);
    }
    if (calls.get(id) === call) {
      calls.delete(id);
    }
  }

  return {
    add(more) {
      Object.entries(more).forEach(([name, one]) => functions.set(name, one.bind(more)));
    },
    received(rpc) {
      const { type, call_id: id, stream, n, error, message } = rpc;
      const call = calls.get(id!);
      const upload = uploads.get(stream!);
      if (type === "request") {
        void called(rpc);
      } else if (call) {
        if (type === "cancel") {
          end(call);
        } else {
          call.credit += n!;
          call.answer?.add(n!);
        }
      } else if (upload) {
        if (type === "end") {
          uploads.delete(stream!);
          upload.end(error == null ? undefined : new RpcError(error, message ?? ""));
        } else if (!upload.offer(rpc.value ?? null)) {
          decline(stream!);
          upload.end(new RpcError(ErrorCode.INVALID_PARAMS, "too many items"));
        }
      }
    },
    end() {
      calls.forEach(end);
      calls.clear();
    },
  };
}

/** Whether a result is answered item by item: asynchronous iterables are, and generators, but no collections. */
function isStream(result: any): boolean {
  return result?.[Symbol.asyncIterator] ?? (result?.next && result[Symbol.iterator]);
}
