/** What a call has brought: a result, items, or an error, and how long it took. */
import { Tail, element, say } from "../dom.js";
import { explain } from "../failures.js";
import { abridged, counted, duration, json } from "../format.js";

export class Answer {
  #outcome = element("p", { class: "outcome number", role: "status" });
  #value = element("pre", { class: "code-block", tabindex: 0, "aria-label": "Result", hidden: true });
  #items = element("ol", { class: "items", tabindex: 0, "aria-label": "Items", hidden: true });
  #tail = new Tail(this.#items);
  #count = 0;
  #started = 0;
  box = element("div", { class: "answer", "data-test": "answer" }, this.#outcome, this.#value, this.#items);

  begin() {
    this.#started = performance.now();
    this.#count = 0;
    this.#tail.clear();
    this.#value.hidden = this.#items.hidden = true;
    this.#show("running", "Running");
  }

  item(value) {
    this.#count++;
    this.#items.hidden = false;
    this.#tail.add(() => element("li", {}, abridged(json(value))));
    if (this.#count % 10 === 1) {
      this.#outcome.textContent = counted(this.#count, "item");
    }
  }

  /** A stream has ended, or a call has returned a value. */
  ended() {
    this.#show("done", `${counted(this.#count, "item")} in ${this.#elapsed()}`);
  }

  result(value) {
    this.#print(json(value, 2));
    this.#show("done", `Result in ${this.#elapsed()}`);
  }

  cancelled() {
    this.#show("cancelled", this.#count > 0 ? `Cancelled after ${counted(this.#count, "item")}` : "Cancelled");
  }

  failed(error) {
    const { title, text, data } = explain(error);
    this.#print(data === undefined || data === null ? text : `${text}\n${json(data, 2)}`);
    this.#show("error", `${title}, in ${this.#elapsed()}`);
  }

  #print(text) {
    this.#value.textContent = abridged(text);
    this.#value.hidden = false;
  }

  #show(outcome, text) {
    this.box.dataset.outcome = outcome;
    say(this.#outcome, text);
  }

  #elapsed() {
    return duration(performance.now() - this.#started);
  }
}
