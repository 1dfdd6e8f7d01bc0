import { makeCredentials } from "../../../main/ts/credentials.ts";
import { equal, ok, test } from "../kit/test.ts";
import { TestClock } from "../schedules/clock.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve));

function begun(token?: () => string | Promise<string>) {
  const clock = new TestClock(() => 0);
  const sent: string[] = [];
  const failures: Error[] = [];
  const credentials = makeCredentials(token, clock, (fresh) => sent.push(fresh), (error) => failures.push(error));
  /** Runs what is due within a time. */
  const pass = async (millis: number) => {
    const end = clock.now() + millis;
    while (clock.step(end - clock.now())) {
      await settled();
    }
  };
  return { clock, credentials, sent, failures, pass };
}

test("a credential is renewed after three quarters of its time", async () => {
  const { credentials, sent, pass } = begun(() => "fresh");
  credentials.begin(40_000);
  await pass(29_999);
  equal(sent, []);
  await pass(1);
  equal(sent, ["fresh"]);
});

test("a long one is renewed 30 seconds before its end, a short one after a second", async () => {
  const long = begun(() => "fresh");
  long.credentials.begin(3_600_000);
  await long.pass(3_569_999);
  equal(long.sent, []);
  await long.pass(1);
  equal(long.sent, ["fresh"]);
  const short = begun(() => "fresh");
  short.credentials.begin(0);
  await short.pass(999);
  equal(short.sent, []);
  await short.pass(1);
  equal(short.sent, ["fresh"]);
});

test("without a token, or an end, there is nothing to do", () => {
  const without = begun();
  without.credentials.begin(1_000);
  equal(without.clock.waiting, 0);
  const endless = begun(() => "fresh");
  endless.credentials.begin(undefined);
  equal(endless.clock.waiting, 0);
});

test("what fails is told, and tried again", async () => {
  let fails = true;
  const { credentials, sent, failures, pass } = begun(() => {
    if (fails) {
      throw new Error("no network");
    }
    return "fresh";
  });
  credentials.begin(40_000);
  await pass(30_000);
  equal(failures.length, 1);
  ok(failures[0]!.message.includes("no network"));
  fails = false;
  await pass(5_000);
  equal(sent, ["fresh"]);
  credentials.failed("not yours");
  equal(failures.length, 2);
  ok(failures[1]!.message.includes("not yours"));
});

test("one that comes when the socket is lost is not sent", async () => {
  let give = (_: string) => {};
  const { credentials, sent, failures, pass, clock } = begun(() => new Promise((resolve) => (give = resolve)));
  credentials.begin(4_000);
  await pass(3_000);
  credentials.stop();
  give("late");
  await settled();
  equal([sent, failures, clock.waiting], [[], [], 0]);
});
