/** A few choices of which one is shown: small tabs, with arrow keys as the large ones have. */
import { element } from "./dom.js";

/**
 * @param {string} label for screen readers
 * @param {{name: string, text: string, test: string}[]} choices
 * @param {HTMLElement} panel what they change
 * @param {function(string)} chosen is told the name
 */
export function choice(label, choices, panel, chosen) {
  const buttons = choices.map(({ name, text, test }) => element("button", {
    type: "button", role: "tab", "data-choice": name, "data-test": test, "aria-controls": panel.id,
    click: () => select(name),
  }, text));
  const list = element("div", { class: "choice", role: "tablist", "aria-label": label, keydown: move }, ...buttons);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-label", label);

  function select(name) {
    for (const button of buttons) {
      const selected = button.dataset.choice === name;
      button.setAttribute("aria-selected", String(selected));
      button.tabIndex = selected ? 0 : -1;
    }
    chosen(name);
  }

  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (step && at >= 0) {
      event.preventDefault();
      const next = buttons[(at + step + buttons.length) % buttons.length];
      next.focus();
      next.click();
    }
  }

  select(choices[0].name);
  return list;
}
