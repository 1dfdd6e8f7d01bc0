/** Streams and uploads that may run twice: when they end with their server, the next one runs them again. */
import { ConnectionError } from "../webshocket/webshocket.js";

/** Whether a call has ended with its session, as it does when another server takes over. The client itself repeats only calls that are whole. */
export function endedWithSession(error) {
  return error instanceof ConnectionError && (error.reason === "unknown-outcome" || error.reason === "lost");
}

/**
 * Takes a stream that has the same items whenever it runs. Those that have come are skipped when it runs again.
 *
 * @param {function(): AsyncIterable} open calls the method
 * @param {function()} onAgain is told that the stream has ended with its session
 */
export async function* repeated(open, onAgain = () => {}) {
  let taken = 0;
  for (;;) {
    let at = 0;
    try {
      for await (const item of open()) {
        if (at++ === taken) {
          taken++;
          yield item;
        }
      }
      return;
    } catch (error) {
      if (!endedWithSession(error)) {
        throw error;
      }
      onAgain();
    }
  }
}
