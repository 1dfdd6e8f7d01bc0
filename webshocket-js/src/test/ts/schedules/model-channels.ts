/** A message; `number` counts those of its channel. */
export interface Message {
  readonly channel: string;
  readonly shard: number;
  readonly offset: number;
  readonly number: number;
}

/** What a session sends: a message with its position, or a gap of a subscription. */
export type Sent = { readonly message: Message; readonly position: string } | { readonly gap: string };

const SHARDS = 3;

/** The channels of a server, of which each keeps some messages, as the protocol describes them. */
export class ModelChannels {
  readonly #kept: number;
  readonly #shards: Message[][] = Array.from({ length: SHARDS }, () => []);
  readonly #published = new Map<string, number>();
  #epoch = 1;

  /** Makes channels that keep so many messages each. */
  constructor(kept: number) {
    this.#kept = kept;
  }

  /** How many messages were published in a channel. */
  published(channel: string): number {
    return this.#published.get(channel) ?? 0;
  }

  publish(channel: string): Message {
    const shard = [...channel].reduce((sum, character) => sum + character.charCodeAt(0), 0) % SHARDS;
    const number = this.published(channel) + 1;
    this.#published.set(channel, number);
    const message = { channel, shard, offset: this.#shards[shard]!.length + 1, number };
    this.#shards[shard]!.push(message);
    return message;
  }

  /** Loses what it has kept. */
  forget(): void {
    this.#epoch++;
    this.#shards.forEach((shard) => (shard.length = 0));
  }

  get epoch(): string {
    return `e${this.#epoch}`;
  }

  position(shard: number, offset: number): string {
    return `${this.epoch}.${shard}.${offset}`;
  }

  heads(): string[] {
    return this.#shards.map((messages, shard) => this.position(shard, messages.length));
  }

  /** Returns the message behind an offset, and whether it is still kept; undefined at the head. */
  read(shard: number, offset: number): { message: Message; kept: boolean } | undefined {
    const message = this.#shards[shard]![offset];
    return message && { message, kept: this.published(message.channel) - message.number < this.#kept };
  }
}

/** What one session of a client reads of the channels. */
export class ModelReader {
  readonly #channels: ModelChannels;
  readonly #base = new Map<number, number>();
  readonly #catchesUp: boolean;
  /** The channels of each subscription that no other has. */
  readonly #subscriptions = new Map<string, Set<string>>();
  /** For each subscription that catches up, how far each shard has been read. */
  readonly #reading = new Map<string, Map<number, number>>();
  readonly #owned = new Set<string>();
  readonly #send: (what: Sent) => void;

  constructor(channels: ModelChannels, positions: readonly string[], send: (what: Sent) => void) {
    this.#channels = channels;
    this.#send = send;
    this.#catchesUp = positions.length > 0;
    for (const position of positions) {
      const [epoch, shard, offset] = position.split(".");
      if (epoch === channels.epoch) {
        this.#base.set(Number(shard), Number(offset));
      }
    }
  }

  /** Whether nothing is being caught up with. */
  get live(): boolean {
    return this.#reading.size === 0;
  }

  get names(): string[] {
    return [...this.#subscriptions.keys()];
  }

  subscribe(name: string, channels: readonly string[]): void {
    if (this.#subscriptions.has(name)) {
      return;
    }
    const own = new Set(channels.filter((channel) => !this.#owned.has(channel)));
    own.forEach((channel) => this.#owned.add(channel));
    this.#subscriptions.set(name, own);
    if (!this.#catchesUp) {
      return;
    }
    const cursors = new Map<number, number>();
    for (let shard = 0; shard < SHARDS; shard++) {
      const offset = this.#base.get(shard);
      if (offset === undefined) {
        // Another epoch: what was kept before is lost.
        this.#send({ gap: name });
      } else {
        cursors.set(shard, offset);
      }
    }
    if (cursors.size > 0) {
      this.#reading.set(name, cursors);
    }
  }

  /** The server has lost what it kept, and says so. */
  forgotten(): void {
    this.#base.clear();
    this.#reading.clear();
    this.names.forEach((gap) => this.#send({ gap }));
  }

  published(message: Message): void {
    for (const [name, channels] of this.#subscriptions) {
      if (channels.has(message.channel) && !this.#reading.has(name)) {
        this.#send({ message, position: this.#channels.position(message.shard, message.offset) });
      }
    }
  }

  /** Reads a message further in each shard of each subscription that catches up. */
  read(): void {
    for (const [name, cursors] of [...this.#reading]) {
      let atHead = true;
      for (const [shard, offset] of cursors) {
        const found = this.#channels.read(shard, offset);
        if (found === undefined) {
          continue;
        }
        cursors.set(shard, offset + 1);
        atHead &&= this.#channels.read(shard, offset + 1) === undefined;
        if (this.#subscriptions.get(name)!.has(found.message.channel)) {
          this.#send(
            found.kept
              ? { message: found.message, position: this.#channels.position(shard, found.message.offset) }
              : { gap: name },
          );
        }
      }
      if (atHead) {
        this.#reading.delete(name);
      }
    }
  }
}
