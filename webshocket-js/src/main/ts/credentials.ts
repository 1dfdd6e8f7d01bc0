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
export interface Credentials {
  /**
   * There is a socket, or the server has taken a new credential.
   *
   * @param expires in how many milliseconds it ends; undefined for never
   */
  begin(expires: number | undefined): void;
  /** The socket is lost. */
  stop(): void;
  /** A credential could not be renewed; another attempt follows. */
  failed(cause: unknown): void;
}

/**
 * Makes it without a credential.
 *
 * @param token the application's; undefined for none
 * @param send sends a new credential
 * @param told is told of failures
 */
export function makeCredentials(
  token: (() => string | Promise<string>) | undefined,
  { now, after }: Clock,
  send: (token: string) => void,
  told: (error: Error) => void,
): Credentials {
  /** Cancels the next refresh; changes whenever an earlier one does not count any more. */
  let cancel = () => {};
  let end = 0;

  function schedule(delay: number): void {
    const mine = (cancel = after(delay, async () => {
      try {
        const fresh = await token!();
        if (mine === cancel) {
          send(fresh);
        }
      } catch (cause) {
        if (mine === cancel) {
          failed(cause);
        }
      }
    }));
  }

  function failed(cause: unknown): void {
    schedule(Math.max((end - now()) / 4, SHORTEST_RETRY));
    told(new Error(`credential not renewed: ${cause}`, { cause }));
  }

  function stop(): void {
    cancel();
    cancel = () => {};
  }

  return {
    begin(expires) {
      stop();
      if (token && expires !== undefined) {
        end = now() + expires;
        schedule(Math.max(expires - Math.min(expires / 4, LONGEST_LEAD), SHORTEST_DELAY));
      }
    },
    stop,
    failed,
  };
}
