import type { Client } from "webshocket-js";
import { channels } from "./service.ts";
import type { Channels } from "./service.ts";

declare const client: Client;
const typed = channels(client);

export function good(): (() => void)[] {
  const same: Client = typed;
  return [
    typed.on("channel", "tickets.*", ({ channel, data, position }) => {
      const text: string = channel + (position ?? "");
      const state: "OPEN" | "CLOSED" | string = "state" in data ? data.state : data.id;
      console.log(text, state);
    }),
    typed.on("channel", "price.[a-z]", ({ data }) => console.log(data.toFixed(2))),
    typed.on("channel", "other", ({ data }: { data: unknown }) => console.log(data)),
    same.on("gap", (names) => console.log(names.length)),
    typed.on("presence", "tickets.*", ({ joined }) => console.log(joined.length)),
  ];
}

export function bad(): void {
  // @ts-expect-error: the data has another type
  typed.on("channel", "price.[a-z]", ({ data }: { data: string }) => console.log(data));
  typed.on("channel", "tickets.*", ({ data }) => {
    // @ts-expect-error: there is no such member
    console.log(data.price);
  });
  typed.on("channel", "tickets.7", ({ data }) => {
    // @ts-expect-error: what no pattern declares may be anything
    console.log(data.id);
  });
  // @ts-expect-error: a ticket has an id
  const ticket: Channels["tickets.*"] = {};
  console.log(ticket);
}
