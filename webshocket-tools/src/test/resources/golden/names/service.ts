// Made by webshocket-tools from the description of the service. Changes will be lost.
import type { Caller } from "webshocket-js";
import { named } from "webshocket-js";

/** What stands behind an object of named arguments. */
type Named = typeof named;

export type A_B_C_D = boolean;

export interface Promise_2 {
  "a b": string;
  "default"?: string;
  "constructor"?: string;
  "0"?: string;
  __proto__?: string;
}

export type Service_2 = string;

export interface a_b {
  x?: number;
}

export interface a_b_2 {
  y?: number;
}

export interface com_acme_Page_Order_ {
  items?: Service_2[];
}

export type string_2 = number;

/**
 * Names *\/ that
 * are none
 */
export interface Service {
  __proto__(): Promise<string>;
  "constructor"(): Promise<string>;
  /**
   * Ends the comment: *\/ alert(1) /*
   * \@deprecated never
   *
   * @param x ends *\/ here
   */
  "end*/of"(x: string): Promise<A_B_C_D>;
  /**
   * Ends the comment: *\/ alert(1) /*
   * \@deprecated never
   *
   * @param args `x`: ends *\/ here
   */
  "end*/of"(args: { x: string }, by: Named): Promise<A_B_C_D>;
  get(): Promise<Service_2>;
  größer(__proto__?: string, x?: string): Promise<com_acme_Page_Order_>;
  größer(args: { __proto__?: string; x?: string }, by: Named): Promise<com_acme_Page_Order_>;
  "new"(): Promise<string>;
  "rooms.join"(class_2: string, arguments_2: string, a_b: string, a_b_2: string, größe: number, _1st: string): Promise<string>;
  "rooms.join"(args: { "class": string; "arguments": string; "a-b": string; a_b: string; größe: number; "1st": string }, by: Named): Promise<string>;
  "say \"hi\"\\n"(args_2: string, by_2: string, named: string): Promise<string>;
  "say \"hi\"\\n"(args: { args: string; by: string; named: string }, by: Named): Promise<string>;
  then(): Promise<string>;
  two(): Promise<a_b & a_b_2>;
  "\u2028line"(): Promise<string_2>;
  日本(): Promise<Promise_2>;
}

/** Calls the service by a client, or by one with other options: `service(client.with({ timeout: 500 }))`. */
export function service(client: Caller): Service {
  return {
    ["__proto__"]: () => client.call<never>("__proto__"),
    "constructor": () => client.call<never>("constructor"),
    "end*/of": (...args: unknown[]) => client.call<never>("end*/of", ...args),
    get: () => client.call<never>("get"),
    größer: (...args: unknown[]) => client.call<never>("größer", ...given(args, ["__proto__", "x"])),
    "new": () => client.call<never>("new"),
    "rooms.join": (...args: unknown[]) => client.call<never>("rooms.join", ...args),
    "say \"hi\"\\n": (...args: unknown[]) => client.call<never>("say \"hi\"\\n", ...args),
    then: () => client.call<never>("then"),
    two: () => client.call<never>("two"),
    "\u2028line": () => client.call<never>("\u2028line"),
    日本: () => client.call<never>("日本"),
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
