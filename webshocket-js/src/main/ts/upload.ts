import type { Upload } from "./api.ts";

/** Stands behind an object of named arguments: `client.call("greet", { name: "Zoë" }, named)`. */
export const named: unique symbol = Symbol("named");

/** What a call streams to the server. */
export class Uploaded<T> implements Upload<T> {
  readonly source: AsyncIterable<T> | Iterable<T>;

  constructor(source: AsyncIterable<T> | Iterable<T>) {
    this.source = source;
  }
}

/**
 * Makes an argument of a call that is streamed to the server. A call may have several, in the order of the method's stream parameters.
 * Items are taken from the source as the server wants them; if it wants no more, or the call ends, the source is told to return.
 */
export function upload<T>(source: AsyncIterable<T> | Iterable<T>): Upload<T> {
  return new Uploaded(source);
}
