import { makeLiveness } from "../../../main/ts/liveness.ts";
import { equal, test } from "../kit/test.ts";
import { TestClock } from "../schedules/clock.ts";

/** A session whose beat is 20 seconds. */
function begun() {
  const clock = new TestClock(() => 0);
  const beats: number[] = [];
  const losses: number[] = [];
  const since = clock.now();
  const liveness = makeLiveness(
    clock,
    () => {
      beats.push(clock.now() - since);
      liveness.sent();
    },
    () => {
      losses.push(clock.now() - since);
      liveness.stop();
    },
  );
  liveness.start(20_000);
  const pass = (millis: number) => {
    const end = clock.now() + millis;
    while (clock.step(end - clock.now())) {
      // Until none is due.
    }
  };
  return { clock, liveness, beats, losses, pass };
}

test("who has nothing to say sends beats, before a whole beat has passed", () => {
  const { liveness, beats, losses, pass } = begun();
  for (let i = 0; i < 6; i++) {
    pass(10_000);
    liveness.heard();
  }
  equal(losses, []);
  equal(beats, [10_000, 20_000, 30_000, 40_000, 50_000, 60_000], "each answers what came");
});

test("without an answer a beat goes each three quarters of its time, and the server is lost after two and a half", () => {
  const { beats, losses, pass, clock } = begun();
  pass(49_999);
  equal([beats, losses], [[15_000, 30_000, 45_000], []]);
  pass(1);
  equal(losses, [50_000]);
  equal(clock.waiting, 0);
});

test("the time in which no check ran hardly counts, but the server is asked", () => {
  const clock = new TestClock(() => 0);
  const told: string[] = [];
  let run = () => {};
  let time = 0;
  const late = { random: clock.random, now: () => time, after: (_: number, action: () => void) => ((run = action), () => {}) };
  const liveness = makeLiveness(
    late,
    () => {
      told.push("beat");
      liveness.sent();
    },
    () => told.push("lost"),
  );
  liveness.start(20_000);
  time = 3_600_000; // the machine has slept
  run();
  equal(told, ["beat"]);
  time += 5_000;
  run();
  equal(told, ["beat", "lost"]);
});

test("who wakes up asks, and waits for five seconds", () => {
  const { liveness, beats, losses, pass } = begun();
  pass(9_000);
  liveness.probe();
  equal(beats, [], "the server has just been heard");
  pass(3_000);
  liveness.probe();
  liveness.probe();
  equal(beats, [12_000]);
  pass(4_999);
  equal(losses, []);
  pass(1);
  equal(losses, [17_000]);
});

test("an answer in time is enough", () => {
  const { liveness, losses, pass } = begun();
  pass(12_000);
  liveness.probe();
  pass(4_000);
  liveness.heard();
  pass(45_000);
  equal(losses, []);
});

test("a session without beats is never lost", () => {
  const { liveness, beats, losses, pass, clock } = begun();
  liveness.stop();
  liveness.start(0);
  pass(3_600_000);
  liveness.probe();
  liveness.heard();
  equal([beats, losses, clock.waiting], [[], [], 0]);
});
