/** Draws the methods, calls them, and shows what comes back. */
import { Chat } from "./chat.js";
import { methods } from "./methods.js";
import { Service } from "./service.js";

const ERRORS = {
  "-32601": "method not found",
  "-32602": "invalid parameters",
  "-32603": "internal error",
  "-32000": "rate limited",
  "-32001": "application error",
  "-32002": "access denied",
  "-32003": "overloaded",
};
const LONGEST_LIST = 200;
const DRAW_MILLIS = 80;
const LONGEST_LINE = 2000;

const byId = (id) => document.getElementById(id);

/** Adds to a list a few times a second at most, however fast lines come, and keeps only its end. */
class Tail {
  #list;
  #showCount;
  #lines = [];
  #count = 0;

  constructor(list, showCount) {
    this.#list = list;
    this.#showCount = showCount;
  }

  get count() {
    return this.#count;
  }

  /** Adds what the function makes, if it is not superseded before it can be drawn. */
  add(line) {
    this.#count++;
    if (this.#lines.length === 0) {
      setTimeout(() => this.#draw(), DRAW_MILLIS);
    } else if (this.#lines.length >= LONGEST_LIST) {
      this.#lines.shift();
    }
    this.#lines.push(line);
  }

  clear() {
    this.#count = 0;
    this.#lines.length = 0;
    this.#list.replaceChildren();
  }

  #draw() {
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 40;
    this.#list.append(...this.#lines.splice(0).map((line) => line()));
    while (this.#list.childElementCount > LONGEST_LIST) {
      this.#list.firstElementChild.remove();
    }
    if (atEnd) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
    this.#showCount(this.#count);
  }
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

function abridged(text) {
  return text.length > LONGEST_LINE
    ? `${text.slice(0, LONGEST_LINE)}... (${text.length.toLocaleString()} characters)`
    : text;
}

function duration(milliseconds) {
  return milliseconds < 1000 ? `${Math.ceil(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

const log = new Tail(byId("log"), (count) => {
  byId("log-count").textContent = `${count.toLocaleString()} so far`;
});

function logPacket(direction, text) {
  const time = new Date();
  log.add(() => {
    const entry = element("li", { className: direction });
    const code = element("code");
    // Lines may break after a comma.
    abridged(text).split(/(?<=,)/).forEach((part) => code.append(part, element("wbr")));
    const when = time.toLocaleTimeString([], { hour12: false });
    entry.append(element("span", { className: "meta", textContent: `${direction} ${when}` }), code);
    return entry;
  });
}

byId("clear").onclick = () => {
  log.clear();
  byId("log-count").textContent = "";
};

const address = new URL("ws", document.baseURI);
address.protocol = address.protocol.replace("http", "ws");
address.search = address.hash = "";
byId("address").textContent = address.href;

const chat = new Chat(byId("chat"), byId("talk"), byId("present"));
const cards = [];
let countdown = 0;

/** Where there are several servers, another one may serve after each loss. */
function showServer() {
  service.call("server", {}, {
    result: ({ id, pid }) => { byId("server").textContent = `Server ${id}, process ${pid}`; },
    error: () => { byId("server").textContent = ""; },
  });
}

function showState(state, seconds) {
  clearInterval(countdown);
  const status = byId("status");
  status.dataset.state = state;
  byId("retry").hidden = state !== "waiting";
  cards.forEach((card) => card.connected(state === "open"));
  chat.connected(state === "open");
  if (state === "open") {
    showServer();
  }
  if (state === "waiting" && seconds !== undefined) {
    status.textContent = "Disconnected";
    let left = Math.ceil(seconds);
    const tick = () => { byId("retry").textContent = `Try now (${left--})`; };
    tick();
    countdown = setInterval(() => left > 0 && tick(), 1000);
  } else {
    status.textContent = { connecting: "Connecting", open: "Connected", waiting: "Paused" }[state];
    byId("retry").textContent = "Try now";
  }
}

/** What a field holds: undefined where the argument is to be left out, so that its default applies. */
function argument(parameter, text) {
  if (text === "" && (parameter.type !== "text" || "default" in parameter)) {
    return undefined;
  }
  if (parameter.type === "text") {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function field(method, parameter) {
  const input = element(parameter.type === "any" ? "textarea" : "input", {
    id: `call-${method.name}-${parameter.name}`,
    name: parameter.name,
    value: parameter.example,
    spellcheck: false,
    placeholder: parameter.default ?? "",
  });
  if (parameter.type === "int" || parameter.type === "number") {
    input.inputMode = "decimal";
  }
  const label = element("label", { htmlFor: input.id });
  label.append(parameter.name, element("small", {
    textContent: parameter.type + ("default" in parameter ? ", optional" : ""),
  }));
  const box = element("div", { className: `field ${parameter.type}` });
  box.append(label, input);
  return { parameter, input, box };
}

/** One method: its fields, its buttons, and the answer to its last call. */
function createCard(method) {
  const card = byId("method").content.cloneNode(true).firstElementChild;
  const part = (selector) => card.querySelector(selector);
  const fields = method.parameters.map((parameter) => field(method, parameter));
  const submit = part("button[type=submit]");
  const cancel = part(".cancel");
  const outcome = part(".outcome");
  const value = part(".value");
  const items = new Tail(part(".items"), () => {
    if (running) {
      outcome.textContent = counted();
    }
  });
  let connected = false;
  let running = false;

  part("h3 code").textContent = `${method.name}(${method.parameters.map((p) => p.name).join(", ")})`;
  part(".tag").hidden = !method.stream;
  part(".description").textContent = method.description;
  part(".fields").append(...fields.map(({ box }) => box));
  part(".items").setAttribute("aria-label", `Items of ${method.name}`);
  value.setAttribute("aria-label", `Result of ${method.name}`);

  function counted() {
    return items.count === 1 ? "1 item" : `${items.count.toLocaleString()} items`;
  }

  function show(kind, text) {
    outcome.textContent = text;
    card.dataset.outcome = kind;
  }

  function enable() {
    submit.disabled = !connected || running;
    cancel.hidden = !(running && method.stream);
  }

  function call() {
    const kwargs = {};
    for (const { parameter, input } of fields) {
      kwargs[parameter.name] = argument(parameter, input.value);
    }
    const started = performance.now();
    const elapsed = () => duration(performance.now() - started);
    const over = (kind, text) => {
      running = false;
      enable();
      show(kind, text);
    };
    const print = (text) => {
      value.textContent = text;
      value.hidden = false;
    };

    running = true;
    enable();
    items.clear();
    value.hidden = true;
    part(".items").hidden = true;
    show("running", "Running");
    const stop = service.call(method.name, kwargs, {
      item(data) {
        part(".items").hidden = false;
        items.add(() => element("li", { textContent: abridged(JSON.stringify(data)) }));
      },
      end: () => over("done", `${counted()} in ${elapsed()}`),
      result(data) {
        print(JSON.stringify(data, null, 2));
        over("done", `In ${elapsed()}`);
      },
      error(code, message) {
        print(message);
        over("error", code === null ? "No answer" : `Error ${code}, ${ERRORS[code] ?? "unknown code"}`);
      },
    });
    cancel.onclick = () => {
      stop();
      over("cancelled", `Cancelled after ${counted()}`);
      submit.focus();
    };
  }

  part("form").onsubmit = (event) => {
    event.preventDefault();
    if (!submit.disabled) {
      call();
    }
  };
  return {
    card,
    connected(yes) {
      connected = yes;
      enable();
    },
  };
}

cards.push(...methods.map(createCard));
byId("methods").append(...cards.map(({ card }) => card));
const service = new Service(address, {
  state: showState,
  packet: logPacket,
  message: (packet) => chat.received(packet),
});
chat.use(service);
byId("retry").onclick = () => service.connect();
