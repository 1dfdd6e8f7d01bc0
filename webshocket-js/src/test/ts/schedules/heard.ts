import type { Client } from "../../../main/ts/api.ts";
import { equal, ok } from "../kit/test.ts";

/** What a client has heard, which comes once and in order; in the place of what is missing stands a gap. */
export class Heard {
  /** The messages that the server sent to this client. */
  readonly pushes: number[] = [];
  /** The messages of each channel. */
  readonly messages: Readonly<Record<string, number[]>>;
  /** The subscriptions that a gap was told of. */
  readonly told = new Set<string>();
  /** The channels that a gap was told of, and no message since. */
  readonly #gaps = new Set<string>();
  readonly #subscriptions: Readonly<Record<string, readonly string[]>>;
  readonly #missed: (channel: string) => number;
  readonly #fault: (error: unknown) => void;

  /**
   * Begins with nothing heard.
   *
   * @param subscriptions the channels of each
   * @param missed tells how many messages of a channel were published before the client had subscribed
   * @param fault is told what does not hold
   */
  constructor(
    subscriptions: Readonly<Record<string, readonly string[]>>,
    missed: (channel: string) => number,
    fault: (error: unknown) => void,
  ) {
    this.#subscriptions = subscriptions;
    this.#missed = missed;
    this.#fault = fault;
    this.messages = Object.fromEntries(Object.values(subscriptions).flatMap((channels) => channels.map((channel) => [channel, []])));
  }

  /** Listens to a client. */
  listen(client: Pick<Client, "on">): void {
    client.on("channel", "*", ({ channel, data }) => this.#noting(() => this.#message(channel, data as number)));
    client.on("gap", (names) => names.forEach((name) => this.#gap(name)));
    client.on("message", ({ data }) => this.#noting(() => this.#push(data as number)));
  }

  #noting(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.#fault(error);
    }
  }

  #gap(name: string): void {
    this.told.add(name);
    this.#subscriptions[name]!.forEach((channel) => this.#gaps.add(channel));
  }

  #push(number: number): void {
    const last = this.pushes.at(-1) ?? 0;
    ok(number > last, `the message ${number} comes behind ${last}`);
    this.pushes.push(number);
  }

  #message(channel: string, number: number): void {
    const last = this.#last(channel);
    ok(number > last, `message ${number} of ${channel} comes behind ${last}`);
    const known = this.#known(channel);
    ok(number <= known + 1 || this.#gaps.has(channel), `message ${number} of ${channel} comes behind ${known}, without a gap`);
    this.messages[channel]!.push(number);
    this.#gaps.delete(channel);
  }

  #last(channel: string): number {
    return this.messages[channel]!.at(-1) ?? 0;
  }

  #known(channel: string): number {
    return Math.max(this.#last(channel), this.#missed(channel));
  }

  /** Checks that all has come, when all is over. */
  check(published: (channel: string) => number): void {
    for (const channel of Object.values(this.#subscriptions).flat()) {
      if (!this.#gaps.has(channel)) {
        equal(this.#known(channel), published(channel), `the last message of ${channel}`);
      }
    }
  }
}
