import { named, upload } from "webshocket-js";
import type { Caller } from "webshocket-js";
import { service } from "./service.ts";
import type { Service } from "./service.ts";

declare const client: Caller;
const desk: Service = service(client);

export async function good(): Promise<number> {
  const sum: number = await desk.add(1, 2);
  for await (const n of desk.count_to(sum)) {
    await desk.add({ a: n, b: 1 }, named);
  }
  return desk.average("roof", upload([{ value: 1 }]), "K");
}

export async function bad(): Promise<void> {
  // @ts-expect-error: a string is no number
  await desk.add("1", 2);
  // @ts-expect-error: an argument is missing
  await desk.add(1);
  // @ts-expect-error: named arguments need their mark
  await desk.add({ a: 1, b: 2 });
  // @ts-expect-error: there is no such parameter
  await desk.add({ a: 1, b: 2, c: 3 }, named);
  // @ts-expect-error: a stream is no promise
  const items: Promise<unknown> = desk.count_to(1);
  // @ts-expect-error: items have another type
  await desk.average("roof", upload(["1"]));
  // @ts-expect-error: arguments go by name
  await desk.only_named(1);
  // @ts-expect-error: arguments go by position
  await desk.only_placed({ a: 1 }, named);
  // @ts-expect-error: there is no such method
  await desk.multiply(1, 2);
  await items;
}
