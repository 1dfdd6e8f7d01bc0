/** JSON Schema, as far as people read it: names of types, and values to begin with. */

/** @returns {string} such as integer, string[] or Member */
export function typeName(schema, schemas = {}, depth = 0) {
  if (schema === true || schema === undefined || Object.keys(schema).length === 0) {
    return "any";
  }
  if (schema.$ref) {
    return refName(schema.$ref);
  }
  if (schema.allOf) {
    return typeName(schema.allOf[0], schemas, depth); // a reference with further keywords beside it
  }
  if (schema.enum) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  }
  if ("const" in schema) {
    return JSON.stringify(schema.const);
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) {
    return choices.map((choice) => typeName(choice, schemas, depth)).join(" | ");
  }
  const types = [schema.type ?? (schema.properties ? "object" : "any")].flat();
  return types.map((type) => oneTypeName(type, schema, schemas, depth)).join(" | ");
}

function oneTypeName(type, schema, schemas, depth) {
  if (type === "array") {
    const item = typeName(schema.items, schemas, depth + 1);
    return item.includes(" ") ? `(${item})[]` : `${item}[]`;
  }
  if (type === "object") {
    if (schema.title) {
      return schema.title;
    }
    return typeof schema.additionalProperties === "object"
      ? `{ string: ${typeName(schema.additionalProperties, schemas, depth + 1)} }`
      : "object";
  }
  return type === "string" && schema.format ? schema.format : type;
}

function refName(ref) {
  return decodeURIComponent(ref.slice(ref.lastIndexOf("/") + 1));
}

/** Follows references to the schema that they name; what stands beside a reference goes with it. */
export function resolved(schema, schemas) {
  let found = schema;
  for (let steps = 0; (found?.$ref || found?.allOf) && steps < 8; steps++) {
    const { allOf, ...beside } = found;
    found = allOf ? { ...allOf[0], ...beside } : { ...schemas[refName(found.$ref)], ...withoutRef(found) };
  }
  return found ?? {};
}

function withoutRef({ $ref: _, ...beside }) {
  return beside;
}

/** @returns {string} the one type of a value, null aside; "any" where there are several */
export function kind(schema, schemas) {
  const { type, enum: values, oneOf, anyOf } = resolved(schema, schemas);
  if (values) {
    return "enum";
  }
  const types = [type ?? (oneOf ?? anyOf ?? []).map((choice) => kind(choice, schemas))].flat()
    .filter((name) => name !== "null");
  return types.length === 1 ? types[0] : "any";
}

/** @returns {any} a value of a type, for people to begin with */
export function sample(schema, schemas, depth = 0) {
  const found = resolved(schema, schemas);
  if ("default" in found) {
    return found.default;
  }
  switch (kind(found, schemas)) {
    case "integer": return Math.max(1, found.minimum ?? 1);
    case "number": return Math.max(0.5, found.minimum ?? 0.5);
    case "boolean": return true;
    case "enum": return found.enum[0];
    case "string": return found.format === "date-time" ? "2026-01-01T00:00:00Z" : "text";
    case "array": return depth > 3 ? [] : [sample(found.items ?? {}, schemas, depth + 1)];
    case "object": return Object.fromEntries(Object.entries(depth > 3 ? {} : found.properties ?? {})
      .map(([name, property]) => [name, sample(property, schemas, depth + 1)]));
    default: return {};
  }
}
