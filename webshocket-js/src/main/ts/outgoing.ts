import type { CallOptions, Packet, Rpc } from "./api.ts";
import type { Below, Ticket } from "./between.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError, ErrorCode, RpcError } from "./errors.ts";
import { DEFAULT_CREDIT, type Incoming, type Outgoing, produce } from "./stream.ts";
import { named, Uploaded } from "./upload.ts";
import { Source } from "./values.ts";

/** The close codes after which nothing is sent again: a message was wrong or too long, and would be again. */
const UNREPEATABLE: unknown[] = [1002, 1003, 1007, 1009];

/** A message that waits to be sent. */
export interface Message {
  /** The session that it prepares, the only one for it. */
  readonly session?: number | undefined;
  readonly packet: Packet;
  /** The packet, encoded. */
  raw?: string | Uint8Array<ArrayBuffer>;
}

/** A call that has been made and is not over. */
export interface Call extends Message {
  readonly id: string;
  /** What it streams to the server, by the ids of the streams. */
  readonly uploads: ReadonlyMap<string, Outgoing>;
  /** Records that the session has it: its uploads begin. */
  sent(ticket: Ticket): void;
  answered(response: Rpc): void;
  /** Ends it, and cancels it at the server. */
  abandon(why?: unknown): void;
  /** Fails what will not be sent, or not be answered. */
  fail(failure?: unknown): void;
  /**
   * Its session is lost: it fails, unless it can be sent again, as what surely has not left can. What was uploaded cannot, and a stream
   * that has begun neither.
   *
   * @returns whether it can
   */
  lose(loss: ConnectionError): boolean;
}

/** What a call uses of its client. */
export interface CallPort extends Pick<Below, "whenRoom"> {
  readonly clock: Clock;
  /** Sends a message about a call. */
  tell(rpc: Rpc): void;
  /** Takes a call out of where it waits; tells the server if it has been sent. */
  abandon(call: Call): void;
}

/**
 * Makes a call, whose time begins. A server of version 1 skips what it does not know, and takes the defaults of what is left out.
 *
 * @param session the only session for it, if it prepares that
 * @param args those by position, and an object of named ones with its mark at their end; uploads anywhere among them
 * @param stream where the items of its answer go; without it there is one value
 */
export function makeCall(
  id: string,
  session: number | undefined,
  method: string,
  args: unknown[],
  { signal, timeout, meta, credit, idempotent }: CallOptions & { timeout: number },
  port: CallPort,
  resolve: (value?: any) => void,
  reject: (failure: unknown) => void,
  stream?: Incoming,
): Call {
  const { clock, tell, abandon: drop } = port;
  const uploads = new Map<string, Outgoing>();
  const values: unknown[] = [];
  for (const value of args) {
    if (value instanceof Uploaded) {
      const name = `${id}.${uploads.size}`;
      uploads.set(
        name,
        produce(value.source, DEFAULT_CREDIT, port, (item) => tell({ type: "item", stream: name, value: item })),
      );
    } else {
      values.push(value);
    }
  }
  const kwargs: any = values.at(-1) === named ? values.splice(-2)[0] : undefined;
  let ticket: Ticket | undefined;
  let begun = false;
  let over = false;

  function fail(failure?: unknown): boolean {
    const first = !over;
    over = true;
    stopTimer?.();
    signal?.removeEventListener("abort", aborted);
    uploads.forEach((upload) => upload.stop());
    if (first) {
      reject(failure);
    }
    return first;
  }

  function abandon(why?: unknown): void {
    if (fail(why)) {
      drop(call);
    }
  }

  signal?.throwIfAborted();
  const aborted = () => abandon(signal!.reason);
  signal?.addEventListener("abort", aborted);
  const stopTimer =
    timeout > 0
      ? clock.after(timeout, () => abandon(new DOMException(`no answer to "${method}" within ${timeout} ms`, "TimeoutError")))
      : undefined;

  const call: Call = {
    id,
    session,
    uploads,
    fail,
    abandon,
    packet: {
      source: Source.RPC,
      rpc: {
        type: "request",
        method,
        call_id: id,
        args: values.length ? values : undefined,
        kwargs,
        uploads: uploads.size ? [...uploads.keys()] : undefined,
        meta,
        credit: credit || undefined,
      },
    },
    sent(given) {
      ticket = given;
      uploads.forEach((upload, stream) =>
        upload.run().then(
          (isComplete) => isComplete && tell({ type: "end", stream }),
          (failure) => {
            // What is no error for the server is one for the caller.
            const told = failure instanceof RpcError;
            const { code, message } = told ? failure : { code: ErrorCode.INTERNAL };
            tell({ type: "end", stream, error: code, message });
            if (!told) {
              abandon(failure);
            }
          },
        ),
      );
    },
    lose(loss) {
      const { closeCode } = loss;
      const written = ticket?.written;
      const isRepeatable =
        !session && !begun && !(ticket && uploads.size) && (!written || (!!idempotent && !UNREPEATABLE.includes(closeCode)));
      if (!isRepeatable) {
        fail(new ConnectionError(written ? "unknown-outcome" : "lost", "the connection is lost", closeCode, loss));
      }
      return isRepeatable;
    },
    answered({ response = null, error, data, is_stream: isItem, is_end: isEnd }) {
      const isLast = !isItem || isEnd;
      if (stream) {
        stopTimer?.();
      }
      if (error != null && isLast) {
        fail(new RpcError(error, `${response ?? ""}`, data, method));
      } else if (!stream && isItem) {
        abandon(new TypeError(`"${method}" answers with a stream`));
      } else {
        if (stream && !(isItem && isEnd)) {
          begun = true;
          if (!stream.offer(response)) {
            abandon(new ConnectionError("full", "too many items"));
          }
        }
        if (isLast) {
          // First, since only the first of both counts.
          resolve(stream ? undefined : response);
          fail();
        }
      }
    },
  };
  return call;
}
