import { numberOption, option } from "../kit/options.ts";
import { ok, test } from "../kit/test.ts";
import { schedulesOf } from "./schedule.ts";
import { World } from "./world.ts";

const first = numberOption("schedules.first", 1);
const schedules = numberOption("schedules", 300);
const firstShared = numberOption("shared.first", 1);
const shared = numberOption("shared.model", 400);
/** Whether to print all that passes the sockets. */
const trace = option("schedules.trace") === undefined ? undefined : console.log;

test(
  "nothing is lost, repeated or out of order in the schedules of the Java client, whatever the order in which all arrives",
  async () => {
    const kinds = { keeping: 0, losing: 0 };
    for await (const schedule of schedulesOf(firstShared, shared)) {
      const losses = await naming("shared", "shared.model", schedule.seed, () => World.follow(schedule, trace));
      kinds[losses > 0 ? "losing" : "keeping"]++;
    }
    ok((kinds.keeping > 0 && kinds.losing > 0) || shared === 1, JSON.stringify(kinds));
  },
  { timeout: 3_600_000 },
);

test(
  "nothing is lost, repeated or out of order, whatever happens to sockets and servers",
  async () => {
    let losses = 0;
    for (let seed = first; seed < first + schedules; seed++) {
      losses += await naming("schedules", "schedules", seed, () => World.run(seed, 300, trace));
    }
    ok(losses > 0 || schedules === 1, "no session was lost");
  },
  { timeout: 3_600_000 },
);

/** Names the seed of what fails, as the properties that repeat it. */
async function naming<T>(what: string, count: string, seed: number, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new Error(`-Dtest.${what}.first=${seed} -Dtest.${count}=1: ${(error as Error).message}`, { cause: error });
  }
}
