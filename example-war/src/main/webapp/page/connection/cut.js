/** Numbers arrive while the socket is cut: a stream of the session goes on over the next socket. */
import { repeated } from "../again.js";
import { Tail, byId, element, say } from "../dom.js";
import { cancelled, explain } from "../failures.js";
import { clock, counted, duration } from "../format.js";
import { Numbers } from "./numbers.js";

const COUNT = 300;
const DELAY_SECONDS = 0.05;
const HOW = {
  all: "the session goes on, with all that ran",
  state: "another server has taken the session over: attributes and subscriptions go on, calls and streams that ran are lost",
  no: "a new session",
};

export class Cut {
  #client;
  #numbers = new Numbers();
  #events = new Tail(byId("events"), 50);
  #button = byId("count");
  #counter = byId("counter");
  #abort = null;
  #cuts = 0;
  #cutAt = 0;

  constructor(client) {
    this.#client = client;
    this.#button.addEventListener("click", () => (this.#abort ? this.#abort.abort() : this.#count()));
    byId("cut").addEventListener("click", () => this.#cut());
    client.on("state", (state, detail) => this.#state(state, detail ?? {}));
  }

  async #count() {
    this.#abort = new AbortController();
    this.#button.textContent = "Stop counting";
    this.#cuts = 0;
    this.#numbers.begin();
    this.#show("Counting");
    let end = "Done";
    const caller = this.#client.with({ signal: this.#abort.signal });
    const again = () => this.#log("wait", "The stream has ended with its server: it begins again, and numbers that have come are skipped");
    try {
      for await (const number of repeated(() => caller.stream("count_to", COUNT, DELAY_SECONDS), again)) {
        this.#numbers.add(number);
        this.#show("Counting");
      }
    } catch (error) {
      end = cancelled(error) ? "Stopped" : "Broken off";
      if (!cancelled(error)) {
        this.#log("error", explain(error).text);
      }
    }
    this.#abort = null;
    this.#button.textContent = "Start counting";
    this.#show(end);
  }

  #cut() {
    this.#cuts++;
    this.#cutAt = performance.now();
    this.#numbers.cut();
    this.#log("wait", this.#numbers.received > 0 && this.#abort
      ? `The socket is cut behind number ${this.#numbers.received}` : "The socket is cut");
    if (this.#abort) {
      this.#show("Counting");
    }
    this.#client.reconnect();
  }

  #state(state, { resumed, error }) {
    if (state === "connected") {
      const after = this.#cutAt > 0 ? ` after ${duration(performance.now() - this.#cutAt)}` : "";
      this.#cutAt = 0;
      this.#log("done", `Connected again${after}: ${HOW[resumed] ?? HOW.no}`);
    } else if (state === "disconnected" && this.#cutAt === 0) {
      this.#log("error", `The connection is lost${error ? `: ${error.message}` : ""}`);
    }
  }

  #show(stage) {
    const { received, missing, sentence } = this.#numbers;
    Object.assign(this.#counter.dataset, { received, missing, cuts: this.#cuts });
    // Only beginnings, ends and whole fifties are said by a screen reader.
    this.#counter.setAttribute("aria-live", stage === "Counting" && received % 50 !== 0 ? "off" : "polite");
    say(this.#counter, `${stage}: ${sentence}, ${counted(this.#cuts, "cut")}`);
  }

  #log(outcome, text) {
    const time = new Date();
    this.#events.add(() => element("li", { "data-outcome": outcome },
      element("time", { class: "number" }, clock(time)), " ", text));
  }
}
