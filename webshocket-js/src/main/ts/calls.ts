import type { CallOptions, Caller, ClientOptions, Encoding, Packet, Resumed, Rpc } from "./api.ts";
import type { Above, Below } from "./between.ts";
import type { Clock } from "./clock.ts";
import { ConnectionError, ErrorCode } from "./errors.ts";
import { Exposed } from "./exposed.ts";
import type { Listeners } from "./listeners.ts";
import { type Answer, type CallPort, type Message, OutgoingCall } from "./outgoing.ts";
import { Items } from "./stream.ts";
import { type Received, Source } from "./values.ts";

/** How many bytes may wait to be sent. */
const MOST_WAITING_BYTES = 2 ** 26;
/** The close codes after which nothing is sent again: a message was wrong or too long, and would be again. */
const UNREPEATABLE: unknown[] = [1002, 1003, 1007, 1009];

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
export class Calls implements Above {
  readonly #settings: CallSettings;
  readonly #port: CallPort;
  readonly #exposed: Exposed;
  #below!: Below;
  #version: 1 | 2 = 2;
  /** Whether there is a socket. */
  #live = false;
  /** Whether the application has prepared the session. */
  #prepared = false;
  /** The number of the session, for calls that prepare it. */
  #session = 0;
  #awaitsRoom = false;
  #over: Error | undefined;
  #lastLoss: Error | undefined;

  /** Those that prepare the session. */
  readonly #ahead = new Set<Message>();
  /** Those that are sent again. */
  readonly #again = new Set<Message>();
  readonly #waiting = new Set<Message>();
  #waitingBytes = 0;
  readonly #sent = new Map<string, OutgoingCall>();
  #ids = 0;

