/** The arguments of a call: by position where that says it all, else by name. */
import { LEFT_OUT } from "./field.js";

/**
 * @param {Method} method
 * @param {any[]} values of its parameters, in order
 * @param {any[][]} uploads the items of its uploads, in order
 * @returns {{positional: any[], named: ?object, uploads: any[][]}} named is null where the arguments go by position
 */
export function callArguments(method, values, uploads) {
  const given = values.filter((value) => value !== LEFT_OUT).length;
  const last = method.parameters.at(-1);
  const leading = values.slice(0, given).every((value) => value !== LEFT_OUT);
  if (!leading) {
    const named = {};
    method.parameters.forEach(({ name }, i) => {
      if (values[i] !== LEFT_OUT) {
        named[name] = values[i];
      }
    });
    return { positional: [], named, uploads };
  }
  const positional = values.slice(0, given);
  if (last?.variadic && given === values.length && Array.isArray(positional.at(-1))) {
    positional.push(...positional.pop());
  }
  return { positional, named: null, uploads };
}
