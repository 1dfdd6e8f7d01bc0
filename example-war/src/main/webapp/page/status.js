/** The state of the connection, which is always in view. */
import { byId, say } from "./dom.js";

const TEXTS = { connecting: "Connecting", connected: "Connected", disconnected: "Disconnected", closed: "Closed" };

export class Status {
  #box = byId("state");
  #text = byId("state-text");
  #retry = byId("try-now");
  #countdown = 0;

  /** @param {Client} client whose state it shows from now on */
  follow(client) {
    client.on("state", (state, { retryIn } = {}) => this.show(state, retryIn));
    this.#retry.addEventListener("click", () => client.reconnect());
    this.show(client.state);
  }

  /**
   * @param {string} state
   * @param {number} [retryIn] milliseconds until the next attempt
   */
  show(state, retryIn) {
    clearInterval(this.#countdown);
    this.#box.dataset.state = state;
    say(this.#text, TEXTS[state] ?? state);
    this.#retry.hidden = state !== "disconnected";
    if (state === "disconnected" && retryIn >= 1000) {
      let left = Math.ceil(retryIn / 1000);
      const tick = () => { this.#retry.textContent = left > 0 ? `Try now (${left--} s)` : "Try now"; };
      tick();
      this.#countdown = setInterval(tick, 1000);
    } else {
      this.#retry.textContent = "Try now";
    }
  }
}
