/** What a method takes and gives, and who may call it how often. */
import { element } from "../dom.js";
import { counted } from "../format.js";

/** @returns {HTMLElement} such as add(a: integer, b: integer) → integer */
export function signature(method) {
  const type = (text) => element("span", { class: "type" }, text);
  const parts = [
    ...method.parameters.map(({ name, required, variadic, type: of }) => [required || variadic ? name : `${name}?`, of]),
    ...method.uploads.map(({ name, type: of }) => [name, `upload of ${of}`]),
  ].flatMap(([name, of], i) => [i > 0 ? ", " : "", element("wbr"), `${name}: `, type(of)]);
  const result = method.stream ? `stream of ${method.resultType}` : method.resultType;
  return element("h3", { class: "signature", id: `method-${method.name}`, tabindex: -1 },
    element("code", {}, element("b", {}, method.name), "(", ...parts, ") → ", type(result)));
}

/** @returns {HTMLElement[]} the summary and the tags */
export function about(method) {
  const tags = [
    ...(method.stream ? [element("span", { class: "tag accent" }, "stream")] : []),
    ...(method.uploads.length > 0 ? [element("span", { class: "tag accent" }, "upload")] : []),
    ...method.access.map((rule) => element("span", { class: "tag wait" }, rule)),
    ...(method.limit ? [element("span", { class: "tag" }, limitText(method.limit))] : []),
  ];
  return [
    ...(method.summary ? [element("p", { class: "faint" }, method.summary)] : []),
    ...(tags.length > 0 ? [element("p", { class: "row tags" }, ...tags)] : []),
  ];
}

const PER = { CONNECTION: "", PRINCIPAL: " for each user", ADDRESS: " for each address", ENDPOINT: " for all together" };

/** @returns {string} such as 5 calls in 60 s */
export function limitText({ limit, seconds, per }) {
  const time = seconds === 60 ? "a minute" : seconds === 1 ? "a second" : `in ${seconds} s`;
  return `${counted(limit, "call")} ${time}${PER[per] ?? ""}`;
}
