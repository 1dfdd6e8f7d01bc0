/**
 * What the connection of a client is doing.
 *
 * - `connecting`: an attempt is under way.
 * - `connected`: calls are sent at once.
 * - `disconnected`: the connection is lost; another attempt follows after a delay.
 * - `closed`: it is over, by {@link Client.close} or because retrying is pointless.
 */
export type State = "connecting" | "connected" | "disconnected" | "closed";

/**
 * What of an earlier session goes on after a reconnect.
 *
 * - `all`: everything; calls, streams and messages go on where they were.
 * - `state`: id, attributes and subscriptions; calls and streams that ran are lost.
 * - `no`: nothing; the session is new.
 */
export type Resumed = "all" | "state" | "no";

/** Who is present in a channel. */
export interface Member {
  /** The name, the same on all devices of a person. */
  id: string;
  /** What the application tells of the member; null for nothing. */
  info: unknown;
}

/** A packet of the protocol; members that are missing have their default. */
export interface Packet {
  /** 1 broadcast, 2 channel, 3 unknown (what was received is no packet; `data` has it as it came), 4 custom, 5 RPC, 6 session. */
  source: number;
  data?: unknown;
  rpc?: Rpc | null;
  channel?: string | null;
  /** Seconds since 1970. */
  timestamp?: number | null;
  correlation_id?: string | null;
  position?: string | null;
  presence?: { joined?: Member[]; left?: Member[] } | null;
  session?: SessionMessage | null;
}

/** The member `session` of a packet, with the members of all its types. */
export interface SessionMessage {
  type: string;
  session?: string;
  resume?: string | undefined;
  resumed?: Resumed;
  received?: number | undefined;
  keep?: number;
  beat?: number;
  positions?: string[];
  token?: string | undefined;
  expires?: number | null;
  channels?: string[];
  unsubscribed?: string[];
  error?: number | null;
  message?: string | null;
}

/** The member `rpc` of a packet, with the members of all its types. */
export interface Rpc {
  type: string;
  call_id?: string;
  method?: string;
  args?: unknown[];
  kwargs?: Record<string, unknown>;
  uploads?: string[];
  meta?: Record<string, string>;
  credit?: number;
  response?: unknown;
  error?: number | null;
  data?: unknown;
  is_stream?: boolean;
  is_end?: boolean;
  stream?: string;
  n?: number;
  value?: unknown;
  message?: string | null;
}

/** A message of a channel. */
export interface ChannelMessage {
  /** The channel that it was published to. */
  channel: string;
  /** What was published. */
  data: unknown;
  /** Where it stands in a channel with history. */
  position?: string;
  /** When it was published, in seconds since 1970. */
  timestamp?: number;
}

/** Who has come to a channel with presence and who has left it. */
export interface PresenceChange {
  channel: string;
  joined: Member[];
  left: Member[];
}

/** What the state of a client is told with. */
export interface StateDetail {
  /** With `disconnected`: in how many milliseconds the next attempt begins. */
  retryIn?: number;
  /** With `connected`: what of the earlier session goes on. */
  resumed?: Resumed;
  /** With `disconnected` and `closed`: why, after {@link Client.close} too. With `connected`: the credential was not renewed. */
  error?: Error;
}

/** How packets are written. JSON is built in; `messagePack` comes from `webshocket-msgpack.js`. */
export interface Encoding {
  /** The subprotocols, in the order in which they are offered: of version 2 and of version 1. */
  readonly protocols: readonly [string, string];
  /** @throws TypeError where a value has no form in this encoding */
  encode(packet: unknown): string | Uint8Array<ArrayBuffer>;
  /**
   * @param bigint whether integers beyond 2^53 become `BigInt`
   * @throws Error where the input is not of this encoding
   */
  decode(raw: string | Uint8Array, bigint: boolean): unknown;
}

/** How a client retries. Delays are random between zero and a bound that doubles. */
export interface RetryOptions {
  /** Whether {@link connect} retries until the first connection stands; default false: it then fails at once. */
  first?: boolean;
  /** The bound of the first delay in milliseconds; default 500. */
  base?: number;
  /** The highest bound in milliseconds; default 20,000. */
  cap?: number;
  /** How many retries in a row; default without limit. */
  max?: number;
}

