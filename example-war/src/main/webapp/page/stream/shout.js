/** An upload and a stream in one call: each word comes back while the upload is open. */
import { upload } from "../../webshocket/webshocket.js";
import { Tail, byId, element } from "../dom.js";
import { explain } from "../failures.js";
import { Queue } from "./queue.js";

export class Shout {
  #client;
  #words = null;
  #tail = new Tail(byId("shout-list"), 100);

  constructor(client) {
    this.#client = client;
    byId("shout").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(byId("shout-word"));
    });
    byId("shout-end").addEventListener("click", () => {
      this.#words?.end();
      byId("shout-word").focus();
    });
  }

  #send(input) {
    const word = input.value.trim();
    if (word !== "") {
      if (this.#words === null) {
        this.#open();
      }
      this.#words.add(word);
    }
    input.focus();
    input.select();
  }

  async #open() {
    const words = new Queue();
    this.#words = words;
    byId("shout-end").disabled = false;
    this.#tail.clear();
    try {
      for await (const word of this.#client.with({ timeout: 0 }).stream("shout", upload(words))) {
        this.#tail.add(() => element("li", {}, word));
      }
      this.#tail.add(() => element("li", { "data-kind": "note" }, "The upload has ended, and so has the stream."));
    } catch (error) {
      this.#tail.add(() => element("li", { "data-kind": "error" }, explain(error).text));
    } finally {
      this.#words = null;
      byId("shout-end").disabled = true;
    }
  }
}
