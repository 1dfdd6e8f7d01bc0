/** Items that are added one by one, and taken as they are asked for. */
export class Queue {
  #items = [];
  #wake = () => {};
  #ended = false;

  add(item) {
    this.#items.push(item);
    this.#wake();
  }

  /** No more items will come; those that wait are still given. */
  end() {
    this.#ended = true;
    this.#wake();
  }

  async* [Symbol.asyncIterator]() {
    while (this.#items.length > 0 || !this.#ended) {
      if (this.#items.length > 0) {
        yield this.#items.shift();
      } else {
        await new Promise((resolve) => { this.#wake = resolve; });
      }
    }
  }
}
