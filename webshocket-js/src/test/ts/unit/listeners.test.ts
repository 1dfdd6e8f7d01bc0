import { type Listeners, makeListeners } from "../../../main/ts/listeners.ts";
import { equal, test } from "../kit/test.ts";

function released(): Listeners {
  const listeners = makeListeners();
  listeners.release();
  return listeners;
}

function listening(...rest: [event: string, ...unknown[]]): { listeners: Listeners; heard: unknown[]; stop: () => void } {
  const listeners = released();
  const heard: unknown[] = [];
  const [event, ...pattern] = rest;
  const stop = listeners.on(event, ...pattern, (...args: unknown[]) => heard.push(args.length === 1 ? args[0] : args));
  return { listeners, heard, stop };
}

test("a message of a channel goes to those whose pattern it matches", () => {
  const { listeners, heard } = listening("channel", "news.*");
  listeners.message({ source: 2, channel: "news.tech", data: { a: 1 }, position: "e.0.1", timestamp: 5.5 });
  listeners.message({ source: 2, channel: "news.art" });
  listeners.message({ source: 2, channel: "weather", data: 1 });
  listeners.message({ source: 1, data: 1 });
  equal(heard, [
    { channel: "news.tech", data: { a: 1 }, position: "e.0.1", timestamp: 5.5 },
    { channel: "news.art", data: null },
  ]);
});

test("a change of presence goes to those whose pattern it matches", () => {
  const { listeners, heard } = listening("presence", "room.?");
  listeners.message({ source: 2, channel: "room.1", presence: { joined: [{ id: "zoë", info: { x: 1 } }] } });
  listeners.message({ source: 2, channel: "room.1", presence: { left: [{ id: "zoë", info: null }] } });
  listeners.message({ source: 2, channel: "room.22", presence: {} });
  equal(heard, [
    { channel: "room.1", joined: [{ id: "zoë", info: { x: 1 } }], left: [] },
    { channel: "room.1", joined: [], left: [{ id: "zoë", info: null }] },
  ]);
});

test("all other packets are messages", () => {
  const { listeners, heard } = listening("message");
  for (const source of [1, 2, 3, 4]) {
    listeners.message({ source, data: source });
  }
  equal(heard, [1, 3, 4].map((source) => ({ source, data: source })));
});

test("an event goes to all its listeners, with all it has", () => {
  const { listeners, heard, stop } = listening("state");
  equal(listeners.has("state"), true);
  listeners.emit("state", "connected", { resumed: "all" });
  listeners.emit("gap", []);
  stop();
  equal(listeners.has("state"), false);
  listeners.emit("state", "closed", {});
  equal(heard, [["connected", { resumed: "all" }]]);
});

test("a listener that is added or removed while others are called is not called", () => {
  const listeners = released();
  const heard: string[] = [];
  listeners.on("gap", () => {
    heard.push("first");
    stop();
    listeners.on("gap", () => heard.push("late"));
  });
  const stop = listeners.on("gap", () => heard.push("removed"));
  listeners.emit("gap", []);
  equal(heard, ["first"]);
});

test("what a listener throws is reported, and stops nothing", () => {
  const listeners = released();
  const heard: unknown[] = [];
  const original = [globalThis.reportError, console.error] as const;
  globalThis.reportError = console.error = (error: unknown) => void heard.push((error as Error).message);
  try {
    listeners.on("gap", () => {
      throw new Error("ouch");
    });
    listeners.on("gap", () => heard.push("second"));
    listeners.emit("gap", []);
  } finally {
    [globalThis.reportError, console.error] = original;
  }
  equal(heard, ["ouch", "second"]);
});

test("what comes before the application has the client waits, in order", () => {
  const listeners = makeListeners();
  const heard: unknown[] = [];
  listeners.on("state", (state: unknown) => heard.push(state));
  listeners.emit("state", "connected", {});
  listeners.message({ source: 1, data: 1 });
  listeners.emit("gap", ["a"]);
  listeners.message({ source: 2, channel: "a", data: 2 });
  listeners.on("message", (packet: unknown) => heard.push(packet));
  listeners.on("gap", (channels: unknown) => heard.push(channels));
  listeners.on("channel", "*", (message: unknown) => heard.push(message));
  equal(heard, ["connected"]);
  listeners.release();
  listeners.release();
  listeners.message({ source: 1, data: 3 });
  equal(heard, ["connected", { source: 1, data: 1 }, ["a"], { channel: "a", data: 2 }, { source: 1, data: 3 }]);
});

test("not more waits than may, and the rest is a gap", () => {
  const listeners = makeListeners();
  const heard: unknown[] = [];
  listeners.on("message", (packet: unknown) => heard.push(packet));
  listeners.on("gap", (channels: unknown) => heard.push(channels));
  for (let i = 0; i < 10_005; i++) {
    listeners.message({ source: 1, data: i });
  }
  listeners.release();
  equal(heard.length, 10_001);
  equal(heard.slice(-2), [{ source: 1, data: 9_999 }, ["*"]]);
});
