/** What goes over the wire, and which packets belong to which call. */
import { clock, abridged, counted } from "./format.js";
import { element } from "./dom.js";

const SECRETS = ["resume", "token"];

/** @typedef {{direction: string, time: Date, text: string, packet: object}} Seen a packet as it went over the wire */

export class Packets {
  #listeners = new Set();
  /** Watchers of calls that have not been sent yet, by method. */
  #waiting = new Map();
  /** Watchers by the id of the call or of its uploads. */
  #watchers = new Map();

  /** @param {Client} client whose packets they are */
  observe(client) {
    client.on("packet", (direction, packet, raw) => this.#see(direction, packet, raw));
  }

  /** Tells a listener of each packet. */
  on(listener) {
    this.#listeners.add(listener);
  }

  /**
   * Tells a listener of the packets of the next call of a method that is sent.
   *
   * @returns {function()} ends it
   */
  watch(method, listener) {
    const watcher = { listener, ids: [] };
    const waiting = this.#waiting.get(method) ?? [];
    this.#waiting.set(method, waiting);
    waiting.push(watcher);
    return () => {
      const at = waiting.indexOf(watcher);
      if (at >= 0) {
        waiting.splice(at, 1);
      }
      watcher.ids.forEach((id) => this.#watchers.delete(id));
    };
  }

  #see(direction, packet, raw) {
    const seen = { direction, time: new Date(), text: readable(packet, raw), packet };
    this.#listeners.forEach((listener) => listener(seen));
    const rpc = packet?.rpc;
    if (!rpc) {
      return;
    }
    if (direction === "sent" && rpc.type === "request") {
      const watcher = this.#waiting.get(rpc.method)?.shift();
      watcher?.ids.push(rpc.call_id, ...(rpc.uploads ?? []));
      watcher?.ids.forEach((id) => this.#watchers.set(id, watcher));
    }
    this.#watchers.get(rpc.call_id ?? rpc.stream)?.listener(seen);
  }
}

/** What a packet says. The secrets of the session are not shown. */
function readable(packet, raw) {
  const session = packet?.session;
  if (typeof session === "object" && SECRETS.some((name) => name in (session ?? {}))) {
    const shown = Object.fromEntries(Object.entries(session).map(
      ([name, value]) => [name, SECRETS.includes(name) ? "(secret)" : value],
    ));
    return JSON.stringify({ ...packet, session: shown });
  }
  return typeof raw === "string" ? raw : counted(raw.byteLength, "byte");
}

/** A packet as a line of a list. */
export function packetLine({ direction, time, text }) {
  const code = element("code");
  // Lines may break after a comma.
  abridged(text).split(/(?<=,)/).forEach((part) => code.append(part, element("wbr")));
  return element("li", { "data-direction": direction },
    element("span", { class: "packet-meta" },
      element("span", { "aria-hidden": "true" }, direction === "sent" ? "↑ " : "↓ "),
      `${direction} ${clock(time)}`),
    code);
}
