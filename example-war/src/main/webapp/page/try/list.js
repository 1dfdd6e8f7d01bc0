/** The list of methods, and the view of the one that is chosen. */
import { byId, element } from "../dom.js";
import { counted } from "../format.js";
import { methodView } from "./method.js";

const WIDE = matchMedia("(min-width: 56rem)");

export class TryIt {
  #context;
  #frame = byId("try");
  #shown = byId("method");
  #views = new Map();
  #buttons = [];

  /** @param {{client: Client, description: Description, packets: Packets, address: URL}} context */
  constructor(context) {
    this.#context = context;
    const { title, methods } = context.description;
    byId("service-title").textContent = title;
    byId("service-about").textContent =
      `${counted(methods.length, "method")}, as the service describes itself by rpc.discover. All calls share one WebSocket.`;
    this.#buttons = methods.map((method) => this.#button(method));
    byId("method-list").append(...this.#buttons.map((button) => element("li", {}, button)));
    byId("method-filter").addEventListener("input", (event) => this.#filter(event.target.value));
    if (methods.length > 0) {
      this.#show(methods.find(({ name }) => name === "add") ?? methods[0]);
    }
  }

  #button(method) {
    const marks = [
      ...(method.stream ? ["stream"] : []),
      ...(method.uploads.length > 0 ? ["upload"] : []),
      ...(method.access.length > 0 ? ["rules"] : []),
      ...(method.limit ? ["limit"] : []),
    ];
    return element("button", {
      type: "button",
      "data-method": method.name,
      click: () => this.#choose(method),
    }, element("code", {}, method.name), element("small", {}, marks.join(", ")));
  }

  #choose(method) {
    this.#show(method);
    this.#frame.dataset.view = "method";
    if (!WIDE.matches) {
      scrollTo(0, 0);
      this.#shown.querySelector("h3").focus({ preventScroll: true });
    }
  }

  #show(method) {
    if (!this.#views.has(method.name)) {
      this.#views.set(method.name, methodView(method, this.#context));
    }
    this.#shown.replaceChildren(this.#back(method), this.#views.get(method.name));
    for (const button of this.#buttons) {
      button.toggleAttribute("aria-current", button.dataset.method === method.name);
    }
  }

  /** On a narrow screen the method takes the place of the list. */
  #back({ name }) {
    return element("button", {
      type: "button",
      class: "quiet back",
      click: () => {
        this.#frame.dataset.view = "list";
        this.#buttons.find((button) => button.dataset.method === name).focus();
      },
    }, "‹ All methods");
  }

  #filter(text) {
    const wanted = text.trim().toLowerCase();
    let found = 0;
    for (const button of this.#buttons) {
      const matches = button.dataset.method.toLowerCase().includes(wanted);
      button.parentElement.hidden = !matches;
      found += matches ? 1 : 0;
    }
    byId("method-none").hidden = found > 0;
  }
}
