import type { CallOptions, Caller, ClientOptions, Encoding, Packet, Rpc } from "./api.ts";
import type { Above, Below } from "./between.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError } from "./errors.ts";
import { expose } from "./exposed.ts";
import type { Listeners } from "./listeners.ts";
import { type Call, type CallPort, makeCall, type Message } from "./outgoing.ts";
import { DEFAULT_CREDIT, type Incoming, receive } from "./stream.ts";
import { Source } from "./values.ts";

/** How many items of a stream may wait on version 1, where nothing holds the server back. */
const MOST_ITEMS = 10_000;

/** What the calls are given. */
export interface CallSettings extends Pick<ClientOptions, "expose"> {
  clock: Clock;
  encoding: Encoding;
  listeners: Listeners;
  timeout: number;
  maxWaiting: number;
  whenDown: "wait" | "fail";
}

/**
 * The calls of one client, in both directions, over one session after another: those that wait for a connection or for room in it, in
 * order, and those that were sent and are not answered.
 */
export interface Calls extends Above {
  /** Sets the session, once, before anything else. */
  attach(below: Below): void;
  /** Adds functions that the server may call. */
  expose(functions: Record<string, (...args: any[]) => unknown>): void;
  /**
   * Returns a caller.
   *
   * @param ahead whether its calls go before the session is open to all, and on this session only: for the application's preparation
   */
  caller(options: CallOptions, ahead?: boolean): Caller;
  /** Sends a packet of the application, after what waits. */
  send(packet: Packet): void;
}

/** Makes the calls of a client. */
export function makeCalls({ clock, encoding, listeners, timeout, maxWaiting, whenDown, expose: functions = {} }: CallSettings): Calls {
  /** Those that prepare the session. */
  const ahead = new Set<Message>();
  /** Those that are sent again. */
  const again = new Set<Message>();
  const waiting = new Set<Message>();
  const queues = [ahead, again, waiting];
  const sent = new Map<string, Call>();
  let ids = 0;

  let below: Below;
  let version: 1 | 2 = 2;
  /** Whether there is a socket. */
  let live = false;
  /** Whether the application has prepared the session. */
  let prepared = false;
  /** The number of the session, for calls that prepare it. */
  let session = 1;
  let pumping = false;
  let loss!: ConnectionError;
  let over: Error | undefined;

  const port: CallPort = {
    clock,
    whenRoom: () => below.whenRoom(),
    tell(rpc) {
      below.send({ source: Source.RPC, rpc });
    },
    abandon(call) {
      dequeue(call);
      if (sent.delete(call.id) && version === 2) {
        port.tell({ type: "cancel", call_id: call.id });
      }
    },
  };
  const exposed = expose(port);
  exposed.add(functions);

  const lost = () => new ConnectionError("lost", "the connection is lost", undefined, loss);

  function dequeue(message: Message): void {
    queues.forEach((queue) => queue.delete(message));
  }

  /** Lets a message wait, or throws. */
  function accept(message: Message): void {
    if (over) {
      throw over;
    }
    if (message.session ? message.session !== session : whenDown === "fail" && !(live && prepared)) {
      throw lost();
    }
    // Those that prepare the session must pass, however many others wait for that.
    const queue = message.session ? ahead : waiting;
    if (queue.size + sent.size >= maxWaiting) {
      throw new ConnectionError("full", "too many calls");
    }
    // At once, since what it is made of may change while it waits.
    message.raw = encoding.encode(message.packet);
    queue.add(message);
    void pump();
  }

  /** Sends what waits while there is room. */
  async function pump(): Promise<void> {
    if (!pumping) {
      pumping = true;
      for (;;) {
        const [message] = queues.find((queue) => queue.size && (prepared || queue === ahead)) ?? [];
        if (!live || !message) {
          break;
        }
        if (below.room()) {
          dispatch(message);
        } else {
          await below.whenRoom();
        }
      }
      pumping = false;
    }
  }

  function dispatch(message: Partial<Call> & Message): void {
    const { id, uploads } = message;
    dequeue(message);
    if (version === 1 && uploads?.size) {
      message.fail!(new TypeError("version 1 has no uploads"));
      return;
    }
    if (id) {
      sent.set(id, message as Call);
    }
    const ticket = below.send(message.packet, message.raw);
    message.sent?.(ticket);
  }

  function fail(messages: Iterable<Partial<Call> & Message>, why: Error): void {
    for (const message of [...messages]) {
      dequeue(message);
      message.fail?.(why);
    }
  }

  /** Takes all that has been sent, since its session has ended. */
  function end(): Call[] {
    const ended = [...sent.values()];
    sent.clear();
    exposed.end();
    session++;
    prepared = false;
    return ended;
  }

  function lose(): void {
    for (const call of end()) {
      if (call.lose(loss)) {
        again.add(call);
      }
    }
    fail(ahead, lost());
  }

  function start(
    options: CallOptions,
    only: number | undefined,
    method: string,
    args: unknown[],
    resolve: (value?: any) => void,
    reject: (failure: unknown) => void,
    stream?: Incoming,
  ): Call | undefined {
    let call: Call | undefined;
    try {
      call = makeCall((++ids).toString(36), only, method, args, { ...options, timeout: options.timeout ?? timeout }, port, resolve, reject, stream);
      accept(call);
    } catch (failure) {
      (call?.fail ?? reject)(failure);
    }
    return call;
  }

  return {
    attach(given) {
      below = given;
    },
    expose: exposed.add,
    caller(options, isAhead) {
      const only = isAhead ? session : undefined;
      return {
        call: (method, ...args) => new Promise((resolve, reject) => void start(options, only, method, args, resolve, reject)),
        stream(method, ...args) {
          let call: Call | undefined;
          const stream = receive(
            version === 1 ? MOST_ITEMS : options.credit || DEFAULT_CREDIT,
            (n) => version === 1 || port.tell({ type: "credit", call_id: call!.id, n }),
            () => call?.abandon(),
            () => {
              call = start(options, only, method, args, stream.end, stream.end, stream);
            },
          );
          return stream.items;
        },
      };
    },
    send(packet) {
      accept({ packet });
    },
    packet(packet) {
      const { source, rpc } = packet;
      if (source !== Source.RPC || !rpc) {
        listeners.message(packet);
      } else if (rpc.type === "response") {
        answered(rpc);
      } else if (rpc.stream && rpc.type[0] === "c") {
        // A credit or a cancellation of an upload, whose id is that of its call and a number.
        const upload = sent.get(`${rpc.stream}`.split(".")[0]!)?.uploads.get(rpc.stream);
        if (rpc.n) {
          upload?.add(rpc.n);
        } else {
          upload?.stop();
        }
      } else {
        exposed.received(rpc);
      }
    },
    begun(how, spoken) {
      if (how !== "all") {
        lose();
      }
      version = spoken;
      live = true;
      void pump();
    },
    open() {
      prepared = true;
      void pump();
    },
    gone(error, kept) {
      live = false;
      loss = error;
      if (!kept) {
        lose();
      }
      if (whenDown === "fail") {
        fail(waiting, lost());
      }
    },
    ended(error) {
      live = false;
      over = error;
      fail([...end(), ...ahead, ...again, ...waiting], error);
    },
  };

  function answered(rpc: Rpc): void {
    const call = sent.get(rpc.call_id!);
    if (!rpc.is_stream || rpc.is_end) {
      sent.delete(rpc.call_id!);
    }
    call?.answered(rpc);
  }
}
