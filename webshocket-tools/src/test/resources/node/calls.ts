import { named, upload } from "webshocket-js";
import { service } from "./service.ts";

const calls: unknown[] = [];
const record = (kind: string) => (method: string, ...args: unknown[]) => {
  calls.push([kind, method, ...args.map((arg) => (arg === named ? "named" : arg === readings ? "readings" : arg))]);
  return undefined as any;
};
const readings = upload([{ value: 1 }]);
const desk = service({ call: record("call"), stream: record("stream") });

desk.ping();
desk.add(1, 2);
desk.add({ a: 1, b: 2 }, named);
desk.search("x");
desk.search("x", undefined, undefined);
desk.search("x", 5);
desk.search("x", undefined, "name");
desk.late(undefined, "b");
desk.sum(1, 2, 3);
desk.sum();
desk.format("p", "de", 1, 2);
desk.format("p", undefined, 1, null);
desk.average("roof", readings);
desk.average("roof", readings, "K");
desk.average({ sensor: "roof" }, named, readings);
desk.count_to(3);
console.log(calls.map((call) => JSON.stringify(call)).join("\n"));
