/** A call as code, to take along. */
import { json } from "../format.js";

/** @returns {{javascript: string, java: string, cli: string}} */
export function snippets(method, call, address) {
  return { javascript: javascript(method, call), java: java(method, call, address), cli: cli(method, call, address) };
}

function javascript(method, { positional, named, uploads }) {
  const imports = ["connect", ...(uploads.length > 0 ? ["upload"] : []), ...(named ? ["named"] : [])].join(", ");
  const parts = [
    json(method.name),
    ...positional.map((value) => json(value)),
    ...(named ? [literal(named), "named"] : []),
    ...uploads.map((items) => `upload(${json(items)})`),
  ].join(", ");
  const use = method.stream
    ? `for await (const item of client.stream(${parts})) {\n  console.log(item);\n}`
    : `console.log(await client.call(${parts}));`;
  return `import { ${imports} } from "./webshocket/webshocket.js";\n\nconst client = await connect("ws");\n${use}\n`;
}

function literal(object) {
  const members = Object.entries(object)
    .map(([name, value]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : json(name)}: ${json(value)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

const JAVA_TYPES = { integer: "Long", number: "Double", string: "String", boolean: "Boolean" };
const JAVA_FORMATS = { int32: "Integer", int64: "Long", float: "Float", double: "Double" };

function java(method, { positional, named, uploads }, address) {
  const { type: plainType, format } = method.result;
  const type = JAVA_FORMATS[format] ?? JAVA_TYPES[plainType] ?? "Object";
  const plain = !named && uploads.length === 0;
  const values = positional.map(javaValue);
  const begun = plain ? "" : `client.rpc(${javaValue(method.name)})`
    + (values.length > 0 ? `\n        .args(${values.join(", ")})` : "")
    + Object.entries(named ?? {}).map(([name, value]) => `\n        .named(${javaValue(name)}, ${javaValue(value)})`).join("")
    + uploads.map((items) => `\n        .upload(List.of(${items.map(javaValue).join(", ")}))`).join("");
  const all = [javaValue(method.name), `${type}.class`, ...values].join(", ");
  const body = method.stream
    ? `try (RpcItems<${type}> items = ${plain ? `client.streamRpc(${all})` : `${begun}\n        .stream(${type}.class)`}) {\n`
      + `    for (${type} item : items) {\n        System.out.println(item);\n    }\n}`
    : `${type} result = ${plain ? `client.call(${all})` : `${begun}\n        .call(${type}.class)`};\nSystem.out.println(result);`;
  const indented = body.replace(/^/gm, "    ");
  return `try (WebSocketClient client = WebSocketClient.connect(URI.create(${javaValue(address.href)}))) {\n${indented}\n}\n`;
}

function javaValue(value) {
  if (typeof value === "string") {
    return JSON.stringify(value);
  }
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) >= 2 ** 31) {
    return `${value}L`;
  }
  if (Array.isArray(value)) {
    return `List.of(${value.map(javaValue).join(", ")})`;
  }
  if (value !== null && typeof value === "object") {
    return `Map.of(${Object.entries(value).map(([name, part]) => `${javaValue(name)}, ${javaValue(part)}`).join(", ")})`;
  }
  return String(value);
}

function cli(method, { positional, named, uploads }, address) {
  const place = address.protocol === "ws:" && address.hostname === "localhost" && address.pathname === "/ws"
    ? address.port === "8080" ? [] : ["--port", address.port || "80"]
    : ["--url", address.href];
  const words = [
    method.stream ? "stream" : "call",
    ...place.map(quoted),
    ...(uploads.length > 0 ? ["--upload", "-"] : []),
    method.name,
    ...positional.map((value) => quoted(argument(value))),
    ...Object.entries(named ?? {}).map(([name, value]) => quoted(`${name}=${argument(value, true)}`)),
  ].join(" ");
  const lines = uploads.length === 0 ? ""
    : `printf '%s\\n' ${uploads[0].map((item) => quoted(argument(item, true))).join(" ")} | `;
  return `${lines}./demo ${words}\n`;
}

/** A value as the command line reads it: JSON, and a string as it is if it is nothing else. */
function argument(value, named = false) {
  if (typeof value !== "string") {
    return json(value);
  }
  try {
    JSON.parse(value);
    return json(value);
  } catch {
    return !named && /^-|^[\p{L}_$][\p{L}\p{N}_$.-]*=/u.test(value) ? json(value) : value;
  }
}

function quoted(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
