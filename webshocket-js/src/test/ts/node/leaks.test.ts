/* Nothing of calls that are over is kept. Needs Node's --expose-gc. */
import { type Client, connect, RpcError, upload } from "../kit/client.ts";
import { server } from "../kit/kinds.ts";
import { numberOption } from "../kit/options.ts";
import { ok, rejects, test } from "../kit/test.ts";
import { items, upTo } from "../kit/wait.ts";
import { EchoSocket } from "./echo-socket.ts";

declare const gc: () => void;
declare const process: { memoryUsage(): { heapUsed: number; external: number } };

const CALLS = numberOption("leaks.calls", 100_000);
/** What one call that is kept takes at least, in bytes. */
const KEPT = 50;

/** Returns how many bytes the heap grows while something is done again and again. */
async function growth(rounds: number, act: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < Math.ceil(rounds / 10); i++) {
    await act();
  }
  const before = await used();
  for (let i = 0; i < rounds; i++) {
    await act();
  }
  return (await used()) - before;
}

async function used(): Promise<number> {
  for (let i = 0; i < 5; i++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return process.memoryUsage().heapUsed;
}

function check(
  title: string,
  calls: number,
  act: (client: Client) => Promise<unknown>,
  webSocket: typeof WebSocket = WebSocket,
): void {
  test(
    `nothing remains of ${title}`,
    async () => {
      await using client = await connect(server.url(), { webSocket });
      const rounds = Math.ceil(calls / 500);
      const bytes = await growth(rounds, () => act(client));
      ok(bytes < rounds * 500 * KEPT, `${bytes} bytes remain`);
    },
    { timeout: 600_000 },
  );
}

const add = (client: Client) => Promise.all(upTo(500).map((n) => client.call("add", n, 1)));

check(`${CALLS} calls`, CALLS, add, EchoSocket as unknown as typeof WebSocket);

check("calls of a server", 10_000, add);

check("calls that fail", 2_500, (client) =>
  Promise.all(upTo(500).map(() => rejects(client.call("refuse", "no"), RpcError))),
);

check("calls that are given up", 2_500, (client) => {
  const { signal } = new AbortController();
  const hurried = client.with({ signal, timeout: 1 });
  return Promise.all(upTo(500).map((n) => rejects(hurried.call("hang", `given up ${n}`), DOMException)));
});

check("streams", 2_500, async (client) => {
  for (let i = 0; i < 20; i++) {
    await Promise.all(upTo(25).map(() => items(client.stream("count_to", 3))));
  }
});

check("streams that are left", 2_500, async (client) => {
  const leave = async () => {
    for await (const _ of client.stream("count_to", 100)) {
      break;
    }
  };
  for (let i = 0; i < 20; i++) {
    await Promise.all(upTo(25).map(leave));
  }
});

check("uploads", 2_500, async (client) => {
  for (let i = 0; i < 20; i++) {
    await Promise.all(upTo(25).map(() => client.call("sum", upload([1, 2, 3]))));
  }
});

test("a kept call would show", async () => {
  const kept: unknown[] = [];
  const bytes = await growth(20, async () => {
    kept.push(...upTo(500).map((n) => Promise.resolve({ n, call: "add" })));
  });
  ok(bytes > 20 * 500 * KEPT, `${bytes} bytes of ${kept.length} calls`);
});
