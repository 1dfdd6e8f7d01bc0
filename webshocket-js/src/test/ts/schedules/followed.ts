import type { Client } from "../../../main/ts/api.ts";
import { connect, named, upload } from "../kit/client.ts";
import type { Kind } from "../kit/kinds.ts";
import type { Server } from "../kit/server.ts";
import { unique, until } from "../kit/wait.ts";
import { Heard } from "./heard.ts";
import { Operations } from "./operations.ts";
import { Random } from "./random.ts";
import { cutOf, type Schedule, SUBSCRIPTIONS } from "./schedule.ts";

/** How many seconds a machine that has much else to do may take. */
const LONG = 120;

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/**
 * Goes through a schedule of the Java client over real sockets, and has the server compare what was seen with what it has done, in the
 * same way as for the Java client. Returns how many sockets there were.
 *
 * @param server keeps sessions or not, as the schedule says
 */
export async function follow(schedule: Schedule, kind: Kind, server: Server): Promise<number> {
  const name = unique(`${schedule.remembers ? "all" : "few"}.js`);
  await using proxy = await server.proxy();
  await proxy.fates(...schedule.fates);
  const faults: unknown[] = [];
  let sessions = 0;
  const client: Client = await connect(proxy.url("/schedule"), {
    ...kind.options,
    retry: { first: true, base: 5, cap: 50 },
    onSession: async (caller) => {
      sessions++;
      await caller.call("login", name);
    },
    expose: { double: (number: number) => 2 * number },
  });
  try {
    const fault = (error: unknown) => faults.push(error);
    const observed = { version: 2, runs: () => NaN, get losses() { return sessions - 1; } } as const;
    const operations = new Operations(new Random(schedule.seed), { named, upload }, client, observed, fault);
    const prefixed = Object.entries(SUBSCRIPTIONS).map(([key, channels]) => [`${name}.${key}`, channels.map((channel) => `${name}.${channel}`)]);
    const heard = new Heard(Object.fromEntries(prefixed), () => 0, fault);
    heard.listen(client);
    let network = Promise.resolve();
    for (const step of schedule.steps) {
      switch (step.kind) {
        case "cut":
          network = network.then(() => proxy.cut(cutOf(step.n)));
          break;
        case "refuse":
          network = network.then(() => proxy.refuseNext(step.n));
          break;
        case "pause":
          await sleep(step.n);
          operations.finish();
          break;
        default:
          operations.perform(step);
      }
    }
    await network;
    await ended(operations, faults);
    operations.publishLast();
    await ended(operations, faults);
    await settle(client, () => ({
      seed: schedule.seed,
      calls: operations.outcomes(),
      heard: Object.fromEntries(Object.entries(heard.messages).map(([channel, numbers]) => [channel.slice(name.length + 1), numbers])),
      gaps: [...heard.told].map((channel) => channel.slice(name.length + 1)),
      pushes: heard.pushes,
      sent: operations.sent,
      losses: observed.losses,
    }));
    check(faults);
    return (await proxy.count()).accepted;
  } finally {
    await client.close();
  }
}

function check(faults: readonly unknown[]): void {
  if (faults.length > 0) {
    throw faults[0];
  }
}

/** Waits for all calls, and gives up those that would never end. */
async function ended(operations: Operations, faults: readonly unknown[]): Promise<void> {
  await until(() => {
    check(faults);
    operations.finish();
    return operations.settled;
  }, "the end of all calls", LONG);
}

/** Asks for the verdict until all that is on its way has come. */
async function settle(client: Client, report: () => object): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.with({ idempotent: true }).call("settle", report());
    } catch (error) {
      if (attempt === 5 * LONG) {
        throw error;
      }
      await sleep(200);
    }
  }
}
