import type { CallOptions, Packet, Rpc } from "./api.ts";
import type { Below, Ticket } from "./between.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError, ErrorCode, RpcError } from "./errors.ts";
import { DEFAULT_CREDIT, type Incoming, produce } from "./stream.ts";
import { named, Source as Uploaded } from "./upload.ts";
import { isMap, isMeta, Source } from "./values.ts";

/** How many items of a stream may wait on version 1, where nothing holds the server back. */
const MOST_ITEMS = 10_000;

/** A message that waits to be sent. */
export interface Message {
  /** The session that it prepares, the only one for it. */
  readonly session?: number | undefined;
  packet(version: 1 | 2): Packet;
  /** Its packet, encoded for a version of the protocol. */
  raw?: string | Uint8Array<ArrayBuffer>;
  version?: 1 | 2;
  /** Fails what will not be sent, or not be answered. */
  fail?(error: Error): void;
}

/** A call that has been made and is not over. */
export interface Call extends Message {
  readonly id: string;
  /** Records that it is about to be sent. */
  sending(version: 1 | 2): void;
  /** Records that the session has it: its uploads begin. */
  sent(ticket: Ticket): void;
  answered(response: Rpc): void;
  /** Takes what the server tells of an upload: that it wants more, or no more. */
  flow(rpc: Rpc): void;
  /** Ends it and cancels it at the server. */
  cancel(): void;
  /** Whether it surely never left, or may have. */
  wasWritten(): boolean;
  /** Whether it can be sent again after its session has been lost. What was uploaded cannot be, and a stream that has begun neither. */
  isRepeatable(isHarmless: boolean): boolean;
  fail(failure: unknown): void;
}

/** What a call uses of its client. */
export interface CallPort extends Pick<Below, "room" | "whenRoom"> {
  readonly clock: Clock;
  rpc(rpc: Rpc): void;
  /** Takes a call out of where it waits; tells the server if it has been sent. */
  abandon(call: Call): void;
}

/**
 * Makes a call, whose time begins.
 *
 * @param session the only session for it, if it prepares that
 * @param args those by position, and an object of named ones with its mark at their end; uploads anywhere among them
 * @param stream where the items of its answer go; without it there is one value
 * @throws TypeError if an argument or an option is of no use
 */
export function makeCall(
  id: string,
  session: number | undefined,
  method: string,
  args: unknown[],
  options: CallOptions & { timeout: number },
  port: CallPort,
  resolve: (value?: any) => void,
  reject: (failure: unknown) => void,
  stream?: Incoming,
): Call {
  const { signal, timeout, meta = {} } = options;
  const values = args.filter((value) => !(value instanceof Uploaded));
  const kwargs: any = values.at(-1) === named ? values.splice(-2)[0] : {};
  if (!isMap(kwargs) || !isMeta(meta)) {
    throw new TypeError("named arguments are an object, and metadata is 16 texts of 4 KiB at most");
  }
  signal?.throwIfAborted();
  const credit = Math.max(1, options.credit ?? DEFAULT_CREDIT);
  /** What it streams to the server, by the ids of the streams. */
  const uploads = new Map(
    args
      .filter((value) => value instanceof Uploaded)
      .map(({ source }, i) => {
        const name = `${id}.${i}`;
        return [name, produce(source, DEFAULT_CREDIT, port, (value) => port.rpc({ type: "item", stream: name, value }))];
      }),
  );
  let ticket: Ticket | undefined;
  let begun = false;
  let over = false;

  function end(): boolean {
    const first = !over;
    over = true;
    stopTimer?.();
    signal?.removeEventListener("abort", aborted);
    uploads.forEach((upload) => upload.stop());
    return first;
  }

  function fail(failure: unknown): void {
    if (end()) {
      reject(failure);
    }
  }

  function abandon(why?: unknown): void {
    if (end()) {
      port.abandon(call);
      reject(why);
    }
  }

  async function run(name: string, upload: { run(): Promise<boolean> }): Promise<void> {
    try {
      if (await upload.run()) {
        port.rpc({ type: "end", stream: name });
      }
    } catch (failure: any) {
      const told = failure instanceof RpcError;
      // Ended before, since what the server answers to that must not end it in another way.
      const mine = !told && end();
      const { code, message } = told ? failure : { code: ErrorCode.INTERNAL, message: "the caller failed to make the items" };
      port.rpc({ type: "end", stream: name, error: code, message });
      if (mine) {
        port.abandon(call);
        reject(failure);
      }
    }
  }

  const aborted = () => abandon(signal!.reason);
  signal?.addEventListener("abort", aborted);
  const stopTimer =
    timeout > 0
      ? port.clock.after(timeout, () => abandon(new DOMException(`no answer to "${method}" within ${timeout} ms`, "TimeoutError")))
      : undefined;

  const call: Call = {
    id,
    session,
    fail,
    cancel: abandon,
    packet(version) {
      if (version === 1 && uploads.size) {
        throw new TypeError("version 1 of the protocol has no uploads");
      }
      const rpc: Rpc = { type: "request", method, call_id: id };
      if (version === 1 || values.length) {
        rpc.args = values;
      }
      if (version === 1 || Object.keys(kwargs).length) {
        rpc.kwargs = kwargs;
      }
      return {
        source: Source.RPC,
        rpc:
          version === 1
            ? rpc
            : {
                ...rpc,
                ...(uploads.size && { uploads: [...uploads.keys()] }),
                ...(options.meta && { meta }),
                ...(credit !== DEFAULT_CREDIT && { credit }),
              },
      };
    },
    sending(version) {
      stream?.open(version === 1 ? MOST_ITEMS : credit, (n) => version === 1 || over || port.rpc({ type: "credit", call_id: id, n }));
    },
    sent(given) {
      ticket = given;
      uploads.forEach((upload, name) => void run(name, upload));
    },
    flow({ type, stream: name, n }) {
      const upload = uploads.get(name!);
      if (type === "credit") {
        upload?.add(n!);
      } else {
        upload?.stop();
      }
    },
    wasWritten: () => !!ticket?.written,
    isRepeatable: (isHarmless) =>
      (!ticket?.written || (isHarmless && !!options.idempotent)) && !(ticket && uploads.size) && !begun,
    answered({ response = null, error, data, is_stream: isItem, is_end: isEnd }) {
      const isLast = !isItem || isEnd;
      if (stream) {
        stopTimer?.();
      }
      if (error != null && isLast) {
        fail(new RpcError(error, String(response ?? ""), data, method));
      } else if (!stream && isItem) {
        abandon(new TypeError(`"${method}" answers with a stream: use stream()`));
      } else {
        if (stream && !(isItem && isEnd)) {
          begun = true;
          if (!stream.offer(response)) {
            abandon(new ConnectionError("full", "more items came than there was room for"));
          }
        }
        if (isLast) {
          end();
          resolve(stream ? undefined : response);
        }
      }
    },
  };
  return call;
}
