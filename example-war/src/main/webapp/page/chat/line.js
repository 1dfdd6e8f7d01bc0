/** A line of the chat. */
import { element } from "../dom.js";
import { clock } from "../format.js";

const PAUSE_MILLIS = 120_000;

/**
 * @param {object} line as {@link Room} has it
 * @param {object} before the line before it; undefined for none
 * @param {string} name of the user
 */
export function messageLine(line, before, name) {
  const mine = line.mine || line.user === name;
  const attributes = { "data-kind": line.kind, "data-mine": String(mine), "data-waits": line.waits };
  if (line.kind !== "said") {
    return element("li", attributes, line.text);
  }
  const goesOn = before?.kind === "said" && before.user === line.user && line.time - before.time < PAUSE_MILLIS;
  return element("li", { ...attributes, "data-goes-on": goesOn },
    element("span", { class: "who" }, element("b", {}, line.user), " ",
      element("time", { datetime: line.time.toISOString() }, clock(line.time).slice(0, 5))),
    element("span", { class: "bubble" }, line.text));
}
