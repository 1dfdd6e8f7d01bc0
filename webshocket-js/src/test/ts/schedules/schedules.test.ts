import { numberOption, option } from "../kit/options.ts";
import { ok, test } from "../kit/test.ts";
import { World } from "./world.ts";

const first = numberOption("schedules.first", 1);
const schedules = numberOption("schedules", 600);
/** Whether to print all that passes the sockets. */
const traces = option("schedules.trace") !== undefined;

test(
  "nothing is lost, repeated or out of order, whatever happens to sockets and servers",
  async () => {
    let losses = 0;
    for (let seed = first; seed < first + schedules; seed++) {
      try {
        losses += await new World(seed, traces ? console.log : undefined).run(300);
      } catch (error) {
        throw new Error(`-Dtest.schedules.first=${seed} -Dtest.schedules=1: ${(error as Error).message}`, { cause: error });
      }
    }
    ok(losses > 0 || schedules === 1, "no session was lost");
  },
  { timeout: 3_600_000 },
);
