// Made by webshocket-tools from the description of the service. Changes will be lost.
import type { Caller } from "webshocket-js";
import { named } from "webshocket-js";

/** What stands behind an object of named arguments. */
type Named = typeof named;

export interface Any {
  [key: string]: unknown;
}

export type Anything = unknown;

export type Big = number;

export type Both = Circle & { color: string };

export type ByRole = { [key in "ADMIN" | "GUEST"]?: ByRole };

export type Byte = number;

export type Bytes = string;

export interface Cat {
  lives?: number;
}

export interface Circle {
  kind: "circle";
  radius: number;
}

export interface Dog {
  barks?: boolean;
}

export interface Empty {
}

export interface Folder {
  [key: string]: Folder;
}

export type Forest = Tree[];

export type Lists = (string | (Cat & Dog))[];

export type Loop = unknown;

export type Loose = [string | null, ...unknown[]];

export type Maybe = string | null;

export type Mixed = string | number | null;

export type Nested = Nested[];

export type No = never;

export interface Open {
  a?: number;
  [key: string]: unknown;
}

export type Pair = [string, number];

export interface Patterns {
  a?: number;
  [key: string]: unknown;
}

export type Pet = ({ "@type": "cat" | "kitten" } & Cat) | ({ "@type": "dog" } & Dog);

export type Ping = unknown;

export type Pong = unknown;

export interface Required {
  x: unknown;
}

/** What users may be. */
export type Role = "ADMIN" | "GUEST" | "a \"b\"";

export type Row = [string, ...number[]];

export interface Scores {
  [key: string]: number;
}

export type Shape = Circle | Square;

export interface Square {
  kind: "square";
  side: number;
}

export interface Tree {
  value?: unknown;
  children: Tree[];
}

export interface Untyped {
  a?: number;
}

/** A person. */
export interface User {
  id: number;
  /** As it is said. */
  name: string;
  born?: string | null;
  boss?: User | null;
  /** What she does. */
  role?: Role;
  readonly full?: string;
  /**
   * Not used.
   *
   * @deprecated
   */
  old?: string;
}

export type Values = "a" | 1 | -1.5 | true | null | [1, "x"] | { k: "v" };

export type Yes = unknown;

export interface Service {
  get(value: Anything | string, list?: Mixed[]): Promise<{ users: User[]; more?: boolean }>;
  get(args: { value: Anything | string; list?: Mixed[] }, by: Named): Promise<{ users: User[]; more?: boolean }>;
}

/** Calls the service by a client, or by one with other options: `service(client.with({ timeout: 500 }))`. */
export function service(client: Caller): Service {
  return {
    get: (...args: unknown[]) => client.call<never>("get", ...given(args, ["value", "list"])),
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
