import { kinds } from "../kit/kinds.ts";
import { numberOption } from "../kit/options.ts";
import { Server } from "../kit/server.ts";
import { ok, test } from "../kit/test.ts";
import { follow } from "../schedules/followed.ts";
import { type Schedule, schedulesOf } from "../schedules/schedule.ts";

const first = numberOption("shared.first", 1);
const count = numberOption("shared.real", 24);
const AT_ONCE = 24;

for (const kind of kinds.filter(({ version }) => version === 2)) {
  test(
    `nothing is lost, repeated or out of order in the schedules of the Java client (${kind.name})`,
    async () => {
      // Silence is noticed after 2.5 beats.
      await using keeping = await Server.start({ keep: 30, beat: 1 });
      await using losing = await Server.start({ keep: 0, beat: 1 });
      let sockets = 0;
      const schedules = schedulesOf(first, count);
      async function followNext(): Promise<void> {
        for (let next = await schedules.next(); !next.done; next = await schedules.next()) {
          const schedule: Schedule = next.value;
          try {
            const used = await follow(schedule, kind, schedule.keeps ? keeping : losing);
            sockets += used;
          } catch (error) {
            const { message } = error as Error;
            throw new Error(`-Dtest.shared.first=${schedule.seed} -Dtest.shared.real=1: ${message}`, { cause: error });
          }
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, followNext));
      ok(sockets > count || count === 1, "no socket was cut");
    },
    { cuts: true, timeout: 3_600_000 },
  );
}
