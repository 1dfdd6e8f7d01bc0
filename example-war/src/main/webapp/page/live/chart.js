/** A chart of lines over the last minute. */
import { shape } from "../dom.js";

const WIDTH = 320;
const HEIGHT = 120;
const LEFT = 34;
const BOTTOM = 16;

export class Chart {
  #seconds;
  #lines;
  #points = [];
  #paths;
  #area = shape("path", { class: "chart-area" });
  #marks = [0, 1, 2].map(() => ({
    line: shape("line", { class: "chart-grid", x1: LEFT, x2: WIDTH }),
    text: shape("text", { class: "chart-text", x: LEFT - 5, "text-anchor": "end" }),
  }));
  picture;

  /**
   * @param {string} label what it shows, for screen readers
   * @param {string[]} lines the classes of the lines
   * @param {number} seconds how many it shows
   */
  constructor(label, lines, seconds = 60) {
    this.#seconds = seconds;
    this.#lines = lines;
    this.#paths = lines.map((name) => shape("path", { class: `chart-line ${name}` }));
    this.picture = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img", "aria-label": label },
      ...this.#marks.flatMap(({ line, text }) => [line, text]),
      shape("text", { class: "chart-text", x: LEFT, y: HEIGHT - 3 }, `${seconds} s ago`),
      shape("text", { class: "chart-text", x: WIDTH, y: HEIGHT - 3, "text-anchor": "end" }, "now"),
      ...(lines.length === 1 ? [this.#area] : []),
      ...this.#paths);
    this.#draw();
  }

  /** @param {(number|null)[]} values of the lines; null where there is none */
  add(values) {
    this.#points.push(values);
    if (this.#points.length > this.#seconds + 1) {
      this.#points.shift();
    }
    this.#draw();
  }

  clear() {
    this.#points.length = 0;
    this.#draw();
  }

  #draw() {
    const top = ceiling(Math.max(0, ...this.#points.flat().map((value) => value ?? 0)));
    const y = (value) => HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - 10);
    const x = (i) => WIDTH - (this.#points.length - 1 - i) * (WIDTH - LEFT) / this.#seconds;
    this.#marks.forEach(({ line, text }, i) => {
      const value = top * i / 2;
      line.setAttribute("y1", y(value));
      line.setAttribute("y2", y(value));
      text.setAttribute("y", y(value) + 4);
      text.textContent = short(value);
    });
    this.#paths.forEach((path, of) => path.setAttribute("d", this.#path(of, x, y)));
    const line = this.#path(0, x, y);
    this.#area.setAttribute("d", line === "" ? "" : `${line}V${y(0)}H${x(this.#points.findIndex(([value]) => value !== null))}Z`);
  }

  /** A gap where there is no value, and a dot for a value alone. */
  #path(of, x, y) {
    let path = "";
    let drawing = false;
    this.#points.forEach((values, i) => {
      const value = values[of];
      if (value !== null && value !== undefined) {
        path += `${drawing ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}${drawing ? "" : "h0.1"}`;
      }
      drawing = value !== null && value !== undefined;
    });
    return path;
  }
}

/** @returns {number} the next number of the form 1, 2 or 5 times a power of ten */
function ceiling(value) {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((mark) => mark >= value);
}

function short(value) {
  return value >= 1000 ? `${+(value / 1000).toPrecision(3)}k` : String(+value.toPrecision(2));
}