  constructor(settings: CallSettings) {
    this.#settings = settings;
    this.#port = {
      clock: settings.clock,
      room: () => this.#below.room(),
      whenRoom: () => this.#below.whenRoom(),
      rpc: (rpc) => {
        this.#below.send({ source: Source.RPC, rpc });
      },
      abandon: (call) => {
        this.#dequeue(call);
        if (this.#sent.delete(call.id) && this.#version === 2) {
          this.#port.rpc({ type: "cancel", call_id: call.id });
        }
      },
    };
    this.#exposed = new Exposed(this.#port);
    this.expose(settings.expose ?? {});
  }

  /** Sets the session, once, before anything else. */
  attach(below: Below): void {
    this.#below = below;
  }

  /** Adds functions that the server may call. */
  expose(functions: Record<string, (...args: any[]) => unknown>): void {
    this.#exposed.add(functions);
  }

  /**
   * Returns a caller.
   *
   * @param ahead whether its calls go before the session is open to all, and on this session only: for the application's preparation
   */
  caller(options: CallOptions, ahead = false): Caller {
    const session = ahead ? this.#session : undefined;
    return {
      call: (method, ...args) =>
        new Promise((resolve, reject) => {
          this.#start(method, args, options, session, { resolve, reject });
        }),
      stream: (method, ...args) => {
        let call: OutgoingCall | undefined;
        const items: Items<any> = new Items(
          () => {
            const answer = { items, resolve: () => items.end(), reject: (failure: unknown) => items.end(failure) };
            call = this.#start(method, args, options, session, answer);
          },
          () => call?.cancel(),
        );
        return items;
      },
    };
  }

  #start(
    method: string,
    args: unknown[],
    options: CallOptions,
    session: number | undefined,
    answer: Answer,
  ): OutgoingCall | undefined {
    try {
      const call = new OutgoingCall((++this.#ids).toString(36), session, method, args, options, answer, this.#port);
      this.#accept(call);
      call.begin(options.timeout ?? this.#settings.timeout);
      this.#pump();
      return call;
    } catch (failure) {
      answer.reject(failure);
      return undefined;
    }
  }

  /** Sends a packet of the application, after what waits. */
  send(packet: Packet): void {
    this.#accept({ session: undefined, raw: "", version: 2, packet: () => packet });
    this.#pump();
  }

  /** Lets a message wait, or throws. */
  #accept(message: Message): void {
    const { maxWaiting, whenDown } = this.#settings;
    const { session } = message;
    const queue = session === undefined ? this.#waiting : this.#ahead;
    // Those that prepare the session must pass, however many others wait for that.
    const count = this.#ahead.size + this.#sent.size + (session === undefined ? this.#again.size + this.#waiting.size : 0);
    if (this.#over) {
      throw this.#over;
    }
    if (session === undefined ? whenDown === "fail" && !(this.#live && this.#prepared) : session !== this.#session) {
      throw this.#lost();
    }
    this.#encode(message);
    if (count >= maxWaiting || (this.#waitingBytes && this.#waitingBytes + message.raw.length > MOST_WAITING_BYTES)) {
      throw new ConnectionError("full", "too many calls and messages are on their way already");
    }
    queue.add(message);
    this.#waitingBytes += message.raw.length;
  }

  #lost(): ConnectionError {
    return new ConnectionError("lost", "the connection is lost, and the call has not run", undefined, this.#lastLoss);
  }

  /** At once, since what it is made of may change while it waits. */
  #encode(message: Message): void {
    message.version = this.#version;
    message.raw = this.#settings.encoding.encode(message.packet(this.#version));
  }

  #dequeue(message: Message): void {
    if (this.#waiting.delete(message) || this.#ahead.delete(message)) {
      this.#waitingBytes -= message.raw.length;
    } else {
      this.#again.delete(message);
    }
  }

  /** Sends what waits while there is room. */
  #pump(): void {
    for (;;) {
      const queue = this.#prepared ? [this.#ahead, this.#again, this.#waiting] : [this.#ahead];
      const next = queue.find(({ size }) => size);
      if (!next || !this.#live || this.#awaitsRoom) {
        return;
      }
      if (this.#below.room()) {
        for (const message of next) {
          this.#dispatch(message);
          break;
        }
      } else {
        const session = this.#session;
        this.#awaitsRoom = true;
        void this.#below.whenRoom().then(() => {
          if (session === this.#session) {
            this.#awaitsRoom = false;
            this.#pump();
          }
        });
      }
    }
  }

  #dispatch(message: Message): void {
    const call = message instanceof OutgoingCall ? message : undefined;
    this.#dequeue(message);
    try {
      if (message.version !== this.#version) {
        this.#encode(message);
      }
      if (call) {
        call.sending(this.#version);
        this.#sent.set(call.id, call);
      }
      const ticket = this.#below.send(message.packet(this.#version), message.raw);
      call?.sent(ticket);
    } catch (failure) {
      // It has no form in this version of the protocol, or the session has ended in that moment.
      if (call) {
        this.#sent.delete(call.id);
        call.fail(failure);
      }
    }
  }

  packet(packet: Received): void {
    const { source, rpc, malformed } = packet;
    if (malformed !== undefined && this.#version === 2) {
      this.#exposed.refuse(malformed, ErrorCode.INVALID_REQUEST, "Malformed packet.");
    } else if (source !== Source.RPC || !rpc) {
      this.#settings.listeners.message(packet);
    } else if (rpc.type === "response") {
      this.#answered(rpc);
    } else if (rpc.stream !== undefined && (rpc.type === "credit" || rpc.type === "cancel")) {
      // The id of an upload is that of its call and a number.
      this.#sent.get(rpc.stream.split(".")[0]!)?.flow(rpc);
    } else {
      this.#exposed.received(rpc);
    }
  }

  #answered(rpc: Rpc): void {
    const call = this.#sent.get(rpc.call_id!);
    if (call && (!rpc.is_stream || rpc.is_end)) {
      this.#sent.delete(call.id);
    }
    call?.answered(rpc);
    this.#pump();
  }

  begun(how: Resumed, version: 1 | 2): void {
    if (how !== "all") {
      this.#end(this.#lastLoss);
    }
    this.#version = version;
    this.#live = true;
    this.#pump();
  }

  open(): void {
    this.#prepared = true;
    this.#pump();
  }

  gone(error: Error, kept: boolean): void {
    this.#live = false;
    this.#lastLoss = error;
    if (!kept) {
      this.#end(error);
    }
    if (this.#settings.whenDown === "fail") {
      this.#fail([...this.#waiting], () => this.#lost());
    }
  }

  /** The session has ended, and with it all that ran. */
  #end(why: Error | undefined): void {
    const isHarmless = !UNREPEATABLE.includes((why as ConnectionError | undefined)?.closeCode);
    const sent = [...this.#sent.values()];
    this.#session++;
    this.#prepared = false;
    this.#awaitsRoom = false;
    this.#sent.clear();
    this.#exposed.end();
    for (const call of sent) {
      if (call.session === undefined && call.isRepeatable(isHarmless)) {
        this.#again.add(call);
      } else {
        call.fail(call.wasWritten() ? unknownOutcome(why) : this.#lost());
      }
    }
    this.#fail([...this.#ahead], () => this.#lost());
  }

  ended(error: Error): void {
    this.#live = false;
    this.#over = error;
    const all = [...this.#ahead, ...this.#again, ...this.#waiting, ...this.#sent.values()];
    this.#sent.clear();
    this.#exposed.end();
    this.#fail(all, () => error);
  }

  #fail(messages: Message[], why: () => Error): void {
    for (const message of messages) {
      this.#dequeue(message);
      message.fail?.(why());
    }
  }
}

function unknownOutcome(why: Error | undefined): ConnectionError {
  const message = "outcome unknown: the session ended before the answer came; the server may have run the call or not";
  return new ConnectionError("unknown-outcome", message, (why as ConnectionError | undefined)?.closeCode, why);
}
