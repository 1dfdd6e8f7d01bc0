/** Messages that no tab waits for: broadcasts, messages to a user, channels that were joined by hand. */
import { byId, element } from "./dom.js";
import { abridged, json } from "./format.js";

const MOST = 3;
const MILLIS = 10_000;

export class Notices {
  #list = byId("notices");

  /**
   * @param {string} from what it came by
   * @param {any} data
   */
  add(from, data) {
    const notice = element("div", { class: "notice" },
      element("p", {}, element("b", {}, from), abridged(typeof data === "string" ? data : json(data))),
      element("button", { type: "button", class: "quiet", "aria-label": "Close", click: () => notice.remove() }, "×"));
    this.#list.append(notice);
    while (this.#list.childElementCount > MOST) {
      this.#list.firstElementChild.remove();
    }
    setTimeout(() => this.#fade(notice), MILLIS);
  }

  /** Whoever reads it or has the focus in it keeps it. */
  #fade(notice) {
    if (notice.matches(":hover, :focus-within")) {
      setTimeout(() => this.#fade(notice), MILLIS);
    } else {
      notice.remove();
    }
  }
}
