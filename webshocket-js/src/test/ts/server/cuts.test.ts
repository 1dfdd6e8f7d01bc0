import type { Client } from "../kit/client.ts";
import { connect, upload } from "../kit/client.ts";
import { type Kind, kinds } from "../kit/kinds.ts";
import { numberOption } from "../kit/options.ts";
import { type Cut, type Fate, Server } from "../kit/server.ts";
import { equal, ok, test } from "../kit/test.ts";
import { items, unique, until, upTo } from "../kit/wait.ts";
import { Random } from "../schedules/random.ts";

const PLACES = numberOption("cuts", 12);
const SEED = numberOption("cuts.seed", 20_261_129);
const BUMPS = 20;
const ITEMS = 60;
const ASKS = 5;
const MESSAGES = 80;
const HOW: readonly Cut[] = ["FIN", "RST", "SILENCE"];

const server = await Server.usual();

/** Uses all that a session carries, and checks that nothing is lost, repeated or out of order. Returns how many bytes it took. */
async function run(place: Server, kind: Kind, name: string, fates: Fate[]): Promise<number> {
  await using proxy = await place.proxy();
  await proxy.fates(...fates);
  const answers: unknown[] = [];
  const messages: unknown[] = [];
  let sessions = 0;
  const client: Client = await connect(proxy.url("/ledger"), {
    ...kind.options,
    retry: { first: true, base: 5, cap: 50 },
    onSession: () => void sessions++,
    expose: {
      answer: (question: string) => {
        answers.push(question);
        return `re: ${question}`;
      },
    },
  });
  try {
    const began = sessions;
    client.on("message", ({ data }) => messages.push(data));
    const push = client.call("push", `${name}/push`, MESSAGES);
    const bumps = upTo(BUMPS).map((n) => client.call("bump", `${name}/bump${n}`));
    const asks = upTo(ASKS).map((n) => client.call("ask", `${name}/ask${n}`));
    const sum = client.call("sum", `${name}/sum`, upload(upTo(ITEMS)));
    equal(await items(client.stream("count", `${name}/count`, ITEMS)), upTo(ITEMS));
    const words = upTo(ITEMS).map((n) => `w${n}`);
    equal(
      await items(client.stream("shout", `${name}/shout`, upload(words))),
      words.map((word) => word.toUpperCase()),
    );
    equal(await Promise.all(bumps), upTo(BUMPS));
    const questions = upTo(ASKS).map((n) => `${name}/ask${n}`);
    equal(
      await Promise.all(asks),
      questions.map((question) => `re: ${question}`),
    );
    equal(answers.sort(), questions.sort(), "calls of the client");
    equal(await sum, (ITEMS * (ITEMS + 1)) / 2);
    await push;
    await until(() => messages.length >= MESSAGES, "the messages");
    equal(messages, upTo(MESSAGES));
    const runs = await client.call<Record<string, number>>("runs", name);
    equal(Object.keys(runs).length, BUMPS + ASKS + 4, "calls of the server");
    ok(
      Object.values(runs).every((times) => times === 1),
      JSON.stringify(runs),
    );
    equal(sessions, began, "sessions");
  } finally {
    await client.close();
  }
  return (await proxy.count()).passed;
}

for (const kind of kinds.filter(({ version }) => version === 2)) {
  test(
    `each call and each message is there once and in order, wherever sockets are cut (${kind.name})`,
    async () => {
      // Silence is noticed after 2.5 beats.
      await using own = await Server.start({ beat: 1 });
      const random = new Random(SEED);
      const length = await run(own, kind, unique("uncut"), []);
      ok(length > 5_000, `${length} bytes`);
      const runs = upTo(PLACES).map(async (number) => {
        const chunk = random.oneIn(2) ? 1 << 16 : 1 + random.int(64);
        const delay = random.oneIn(8) ? 1 : 0;
        // The places spread over the whole run; the first socket is cut there, and each later one somewhere.
        const first = { bytes: Math.floor((length * (number - 1)) / PLACES), how: HOW[number % 3]!, chunk, delay };
        const later = upTo(random.int(3)).map(() => ({ bytes: random.int(length), how: HOW[random.int(2)]!, chunk, delay }));
        const name = `-Dtest.cuts.seed=${SEED}: ${JSON.stringify([first, ...later])}`;
        try {
          await run(own, kind, unique("cut"), [first, ...later]);
        } catch (error) {
          throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
        }
      });
      await Promise.all(runs);
    },
    { cuts: true, timeout: 3_600_000 },
  );
}

test(
  "messages of channels with history come once and in order, however often sessions are lost",
  async () => {
    // A session that is not kept is lost with each socket.
    await using own = await Server.start({ keep: 0, beat: 1 });
    await using proxy = await own.proxy();
    await using publisher = await connect(own.url("/channels"));
    const room = unique("room.");
    const heard: unknown[] = [];
    const gaps: string[] = [];
    let sessions = 0;
    await using client = await connect(proxy.url("/channels"), {
      retry: { base: 5, cap: 50 },
      onSession: async (caller) => {
        sessions++;
        await caller.call("subscribe", room, "room.*");
      },
    });
    client.on("channel", room, ({ data }) => heard.push(data));
    client.on("gap", (names) => gaps.push(...names));
    for (let n = 1; n <= 200; n++) {
      await publisher.call("publish", room, n);
      if (n % 20 === 0) {
        await proxy.cut();
      }
    }
    await until(() => heard.length >= 200, "the messages");
    await publisher.call("publish", room, "last");
    await until(() => heard.includes("last"), "the last message");
    equal(heard, [...upTo(200), "last"]);
    equal(gaps, []);
    ok(sessions > 3, `${sessions} sessions`);
  },
  { waits: true, cuts: true },
);

test("what is no longer kept is a gap, before what comes behind it", async () => {
  await using own = await Server.start({ keep: 0, beat: 1 });
  await using proxy = await own.proxy();
  await using publisher = await connect(own.url("/channels"));
  const channel = unique("short.");
  const heard: unknown[] = [];
  await using client = await connect(proxy.url("/channels"), {
    retry: { base: 5, cap: 50 },
    onSession: async (caller) => {
      await caller.call("subscribe", channel);
    },
  });
  client.on("channel", channel, ({ data }) => heard.push(data));
  client.on("gap", (names) => heard.push(names));
  await publisher.call("publish", channel, 1);
  await until(() => heard.length === 1);
  await proxy.refuse();
  await proxy.cut();
  for (let n = 2; n <= 20; n++) {
    await publisher.call("publish", channel, n);
  }
  await proxy.refuse(false);
  await until(() => heard.includes(20), "the newest message");
  equal(heard, [1, [channel], 16, 17, 18, 19, 20]);
}, { cuts: true });

test("an upload waits for a socket that takes nothing, and holds little in memory", async () => {
  await using proxy = await server.proxy();
  await using client = await connect(proxy.url("/ws"), { retry: { base: 5, cap: 50 } });
  const name = unique();
  let taken = 0;
  function* large() {
    for (; taken < 300; taken++) {
      yield "x".repeat(100_000);
    }
  }
  const call = client.with({ timeout: 0 }).call("sumLater", name, upload(large()));
  await client.call("happened", `${name} began`);
  await proxy.cut("SILENCE");
  await client.call("release", name);
  ok(taken < 100, `${taken} items were taken`);
  equal(await call, 30_000_000);
}, { waits: true, cuts: true });
