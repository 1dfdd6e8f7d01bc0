/** A bucket of calls as a picture: the level is what is left, the bar how far it is to the next bucket. */
import { byId, element, say, shape } from "../dom.js";

const TOP = 24;
const BOTTOM = 168;

export class Bucket {
  #level = shape("rect", { class: "water", x: 0, y: TOP, width: 200, height: BOTTOM - TOP });
  #number = shape("text", { class: "bucket-number", x: 100, y: 108, "text-anchor": "middle" });
  #bar = element("progress", { max: 1, value: 1, "aria-label": "Time until the bucket is full" });
  #text = element("p", { class: "faint number" });
  #meter;

  constructor() {
    const path = `M32 ${TOP} H168 L152 ${BOTTOM} Q151 176 142 176 H58 Q49 176 48 ${BOTTOM} Z`;
    const picture = shape("svg", { viewBox: "0 0 200 184", class: "bucket-picture", "aria-hidden": "true" },
      shape("clipPath", { id: "bucket-shape" }, shape("path", { d: path })),
      shape("path", { class: "bucket-back", d: path }),
      shape("g", { "clip-path": "url(#bucket-shape)" }, this.#level),
      shape("path", { class: "bucket-edge", d: path }),
      this.#number);
    this.#meter = element("div", {
      class: "bucket", role: "meter", "data-test": "bucket", "aria-label": "Calls left", "aria-valuemin": 0,
    }, picture);
    byId("bucket").append(this.#meter, this.#bar, this.#text);
  }

  /** Shows what is left of a limit. */
  show(window, now) {
    const left = window.left(now);
    const height = (BOTTOM + 8 - TOP) * left / window.limit;
    this.#level.setAttribute("y", BOTTOM + 8 - height);
    this.#level.setAttribute("height", height);
    this.#meter.dataset.empty = String(left === 0);
    this.#meter.setAttribute("aria-valuemax", window.limit);
    this.#meter.setAttribute("aria-valuenow", left);
    this.#meter.setAttribute("aria-valuetext", `${left} of ${window.limit} calls left`);
    if (this.#number.textContent !== String(left)) {
      this.#number.textContent = left;
    }
    this.#bar.value = window.passed(now);
    const millis = window.millisToFull(now);
    say(this.#text, millis === 0 ? `Full: ${window.limit} calls`
      : `${left} of ${window.limit} calls left, full again in ${Math.ceil(millis / 1000)} s`);
  }
}
