/** The numbers that have arrived, as cells in order, with a mark where the socket was cut. */
import { byId, element } from "../dom.js";

export class Numbers {
  #last = 0;
  #missing = 0;
  #repeated = 0;
  #received = 0;
  #grid = element("ol", { class: "numbers", "aria-hidden": "true" });

  constructor() {
    byId("numbers").append(this.#grid);
  }

  begin() {
    this.#last = this.#missing = this.#repeated = this.#received = 0;
    this.#grid.replaceChildren();
  }

  add(number) {
    this.#received++;
    if (number > this.#last + 1) {
      this.#missing += number - this.#last - 1;
    } else if (number <= this.#last) {
      this.#repeated++;
    }
    this.#last = Math.max(this.#last, number);
    this.#grid.append(element("li", {}));
  }

  /** The socket is cut behind the last number. */
  cut() {
    this.#grid.lastElementChild?.setAttribute("data-cut", "");
  }

  get received() {
    return this.#received;
  }

  get missing() {
    return this.#missing;
  }

  /** @returns {string} such as 120 numbers, none missing, none twice */
  get sentence() {
    return `${this.#received} numbers, ${this.#missing || "none"} missing, ${this.#repeated || "none"} twice`;
  }
}
