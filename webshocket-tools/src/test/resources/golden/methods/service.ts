// Made by webshocket-tools from the description of the service. Changes will be lost.
import type { Caller, Upload } from "webshocket-js";
import { named } from "webshocket-js";

/** What stands behind an object of named arguments. */
type Named = typeof named;

export interface Reading {
  value: number;
}

/** The desk: answers questions */
export interface Service {
  /**
   * Adds two numbers.
   *
   * @param a the first
   */
  add(a: number, b: number): Promise<number>;
  /**
   * Adds two numbers.
   *
   * @param args `a`: the first
   */
  add(args: { a: number; b: number }, by: Named): Promise<number>;
  /**
   * Returns the mean.
   *
   * @param readings what was measured
   */
  average(sensor: string, readings: Upload<Reading>, unit?: string): Promise<number>;
  /**
   * Returns the mean.
   *
   * @param readings what was measured
   */
  average(args: { sensor: string; unit?: string }, by: Named, readings: Upload<Reading>): Promise<number>;
  count_to(n: number, delay?: number): AsyncIterableIterator<number>;
  count_to(args: { n: number; delay?: number }, by: Named): AsyncIterableIterator<number>;
  format(pattern: string, locale?: string, ...values: unknown[]): Promise<string>;
  format(args: { pattern: string; locale?: string; values?: unknown[] }, by: Named): Promise<string>;
  /** @param greeting Hello if left out */
  greet(name: string, greeting?: string): Promise<string>;
  /** @param args `greeting`: Hello if left out */
  greet(args: { name: string; greeting?: string }, by: Named): Promise<string>;
  late(first: string | undefined, second: string): Promise<string>;
  late(args: { first?: string; second: string }, by: Named): Promise<string>;
  merge(left: Upload<string>, right: Upload<number>): AsyncIterableIterator<null>;
  /**
   * Is old.
   *
   * @deprecated
   */
  old(): Promise<string>;
  only_named(args: { a: number }, by: Named): Promise<number>;
  only_placed(a: number, b?: number): Promise<number>;
  /** Answers nothing. */
  ping(): Promise<void>;
  search(text: string, limit?: number, order?: string): Promise<string[]>;
  search(args: { text: string; limit?: number; order?: string }, by: Named): Promise<string[]>;
  sum(...numbers: number[]): Promise<number>;
  sum(args: { numbers?: number[] }, by: Named): Promise<number>;
}

/** Calls the service by a client, or by one with other options: `service(client.with({ timeout: 500 }))`. */
export function service(client: Caller): Service {
  return {
    add: (...args: unknown[]) => client.call<never>("add", ...args),
    average: (...args: unknown[]) => client.call<never>("average", ...given(args, ["sensor", null, "unit"])),
    count_to: (...args: unknown[]) => client.stream<never>("count_to", ...given(args, ["n", "delay"])),
    format: (...args: unknown[]) => client.call<never>("format", ...given(args, ["pattern", "locale"], "values")),
    greet: (...args: unknown[]) => client.call<never>("greet", ...given(args, ["name", "greeting"])),
    late: (...args: unknown[]) => client.call<never>("late", ...given(args, ["first", "second"])),
    merge: (...args: unknown[]) => client.stream<never>("merge", ...args),
    old: () => client.call<never>("old"),
    only_named: (...args: unknown[]) => client.call<never>("only_named", ...args),
    only_placed: (...args: unknown[]) => client.call<never>("only_placed", ...given(args, ["a", "b"])),
    ping: () => client.call<never>("ping"),
    search: (...args: unknown[]) => client.call<never>("search", ...given(args, ["text", "limit", "order"])),
    sum: (...args: unknown[]) => client.call<never>("sum", ...args),
  };
}

/** Leaves out arguments that are not given: at the end by their place, before others by sending all by name. */
function given(args: unknown[], names: (string | null)[], variadic?: string): unknown[] {
  let length = args.length;
  while (length > 0 && args[length - 1] === undefined) {
    length--;
  }
  const sent = args.slice(0, length);
  if (sent.includes(named) || !sent.slice(0, names.length).includes(undefined)) {
    return sent;
  }
  const values: [string, unknown][] = [];
  const uploads: unknown[] = [];
  names.forEach((name, i) => {
    if (name === null) {
      uploads.push(sent[i]);
    } else if (sent[i] !== undefined) {
      values.push([name, sent[i]]);
    }
  });
  if (variadic !== undefined && length > names.length) {
    values.push([variadic, sent.slice(names.length)]);
  }
  return [Object.fromEntries(values), named, ...uploads];
}
