/** A question of the server, which calls the page. */
import { RpcError } from "../webshocket/webshocket.js";
import { byId } from "./dom.js";

const MILLIS = 25_000;
/** The page's own code for that. */
const NOBODY = 1;
let waiting = Promise.resolve();

/**
 * Asks the user, one question after the other.
 *
 * @param {string} text
 * @returns {Promise<string>} the answer
 * @throws {RpcError} if there is none
 */
export function ask(text) {
  const answer = waiting.then(() => open(String(text)));
  waiting = answer.catch(() => {});
  return answer;
}

function open(text) {
  const dialog = byId("question");
  const input = byId("question-answer");
  byId("question-text").textContent = text;
  input.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => dialog.close("late"), MILLIS);
    let refused = true;
    const accept = () => { refused = false; };
    const refuse = () => dialog.close();
    const form = dialog.querySelector("form");
    form.addEventListener("submit", accept);
    byId("question-refuse").addEventListener("click", refuse);
    dialog.addEventListener("close", () => {
      clearTimeout(timer);
      form.removeEventListener("submit", accept);
      byId("question-refuse").removeEventListener("click", refuse);
      if (refused) {
        reject(new RpcError(NOBODY, "Nobody has answered"));
      } else {
        resolve(input.value);
      }
    }, { once: true });
  });
}
