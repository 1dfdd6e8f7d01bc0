/** A field for one argument, as its type asks for. */
import { element } from "../dom.js";
import { json } from "../format.js";
import { kind, resolved, sample } from "../schema.js";

/** Stands for an argument that is left out, so that its default holds. */
export const LEFT_OUT = Symbol("left out");

/** Reads a text as JSON if it is JSON, else as a string: what the server says of it is part of the demo. */
function jsonOrText(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} method
 * @param {object} parameter as {@link Method} has it
 * @param {any} example undefined for none
 * @param {object} schemas
 * @returns {{box: HTMLElement, value: function(): any}}
 */
export function field(method, parameter, example, schemas) {
  const type = parameter.variadic ? "array" : kind(parameter.schema, schemas);
  const start = example ?? (parameter.required || parameter.variadic ? sample(parameter.schema, schemas) : undefined);
  const input = control(type, parameter, parameter.variadic && !Array.isArray(start) ? [start] : start, schemas);
  const id = `call-${method}-${parameter.name}`;
  input.id = id;
  input.dataset.argument = parameter.name;
  if (parameter.summary) {
    input.setAttribute("aria-describedby", `${id}-about`);
  }
  const label = element("label", { for: id }, parameter.name,
    element("small", {}, parameter.type + (parameter.required || parameter.variadic ? "" : ", optional")));
  const box = element("div", { class: "field", "data-type": type }, label, input);
  if (parameter.summary) {
    box.append(element("p", { class: "faint field-about", id: `${id}-about` }, parameter.summary));
  }
  return { box, value: () => read(type, parameter, input.value) };
}

function control(type, parameter, start, schemas) {
  const { default: byDefault, enum: values } = resolved(parameter.schema, schemas);
  if (type === "boolean" || type === "enum") {
    const options = (type === "boolean" ? [true, false] : values).map((value) => json(value));
    const select = element("select", {}, ...(parameter.required ? [] : [element("option", { value: "" }, "as by default")]),
      ...options.map((option) => element("option", { value: option }, option)));
    select.value = start === undefined ? "" : json(start);
    return select;
  }
  const text = start === undefined ? "" : type === "string" ? String(start) : json(start, type === "any" ? 0 : undefined);
  const attributes = {
    autocomplete: "off",
    spellcheck: "false",
    placeholder: byDefault === undefined ? null : type === "string" ? byDefault : json(byDefault),
  };
  if (["integer", "number", "string"].includes(type)) {
    const inputmode = { integer: "numeric", number: "decimal" }[type];
    return element("input", { ...attributes, inputmode, value: text, class: type === "string" ? null : "code" });
  }
  return element("textarea", { ...attributes, class: "code", rows: 2 }, text);
}

function read(type, parameter, text) {
  if (text === "" && !(type === "string" && parameter.required)) {
    return LEFT_OUT;
  }
  return type === "string" ? text : jsonOrText(text);
}

/** The items of an upload, one on each line. */
export function uploadField(method, upload, example, schemas) {
  const type = kind(upload.schema, schemas);
  const items = example ?? [sample(upload.schema, schemas)];
  const id = `call-${method}-${upload.name}`;
  const input = element("textarea", { id, class: "code", rows: 3, spellcheck: "false", "data-argument": upload.name },
    items.map((item) => (type === "string" ? item : json(item))).join("\n"));
  const box = element("div", { class: "field", "data-type": "upload" },
    element("label", { for: id }, upload.name, element("small", {}, `upload of ${upload.type}, one item a line`)), input);
  const value = () => input.value.split("\n").filter((line) => line !== "")
    .map((line) => (type === "string" ? line : jsonOrText(line)));
  return { box, value };
}
