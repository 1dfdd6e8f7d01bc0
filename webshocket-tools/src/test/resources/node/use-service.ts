declare const process: { argv: string[] };
const url = process.argv[2]!;

// region use
import { connect, named, upload, RpcError } from "webshocket-js";
import { channels, errors, service } from "./generated/service.ts";

const client = await connect(url);
const demo = service(client);

const sum: number = await demo.add(10, 20);
const greeting = await demo.greet({ name: "Zoë" }, named);

for await (const n of demo.count_to(3, 0)) {
  console.log(n); // a number; break cancels
}

const total = await demo.sum(upload([1, 2, 3])); // from any iterable, asynchronous ones too

try {
  await service(client.with({ timeout: 5_000 })).edit("doc-1");
} catch (error) {
  if (error instanceof RpcError && error.code === errors.RPC_ACCESS_DENIED) {
    console.log("log in first");
  }
}

channels(client).on("channel", "documents.*", ({ channel, data }) => {
  console.log(`${channel} by ${data.author}`);
});
await demo.watch();
// endregion

// What is published and the answer come in either order.
const heard = new Promise((resolve) => channels(client).on("channel", "documents.*", resolve));
await demo.announce("doc-1", "Ada");
await heard;

console.log(sum, greeting, total);
await client.close();
