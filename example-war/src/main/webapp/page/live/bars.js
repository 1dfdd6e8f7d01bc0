/** Bars with names, the largest first. */
import { element, shape } from "../dom.js";

const MOST = 8;

export class Bars {
  #empty;
  box;

  /**
   * @param {string} test its name for tests
   * @param {string} empty what it says where there is nothing
   */
  constructor(test, empty) {
    this.#empty = empty;
    this.box = element("ul", { class: "bars", "data-test": test });
    this.show([]);
  }

  /** @param {{name: string, value: number, text: string}[]} rows */
  show(rows) {
    const top = Math.max(1, ...rows.map(({ value }) => value));
    const items = rows.slice(0, MOST).map(({ name, value, text }) => element("li", {},
      element("span", { class: "bar-name" }, name),
      element("span", { class: "bar-value number" }, text),
      shape("svg", { class: "bar-picture", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
        shape("rect", { class: "bar-back", width: 100, height: 6 }),
        shape("rect", { class: "bar-front", width: 100 * value / top, height: 6 }))));
    this.box.replaceChildren(...(items.length > 0 ? items : [element("li", { class: "faint" }, this.#empty)]));
  }
}
