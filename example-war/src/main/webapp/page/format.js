/** Values as people read them. */

const LONGEST = 4000;

/** @param {number} milliseconds */
export function duration(milliseconds) {
  if (milliseconds < 10) {
    return `${milliseconds.toFixed(1)} ms`;
  }
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

export function clock(time = new Date()) {
  return time.toLocaleTimeString([], { hour12: false });
}

export function abridged(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length.toLocaleString("en")} characters)` : text;
}

/** @returns {string} a value as JSON; integers that JavaScript holds as BigInt included */
export function json(value, indent) {
  return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? Number(part) : part), indent) ?? "null";
}

export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
