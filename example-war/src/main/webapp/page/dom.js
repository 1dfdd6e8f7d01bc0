/** The document's elements. Texts only ever become text nodes, so nothing that others write is HTML. */

/** @returns {HTMLElement} the element with this id */
export const byId = (id) => document.getElementById(id);

/**
 * Makes an element.
 *
 * @param {string} name of the element
 * @param {object} attributes by name; null, undefined and false leave one out, and a function is a listener for the
 *     event of that name
 * @param {...(Node|string)} children
 */
export function element(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children);
}

/** Makes an element of SVG, as {@link element} does. */
export function shape(name, attributes = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function furnish(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}

/** Sets a text if it is another one, so that a screen reader says only what has changed. */
export function say(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/**
 * A list that shows its newest lines, a few times a second at most, however fast they come.
 */
export class Tail {
  #list;
  #most;
  #fresh = [];

  constructor(list, most = 200) {
    this.#list = list;
    this.#most = most;
  }

  /** @param {function(): HTMLElement} line makes the line, unless newer ones take its place before it is drawn */
  add(line) {
    if (this.#fresh.length === 0) {
      setTimeout(() => this.#draw(), 60);
    } else if (this.#fresh.length >= this.#most) {
      this.#fresh.shift();
    }
    this.#fresh.push(line);
  }

  clear() {
    this.#fresh.length = 0;
    this.#list.replaceChildren();
  }

  /** Shows the newest lines, after the list was hidden. */
  scrollToEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  #draw() {
    const list = this.#list;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    list.append(...this.#fresh.splice(0).map((line) => line()));
    while (list.childElementCount > this.#most) {
      list.firstElementChild.remove();
    }
    if (atEnd) {
      this.scrollToEnd();
    }
  }
}