/** Options of a client. */
export interface ClientOptions {
  /**
   * Gives the credential. It is asked before each attempt to connect, and for a new one before the credential expires.
   */
  token?: () => string | Promise<string>;
  /**
   * Runs on each new session, the first included, before any other call: to log in, to join rooms. It does not run where a session
   * was resumed. Calls by any other way wait until it has returned. If it fails, the connection is given up and tried again.
   */
  onSession?: (caller: Caller) => void | Promise<void>;
  /** Functions that the server may call; see {@link Client.expose}. */
  expose?: Record<string, (...args: any[]) => unknown>;
  /** The time limit of a call in milliseconds; default 30,000. 0: none. */
  timeout?: number;
  /** The encoding; default JSON. */
  encoding?: Encoding;
  /** Whether integers beyond 2^53 become BigInt, where they would lose digits; default false. */
  bigint?: boolean;
  /** How to retry; false: never. */
  retry?: RetryOptions | false;
  /** What calls do while there is no connection; default `wait`. */
  whenDown?: "wait" | "fail";
  /** How many calls may wait or run; further ones fail. Default 65,536. */
  maxWaiting?: number;
  /** The class of WebSocket, for a platform without a global one. */
  webSocket?: typeof WebSocket;
}

/** Options of single calls. */
export interface CallOptions {
  /** The time limit in milliseconds; 0: none. For a stream it holds until the first item. */
  timeout?: number;
  /** Stops the call, here and on the server. */
  signal?: AbortSignal;
  /** Whether a call may run twice: it is sent again where its outcome is unknown. Default false. */
  idempotent?: boolean;
  /** What goes with the call beside its arguments, such as a trace context: at most 16 entries, of 4 KiB in all. */
  meta?: Record<string, string>;
  /** How many items of a stream may be on their way; default 32. */
  credit?: number;
}

/** Makes calls. */
export interface Caller {
  /**
   * Calls a method.
   *
   * @param args by position; an object and {@link named} behind it are named arguments; {@link upload} gives what the method streams in
   * @returns the result
   * @throws RpcError if the server refuses or fails the call
   * @throws ConnectionError if there is no answer
   * @throws DOMException "TimeoutError" if time is up
   */
  call<T = unknown>(method: string, ...args: unknown[]): Promise<T>;
  /**
   * Calls a streaming method. The call is made when the first item is asked for; leaving the loop cancels it.
   *
   * @param args as those of {@link call}
   * @returns the items, for one loop
   */
  stream<T = unknown>(method: string, ...args: unknown[]): AsyncIterableIterator<T>;
}

/** A session of a client with a server. */
export interface SessionInfo {
  /** The public id of the connection; empty on version 1. */
  readonly id: string;
  /** The version of the protocol. */
  readonly version: 1 | 2;
  /** What of the earlier session went on when the last socket came; absent on version 1. */
  readonly resumed?: Resumed;
  /** When the credential expires, in milliseconds since 1970; absent: never. */
  readonly expires?: number;
}

/** A client of one service. */
export interface Client extends Caller, AsyncDisposable {
  /** Returns a caller with other options, over the same connection. */
  with(options: CallOptions): Caller;
  /**
   * Exposes functions to the server, in addition to those before; one of the same name is replaced. A function gets the arguments and returns the
   * answer or a promise of it, or an iterable of items.
   */
  expose(functions: Record<string, (...args: any[]) => unknown>): void;

  /**
   * Listens to messages of channels.
   *
   * @param pattern a name, or a pattern as the server's: `*` stands for any characters, `?` for one, `[a-z]` for one of these
   * @returns a function that ends it
   */
  on(event: "channel", pattern: string, listener: (message: ChannelMessage) => void): () => void;
  /** Listens to who comes to channels with presence, and who leaves them. */
  on(event: "presence", pattern: string, listener: (change: PresenceChange) => void): () => void;
  /** Listens to all messages that are no call, no answer and no message of a channel: broadcasts and what the server sends to this client. */
  on(event: "message", listener: (packet: Packet) => void): () => void;
  /** Listens to losses: the names and patterns, as subscribed, of channels of which messages were lost. */
  on(event: "gap", listener: (channels: string[]) => void): () => void;
  /** Listens to changes of the state. */
  on(event: "state", listener: (state: State, detail: StateDetail) => void): () => void;
  /** Listens to each packet as it is on the wire; for tools. */
  on(event: "packet", listener: (direction: "sent" | "received", packet: unknown, raw: string | Uint8Array) => void): () => void;

  /**
   * Sends a message to the server's application. It waits while there is no connection.
   *
   * @throws ConnectionError if the client is closed, or too much waits
   */
  send(data: unknown): void;

  /** What the connection is doing. */
  readonly state: State;
  /** The session; undefined before the first. */
  readonly session: SessionInfo | undefined;
  /** The address of the service. */
  readonly url: string;

  /** Drops the socket and comes back at once, with the session. */
  reconnect(): void;
  /** Closes the connection after what was sent, and ends the session. What waits fails. */
  close(): Promise<void>;
}

/** What {@link upload} makes: an argument of a call that is streamed to the server. */
export interface Upload<T> {
  readonly source: AsyncIterable<T> | Iterable<T>;
}
