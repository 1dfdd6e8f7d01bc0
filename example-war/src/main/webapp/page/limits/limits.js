/** Rate limits: calls a method that has one, and shows what is left. */
import { RpcError, named } from "../../webshocket/webshocket.js";
import { Tail, byId, element } from "../dom.js";
import { examples } from "../examples.js";
import { explain } from "../failures.js";
import { clock } from "../format.js";
import { limitText } from "../try/signature.js";
import { Bucket } from "./bucket.js";
import { LimitWindow } from "./window.js";

const RATE_LIMITED = -32000;
/** A method whose limit closes the connection is no good to play with. */
const PREFERRED = ["take", "expensive_query"];

export class Limits {
  #client;
  #bucket = new Bucket();
  #windows = new Map();
  #method = null;
  #tail = new Tail(byId("limit-log"), 100);
  #timer = 0;
  #session;

  constructor({ client, description }) {
    this.#client = client;
    const methods = PREFERRED.map((name) => description.method(name)).filter((method) => method?.limit);
    const select = byId("limit-method");
    for (const method of methods) {
      this.#windows.set(method, new LimitWindow(method.limit));
      select.append(element("option", { value: method.name }, `${method.name}: ${limitText(method.limit)}`));
    }
    select.addEventListener("change", () => this.#choose(methods[select.selectedIndex]));
    byId("limit-call").addEventListener("click", () => this.#call());
    byId("limit-many").addEventListener("click", () => this.#callUntilRefused());
    if (methods.length > 0) {
      this.#choose(methods[0]);
      byId("limit-call").disabled = byId("limit-many").disabled = false;
    }
    this.#session = client.session?.id;
    client.on("state", () => this.#anotherSession());
  }

  /** Draws only while somebody looks. */
  shown(yes) {
    clearInterval(this.#timer);
    if (yes) {
      this.#timer = setInterval(() => this.#draw(), 100);
      this.#draw();
    }
  }

  #choose(method) {
    this.#method = method;
    this.#draw();
  }

  #draw() {
    if (this.#method) {
      this.#bucket.show(this.#windows.get(this.#method), performance.now());
    }
  }

  /** @returns {Promise<boolean>} whether the call was let through */
  async #call() {
    const method = this.#method;
    const window = this.#windows.get(method);
    let passed = false;
    try {
      const given = examples[method.name];
      await this.#client.call(method.name, ...(given ? [given, named] : []));
      window.taken(performance.now());
      passed = true;
      this.#log("done", `${method.name} was answered`);
    } catch (error) {
      let { text } = explain(error);
      if (error instanceof RpcError && error.code === RATE_LIMITED) {
        const seconds = error.data?.retry_after ?? 0;
        window.refused(performance.now(), seconds);
        text += ` The next bucket comes in ${seconds.toFixed(1)} s.`;
      }
      this.#log("error", text);
    }
    this.#draw();
    return passed;
  }

  async #callUntilRefused() {
    const button = byId("limit-many");
    button.disabled = true;
    const most = this.#windows.get(this.#method).limit + 1;
    for (let i = 0; i < most && await this.#call(); i++) {
      await new Promise((resolve) => setTimeout(resolve, 60)); // slow enough to see
    }
    button.disabled = false;
    button.focus();
  }

  #log(outcome, text) {
    const time = new Date();
    this.#tail.add(() => element("li", { "data-outcome": outcome },
      element("time", { class: "number" }, clock(time)), " ", text));
  }

  #anotherSession() {
    const id = this.#client.session?.id;
    if (id !== this.#session) {
      this.#session = id;
      this.#windows.forEach((window) => window.reset());
    }
  }
}
