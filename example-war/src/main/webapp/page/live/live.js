/** What the server is doing, from the stream of its LiveHandler. The connection for it is there while somebody looks. */
import { connect } from "../../webshocket/webshocket.js";
import { endedWithSession } from "../again.js";
import { byId, element, say } from "../dom.js";
import { codeName, explain } from "../failures.js";
import { counted } from "../format.js";
import { Bars } from "./bars.js";
import { Chart } from "./chart.js";

const LOAD = 500;
const AT_ONCE = 5;
const PAUSE_MILLIS = 1000;
const ABOUT = "What a server is doing, once a second, from a stream of the service at /live. Of several servers it is the one that the stream has come to.";

export class Live {
  #calls = new Chart("Calls a second over the last minute", ["first"]);
  #times = new Chart("Time of calls over the last minute: 50th and 99th percentile", ["first", "second"]);
  #connections = new Chart("Connections over the last minute", ["first"]);
  #errors = new Bars("live-errors", "No errors yet");
  #channels = new Bars("live-channels", "Nobody has subscribed to a channel");
  #numbers = {};
  #stop = () => {};

  constructor(client) {
    const number = (name) => (this.#numbers[name] = element("b", { class: "number", "data-test": `live-${name}` }, "–"));
    const card = (title, figures, ...content) => element("section", { class: "card", "aria-label": title },
      element("h3", {}, title), ...(figures ? [element("p", { class: "live-figures" }, ...figures)] : []), ...content);
    byId("live").append(
      card("Calls a second", [number("calls"), " ", number("total")], this.#calls.picture),
      card("Time of a call", [
        element("span", { class: "key first" }, "50 % within", number("p50")),
        element("span", { class: "key second" }, "99 % within", number("p99")),
      ], this.#times.picture),
      card("Connections", [number("connections"), " ", number("suspended")], this.#connections.picture),
      card("Errors by code", null, this.#errors.box),
      card("Channels by subscribers", null, this.#channels.box));
    this.#numbers.total.className = this.#numbers.suspended.className = "faint number aside";
    byId("live-load").addEventListener("click", () => this.#load(client));
  }

  shown(yes) {
    this.#stop();
    if (yes) {
      let over = false;
      const abort = new AbortController();
      this.#stop = () => {
        over = true;
        abort.abort();
      };
      this.#watch(abort.signal).catch((error) => {
        if (!over) {
          byId("live-about").textContent = `There are no figures: ${explain(error).text}`;
        }
      });
    }
  }

  async #watch(signal) {
    byId("live-about").textContent = ABOUT;
    [this.#calls, this.#times, this.#connections].forEach((chart) => chart.clear());
    const client = await connect("live", { retry: { first: true } });
    try {
      while (!signal.aborted) {
        await this.#follow(client, signal);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
      }
    } finally {
      await client.close();
    }
  }

  /** Shows the figures until the stream ends, as it does with the server. */
  async #follow(client, signal) {
    try {
      for await (const figures of client.with({ signal, timeout: 0 }).stream("live")) {
        this.#show(figures);
      }
    } catch (error) {
      if (!endedWithSession(error)) {
        throw error;
      }
    }
  }

  #show({ connections, suspended, calls, callsPerSecond, p50, p99, errors, channels }) {
    this.#calls.add([callsPerSecond]);
    this.#times.add([p50, p99]);
    this.#connections.add([connections]);
    const time = (value) => (value === null || value === undefined ? "–" : `${+value.toPrecision(2)} ms`);
    const texts = {
      calls: Math.round(callsPerSecond).toLocaleString("en"),
      total: `${calls.toLocaleString("en")} since the start`,
      p50: time(p50),
      p99: time(p99),
      connections: connections.toLocaleString("en"),
      suspended: suspended > 0 ? `${suspended.toLocaleString("en")} without a socket` : "",
    };
    Object.entries(texts).forEach(([name, text]) => say(this.#numbers[name], text));
    this.#errors.show(errors.map(({ code, count }) => ({
      name: code === 0 ? "others" : `${code} ${codeName(code)}`, value: count, text: count.toLocaleString("en"),
    })));
    this.#channels.show(channels.map(({ name, subscribers }) => ({
      name, value: subscribers, text: counted(subscribers, "subscriber"),
    })));
  }

  /** Makes calls, a few at a time, so that there is something to see. */
  async #load(client) {
    const button = byId("live-load");
    button.disabled = true;
    let left = LOAD;
    const caller = client.with({ idempotent: true });
    const some = async () => {
      while (left-- > 0) {
        await caller.call("echo", left);
      }
    };
    await Promise.allSettled(Array.from({ length: AT_ONCE }, some));
    button.disabled = false;
    button.focus();
  }
}
