import type { Clock } from "./clock.ts";

/** A credential is refreshed after three quarters of its time, but not earlier than this before its end. */
const LONGEST_LEAD = 30_000;
/** The shortest time between two refreshes, whatever a server says. */
const SHORTEST_DELAY = 1_000;
/** The shortest time between a refresh that failed and the next: five fit into the grace of a server. */
const SHORTEST_RETRY = 5_000;

/**
 * Gives the server a new credential before the one of the session ends, section "Credentials" of the wire protocol. Without a socket there
 * is nothing to do: the next `hello` has a new credential.
 */
export class Credentials {
  readonly #token: (() => string | Promise<string>) | undefined;
  readonly #clock: Clock;
  readonly #send: (token: string) => void;
  readonly #failed: (error: Error) => void;
  #cancel = () => {};
  /** Changes whenever an earlier refresh does not count any more. */
  #turn = 0;
  #end = 0;

  /**
   * @param token the application's; undefined for none
   * @param send sends a new credential
   * @param failed a credential could not be renewed; another attempt follows
   */
  constructor(
    token: (() => string | Promise<string>) | undefined,
    clock: Clock,
    send: (token: string) => void,
    failed: (error: Error) => void,
  ) {
    this.#token = token;
    this.#clock = clock;
    this.#send = send;
    this.#failed = failed;
  }

  /**
   * There is a socket, or the server has taken a new credential.
   *
   * @param expires in how many milliseconds it ends; undefined for never
   */
  begin(expires: number | undefined): void {
    this.stop();
    if (this.#token && expires !== undefined) {
      this.#end = this.#clock.now() + expires;
      this.#schedule(Math.max(expires - Math.min(expires / 4, LONGEST_LEAD), SHORTEST_DELAY));
    }
  }

  /** The socket is lost. */
  stop(): void {
    this.#turn++;
    this.#cancel();
  }

  /** The server has refused a credential. */
  refused(message: string): void {
    this.#retry(new Error(`the server has refused the new credential: ${message}`));
  }

  #schedule(delay: number): void {
    this.#cancel = this.#clock.after(delay, () => void this.#refresh(this.#turn));
  }

  async #refresh(turn: number): Promise<void> {
    try {
      const token = await this.#token!();
      if (turn === this.#turn) {
        this.#send(token);
      }
    } catch (cause) {
      if (turn === this.#turn) {
        this.#retry(new Error("there is no new credential", { cause }));
      }
    }
  }

  #retry(error: Error): void {
    this.#schedule(Math.max((this.#end - this.#clock.now()) / 4, SHORTEST_RETRY));
    this.#failed(error);
  }
}
