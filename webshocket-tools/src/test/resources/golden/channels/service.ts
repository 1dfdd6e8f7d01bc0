// Made by webshocket-tools from the description of the service. Changes will be lost.
import type { Caller, ChannelMessage, Client } from "webshocket-js";
import type { named } from "webshocket-js";

/** What stands behind an object of named arguments. */
type Named = typeof named;

export interface Channels_2 {
  ours?: boolean;
}

export interface Person {
  name?: string;
}

export interface Ticket {
  id: string;
}

/** The desk */
export interface Service {
  open(by_2: Person): Promise<Ticket>;
  open(args: { by: Person }, by: Named): Promise<Ticket>;
  watch(): Promise<void>;
}

/** Calls the service by a client, or by one with other options: `service(client.with({ timeout: 500 }))`. */
export function service(client: Caller): Service {
  return {
    open: (...args: unknown[]) => client.call<never>("open", ...args),
    watch: () => client.call<never>("watch"),
  };
}

/** What has changed. */
export interface Change {
  ticket: Ticket;
  by: Person_2;
  state: "OPEN" | "CLOSED";
}

export interface Named_2 {
  person?: Person_2;
}

export interface Person_2 {
  name: string;
}

/** The data of what is published, by the names and patterns of channels. */
export interface Channels {
  "*": unknown;
  news: unknown;
  ours: Channels_2 | Named_2;
  "price.[a-z]": number;
  /**
   * A ticket has changed.
   * A ticket is new.
   */
  "tickets.*": Change | Ticket;
}

/**
 * Lets listeners know what is published: `channels(client).on("channel", pattern, ({ channel, data }) => {})`, with a name or pattern as it
 * stands in {@link Channels}. It returns the same client.
 */
export function channels(client: Client): TypedChannels & Client {
  return client;
}

/** Listens to channels whose data is known. */
export interface TypedChannels {
  on<P extends keyof Channels>(
    event: "channel",
    pattern: P,
    listener: (message: ChannelMessage & { data: Channels[P] }) => void,
  ): () => void;
}
