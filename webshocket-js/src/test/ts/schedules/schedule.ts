import { commanded, type Cut, type Fate } from "../kit/server.ts";

/** What a client does, or the network; `n` and `m` are numbers of items and the like. */
export interface Step {
  readonly kind:
    | "once"
    | "idempotent"
    | "fail"
    | "count"
    | "break_off"
    | "sum"
    | "first"
    | "echo"
    | "abort"
    | "timeout"
    | "send"
    | "push"
    | "publish"
    | "ask"
    | "cut"
    | "refuse"
    | "pause";
  readonly n: number;
  readonly m: number;
}

/** What a client does and what happens to its sockets meanwhile: the Java client's schedule of the same seed. */
export interface Schedule {
  readonly seed: number;
  /** Whether a session outlives its socket; otherwise each cut loses one. */
  readonly keeps: boolean;
  /** Whether channels keep all messages; otherwise five. */
  readonly remembers: boolean;
  /** What happens to the first sockets, one after the other. */
  readonly fates: readonly Required<Fate>[];
  readonly steps: readonly Step[];
}

/** The channels that steps publish in, by their position. */
export const CHANNELS = ["a", "b", "c1", "c2"] as const;

/** What the client subscribes to, and the channels of each. */
export const SUBSCRIPTIONS = { a: ["a"], b: ["b"], "c*": ["c1", "c2"] } as const;

/** Returns which cut a step means. */
export function cutOf(n: number): Cut {
  return n === 0 ? "SILENCE" : n % 2 === 0 ? "FIN" : "RST";
}

/** How many schedules are asked for at once. */
const AT_ONCE = 500;

/** Gives the schedules of seeds that follow each other, from the class that makes those of the Java client. */
export async function* schedulesOf(first: number, count: number): AsyncGenerator<Schedule> {
  for (let done = 0; done < count; done += AT_ONCE) {
    const { schedules } = await commanded<{ schedules: Schedule[] }>("/schedules", {
      first: first + done,
      count: Math.min(AT_ONCE, count - done),
    });
    yield* schedules;
  }
}
