/** One method: its fields, its call, the answer, the packets, and the call as code. */
import { named, upload } from "../../webshocket/webshocket.js";
import { choice } from "../choice.js";
import { Tail, element } from "../dom.js";
import { examples } from "../examples.js";
import { cancelled } from "../failures.js";
import { packetLine } from "../packets.js";
import { Answer } from "./answer.js";
import { callArguments } from "./arguments.js";
import { snippets } from "./copy.js";
import { field, uploadField } from "./field.js";
import { about, signature } from "./signature.js";

/** @returns {HTMLElement} the view of a method; what runs in it goes on while others are shown */
export function methodView(method, { client, description, packets, address }) {
  const example = examples[method.name] ?? {};
  const fields = method.parameters.map((each) => field(method.name, each, example[each.name], description.schemas));
  const uploads = method.uploads.map((each) => uploadField(method.name, each, example[each.name], description.schemas));
  const answer = new Answer();
  const call = element("button", { type: "submit", "data-test": "call" }, "Call");
  const cancel = element("button", { type: "button", class: "quiet", disabled: true, "data-test": "cancel" }, "Cancel");
  const packetList = element("ol", { class: "packets", tabindex: 0, "aria-label": "Packets of the last call", "data-test": "packets" });
  const packetTail = new Tail(packetList);
  const code = element("pre", { class: "code-block", id: `code-${method.name}`, tabindex: 0 });
  let language = "javascript";

  const given = () => callArguments(method, fields.map(({ value }) => value()), uploads.map(({ value }) => value()));
  const showCode = () => { code.textContent = snippets(method, given(), address)[language]; };

  async function run() {
    const { positional, named: byName, uploads: items } = given();
    const all = [...positional, ...(byName ? [byName, named] : []), ...items.map((each) => upload(each))];
    const abort = new AbortController();
    const caller = client.with({ signal: abort.signal });
    call.disabled = true;
    cancel.disabled = false;
    cancel.onclick = () => abort.abort();
    packetTail.clear();
    const unwatch = packets.watch(method.name, (seen) => packetTail.add(() => packetLine(seen)));
    answer.begin();
    try {
      if (method.stream) {
        for await (const item of caller.stream(method.name, ...all)) {
          answer.item(item);
        }
        answer.ended();
      } else {
        answer.result(await caller.call(method.name, ...all));
      }
    } catch (error) {
      if (cancelled(error)) {
        answer.cancelled();
      } else {
        answer.failed(error);
      }
    } finally {
      unwatch();
      call.disabled = false;
      cancel.disabled = true;
      if (document.activeElement === document.body) {
        call.focus(); // the button that had the focus is disabled now
      }
    }
  }

  const form = element("form", {
    class: "method-form",
    novalidate: true,
    autocomplete: "off",
    "data-test": "arguments",
    "data-method-form": method.name,
    input: showCode,
    submit: (event) => {
      event.preventDefault();
      if (!call.disabled) {
        run();
      }
    },
  }, ...fields.map(({ box }) => box), ...uploads.map(({ box }) => box), element("div", { class: "row" }, call, cancel));

  const languages = choice("Copy as", [
    { name: "javascript", text: "JavaScript", test: "copy-js" },
    { name: "java", text: "Java", test: "copy-java" },
    { name: "cli", text: "Command line", test: "copy-cli" },
  ], code, (name) => {
    language = name;
    showCode();
  });

  return element("article", { class: "card", "aria-labelledby": `method-${method.name}` },
    signature(method),
    ...about(method),
    element("div", { class: "method-parts" },
      form,
      element("section", { "aria-label": "Answer" }, element("h4", {}, "Answer"), answer.box)),
    element("section", { class: "copy", "aria-label": "The call as code" },
      element("div", { class: "row" }, languages, copyButton(() => code.textContent)), code),
    element("section", { "aria-label": "Packets" },
      element("h4", {}, "Packets of the last call"), packetList));
}

/** Copies a text, and says so. */
function copyButton(text) {
  const button = element("button", { type: "button", class: "quiet", "data-test": "copy" }, "Copy");
  const said = element("span", { class: "faint", role: "status" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = "Copied";
    } catch {
      said.textContent = "Select it and copy it by the keyboard";
    }
    setTimeout(() => { said.textContent = ""; }, 3000);
  });
  return element("span", { class: "copy-button" }, said, button);
}
