import type { ChannelMessage, Packet, PresenceChange } from "../kit/client.ts";
import { open, testEach } from "../kit/kinds.ts";
import { forgive } from "../kit/runner.ts";
import { equal, ok, test } from "../kit/test.ts";
import { unique, until, upTo } from "../kit/wait.ts";

testEach("messages of channels come by their patterns", async (kind) => {
  await using client = await open(kind, {}, "/channels");
  const base = unique("plain");
  const exact: unknown[] = [];
  const matching: [string, unknown][] = [];
  const others: unknown[] = [];
  client.on("channel", `${base}.a`, ({ data }) => exact.push(data));
  client.on("channel", `${base}.*`, ({ channel, data }) => matching.push([channel, data]));
  client.on("channel", `${base}`, ({ data }) => others.push(data));
  client.on("channel", `${base}xa`, ({ data }) => others.push(data));
  await client.call("subscribe", `${base}.*`);
  await client.call("publish", `${base}.a`, 1, { two: 2 });
  await client.call("publish", `${base}.b`, 3);
  await until(() => matching.length === 3);
  equal(exact, [1, { two: 2 }]);
  equal(matching, [
    [`${base}.a`, 1],
    [`${base}.a`, { two: 2 }],
    [`${base}.b`, 3],
  ]);
  equal(others, []);
});

test("a message says where and when it was published", async () => {
  await using client = await open(undefined, {}, "/channels");
  const room = unique("room.");
  const messages: ChannelMessage[] = [];
  client.on("channel", room, (message) => messages.push(message));
  await client.call("subscribe", room);
  await client.call("publishAt", room, "hello", 1_700_000_000.5);
  await client.call("publish", room, "again");
  await until(() => messages.length === 2);
  const [{ position, ...rest }, again] = messages as [ChannelMessage, ChannelMessage];
  equal(rest, { channel: room, data: "hello", timestamp: 1_700_000_000.5 });
  ok(/^.+\.\d+\.\d+$/.test(position ?? ""), position);
  equal(Object.keys(again).sort(), ["channel", "data", "position"]);
});

test("a listener that was ended hears no more", async () => {
  await using client = await open(undefined, {}, "/channels");
  const channel = unique("plain");
  const heard: unknown[] = [];
  const kept: unknown[] = [];
  const end = client.on("channel", channel, ({ data }) => heard.push(data));
  client.on("channel", channel, ({ data }) => kept.push(data));
  await client.call("subscribe", channel);
  await client.call("publish", channel, 1);
  await until(() => kept.length === 1);
  end();
  end();
  await client.call("publish", channel, 2);
  await until(() => kept.length === 2);
  equal(heard, [1]);
});

test("one listener that is given twice hears twice, and each has its own end", async () => {
  await using client = await open(undefined, {}, "/channels");
  const channel = unique("plain");
  const heard: unknown[] = [];
  const listener = ({ data }: ChannelMessage) => heard.push(data);
  const end = client.on("channel", channel, listener);
  client.on("channel", channel, listener);
  await client.call("subscribe", channel);
  await client.call("publish", channel, 1);
  await until(() => heard.length >= 2);
  end();
  await client.call("publish", channel, 2);
  await until(() => heard.includes(2));
  equal(heard, [1, 1, 2]);
});

test("a listener that throws is reported, and holds up nobody", async () => {
  await using client = await open(undefined, {}, "/channels");
  const channel = unique("plain");
  const heard: unknown[] = [];
  client.on("channel", channel, () => {
    throw new Error("as it likes");
  });
  client.on("channel", channel, ({ data }) => heard.push(data));
  await client.call("subscribe", channel);
  await client.call("publish", channel, 1);
  await until(() => heard.length === 1);
  await until(() => forgive(/as it likes/) > 0, "a report");
});

test("who comes and who leaves is told", async () => {
  const room = unique("room.");
  await using ada = await open(undefined, {}, "/channels");
  const changes: PresenceChange[] = [];
  ada.on("presence", "room.*", (change) => changes.push(change));
  equal(await ada.call("enter", room, "Ada"), ["Ada"]);
  const bob = await open(undefined, {}, "/channels");
  await bob.call("enter", room, "Bob");
  const infos = (which: "joined" | "left") => changes.flatMap((change) => change[which].map(({ info }) => info));
  await until(() => infos("joined").includes("Bob"), "Bob's coming");
  await bob.close();
  await until(() => infos("left").includes("Bob"), "Bob's leaving");
  ok(changes.every(({ channel, joined, left }) => channel === room && Array.isArray(joined) && Array.isArray(left)));
  equal(await ada.call("members", room), ["Ada"]);
});

testEach("broadcasts and what the server sends are messages", async (kind) => {
  await using client = await open(kind, {}, "/channels");
  const messages: Packet[] = [];
  client.on("message", (packet) => messages.push(packet));
  const what = unique("broadcast");
  await client.call("broadcast", what);
  await until(() => messages.some(({ data }) => data === what));
  ok(messages.every(({ source }) => source === 1));
});

testEach("what the client sends reaches the server, and the answer is a message", async (kind) => {
  await using client = await open(kind);
  const messages: Packet[] = [];
  client.on("message", (packet) => messages.push(packet));
  client.send({ typed: [1, "a"] });
  client.send(null);
  await until(() => messages.length === 2);
  equal(
    messages.map(({ source, data }) => [source, data]),
    [
      [4, { received: { typed: [1, "a"] } }],
      [4, { received: "nothing" }],
    ],
  );
});

testEach("messages come in order, and before the answer of the call that sends them", async (kind) => {
  await using client = await open(kind);
  const heard: unknown[] = [];
  client.on("message", ({ data }) => heard.push(data));
  // Messages begin to come in the task behind connect.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await client.call("push", ...upTo(100));
  equal(heard, upTo(100));
});

test("packets are told as they are on the wire", async () => {
  await using client = await open();
  const packets: [string, unknown, string | Uint8Array][] = [];
  const end = client.on("packet", (...packet) => packets.push(packet));
  await client.call("add", 10, 20);
  end();
  await client.call("add", 1, 2);
  const calls = packets.filter(([, packet]) => (packet as Packet).source === 5);
  equal(
    calls.map(([direction]) => direction),
    ["sent", "received"],
  );
  for (const [, packet, raw] of packets) {
    equal(JSON.parse(raw as string), packet);
  }
});
