/** A stream of words: shown as they come, and cancelled by its signal. */
import { repeated } from "../again.js";
import { byId } from "../dom.js";
import { explain } from "../failures.js";
import { duration } from "../format.js";

export class Words {
  #client;
  #text = byId("words-text");
  #count = byId("words-count");
  #start = byId("words").querySelector("[type=submit]");
  #cancel = byId("words-cancel");
  #abort = new AbortController();

  constructor(client) {
    this.#client = client;
    byId("words").addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#start.disabled) {
        this.#tell(byId("words-hero").value.trim() || "somebody");
      }
    });
    this.#cancel.addEventListener("click", () => this.#abort.abort());
  }

  async #tell(hero) {
    const started = performance.now();
    const elapsed = () => duration(performance.now() - started);
    let words = 0;
    let first = "";
    this.#abort = new AbortController();
    this.#running(true);
    this.#text.textContent = "";
    this.#show(0, "");
    const caller = this.#client.with({ signal: this.#abort.signal });
    try {
      for await (const word of repeated(() => caller.stream("tell", hero))) {
        first ||= elapsed();
        words++;
        this.#text.append(words === 1 ? word : ` ${word}`);
        this.#text.scrollTop = this.#text.scrollHeight;
        this.#show(words, `, the first after ${first}`);
      }
      this.#show(words, `, the first after ${first}, all in ${elapsed()}`);
    } catch (error) {
      this.#show(words, this.#abort.signal.aborted ? ", then cancelled" : `, then: ${explain(error).text}`);
    } finally {
      this.#running(false);
    }
  }

  #running(yes) {
    this.#text.dataset.running = String(yes);
    this.#start.disabled = yes;
    this.#cancel.disabled = !yes;
    if (document.activeElement === document.body) {
      (yes ? this.#cancel : this.#start).focus(); // the button that had the focus is disabled now
    }
  }

  #show(words, rest) {
    this.#count.querySelector("span").textContent = words;
    this.#count.lastChild.textContent = ` ${words === 1 ? "word" : "words"}${rest}`;
  }
}
