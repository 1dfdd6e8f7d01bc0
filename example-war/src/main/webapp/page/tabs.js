/** The tabs: arrow keys, Home and End move between them, and the address has the one that is shown. */
import { byId } from "./dom.js";

const NARROW = matchMedia("(max-width: 40rem)");

export class Tabs {
  #list = byId("tabs");
  #listeners = new Map();
  #shown = null;

  constructor() {
    this.#arrange();
    NARROW.addEventListener("change", () => this.#arrange());
    this.#list.addEventListener("click", (event) => {
      const tab = event.target.closest("[data-tab]");
      if (tab) {
        this.show(tab.dataset.tab, true);
      }
    });
    this.#list.addEventListener("keydown", (event) => this.#move(event));
    addEventListener("hashchange", () => this.show(this.#addressed()));
  }

  /** Tells a listener when a tab is shown (true) or hidden (false), and at once if it is shown already. */
  on(name, listener) {
    this.#listeners.set(name, listener);
    if (name === this.#shown) {
      listener(true);
    }
  }

  /** Shows the tab of the address, else the first one. */
  start() {
    this.show(this.#addressed());
  }

  show(name, remember = false) {
    if (name === this.#shown) {
      return;
    }
    const before = this.#shown;
    this.#shown = name;
    for (const tab of this.#tabs()) {
      const selected = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !selected;
      if (selected) {
        tab.scrollIntoView({ block: "nearest", inline: "center" });
      }
    }
    if (remember) {
      history.replaceState(null, "", `#${name}`);
      scrollTo(0, 0);
    }
    this.#listeners.get(before)?.(false);
    this.#listeners.get(name)?.(true);
  }

  /** On a narrow screen the chat comes before the list of methods. */
  #arrange() {
    const [chat, methods] = ["chat", "try"].map((name) => this.#list.querySelector(`[data-tab=${name}]`));
    const first = NARROW.matches ? chat : methods;
    if (this.#list.firstElementChild !== first) {
      const focused = document.activeElement;
      this.#list.prepend(first);
      if (focused === first) {
        first.focus();
      }
    }
  }

  #addressed() {
    const tabs = this.#tabs().map((tab) => tab.dataset.tab);
    const name = location.hash.slice(1);
    return tabs.includes(name) ? name : tabs[0];
  }

  #tabs() {
    return [...this.#list.children];
  }

  #move(event) {
    const tabs = this.#tabs();
    const at = tabs.indexOf(document.activeElement);
    const to = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (to !== undefined && at >= 0) {
      event.preventDefault();
      tabs[to].focus();
      this.show(tabs[to].dataset.tab, true);
    }
  }
}
