/** An upload: the client takes a number from the generator whenever the server has room for one. */
import { upload } from "../../webshocket/webshocket.js";
import { endedWithSession } from "../again.js";
import { byId } from "../dom.js";
import { explain } from "../failures.js";
import { duration } from "../format.js";

const MOST = 1_000_000;

export class Upload {
  #client;
  #start = byId("upload").querySelector("[type=submit]");
  #cancel = byId("upload-cancel");
  #progress = byId("upload-progress");
  #count = byId("upload-count");
  #result = byId("upload-result");
  #abort = new AbortController();

  constructor(client) {
    this.#client = client;
    byId("upload").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#begin(byId("upload-n"));
    });
    this.#cancel.addEventListener("click", () => this.#abort.abort());
  }

  #begin(input) {
    const last = Number(input.value);
    const valid = Number.isInteger(last) && last >= 1 && last <= MOST;
    input.setAttribute("aria-invalid", String(!valid));
    if (!valid) {
      this.#result.textContent = `Write a number from 1 to ${MOST.toLocaleString("en")}`;
      input.focus();
    } else if (!this.#start.disabled) {
      this.#send(last);
    }
  }

  async #send(last) {
    const started = performance.now();
    let sent = 0;
    const show = () => {
      this.#progress.value = sent;
      this.#count.textContent = sent.toLocaleString("en");
    };
    function* numbers() {
      while (sent < last) {
        yield ++sent;
      }
    }
    this.#abort = new AbortController();
    this.#progress.max = last;
    this.#result.textContent = "–";
    this.#running(true);
    const drawing = setInterval(show, 50);
    const caller = this.#client.with({ signal: this.#abort.signal, timeout: 0 });
    const send = () => caller.call("sum", upload(numbers())).catch((error) => {
      if (!endedWithSession(error)) {
        throw error;
      }
      sent = 0; // the server is gone, with the numbers that it had
      return send();
    });
    try {
      const sum = await send();
      this.#result.textContent = `${sum.toLocaleString("en")}, in ${duration(performance.now() - started)}`;
    } catch (error) {
      this.#result.textContent = this.#abort.signal.aborted ? "Cancelled" : explain(error).text;
    } finally {
      clearInterval(drawing);
      show();
      this.#running(false);
    }
  }

  #running(yes) {
    this.#start.disabled = yes;
    this.#cancel.disabled = !yes;
    if (document.activeElement === document.body) {
      (yes ? this.#cancel : this.#start).focus(); // the button that had the focus is disabled now
    }
  }
}
