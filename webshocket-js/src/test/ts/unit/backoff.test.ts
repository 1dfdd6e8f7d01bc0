import { makeBackoff } from "../../../main/ts/backoff.ts";
import { equal, test } from "../kit/test.ts";

function begun({ random = 1, max = Infinity } = {}) {
  const clock = { time: 0, now: () => clock.time, after: () => () => {}, random: () => random };
  return { clock, backoff: makeBackoff({ first: false, base: 500, cap: 20_000, max }, clock) };
}

test("the bound of a delay doubles up to the cap", () => {
  const { backoff } = begun();
  const delays = Array.from({ length: 8 }, () => backoff.next(0));
  equal(delays, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
});

test("a delay is anything between zero and its bound", () => {
  equal(begun({ random: 0 }).backoff.next(0), 0);
  equal(begun({ random: 0.5 }).backoff.next(0), 250);
});

test("the server is given the time that it asks for, and more at random", () => {
  equal(begun({ random: 0 }).backoff.next(7_000), 7_000);
  equal(begun({ random: 0.5 }).backoff.next(7_000), 10_500);
});

test("there are as many retries in a row as allowed", () => {
  const { backoff } = begun({ max: 2 });
  equal([backoff.next(0), backoff.next(0), backoff.next(0)], [500, 1_000, undefined]);
});

test("the count begins anew after a connection that has lasted", () => {
  const { clock, backoff } = begun();
  backoff.next(0);
  backoff.next(0);
  backoff.connected();
  clock.time += 1_000;
  equal(backoff.next(0), 2_000, "it has lasted no longer than the last bound");
  backoff.connected();
  clock.time += 2_001;
  equal(backoff.next(0), 500);
  clock.time += 1_000_000;
  equal(backoff.next(0), 1_000, "there was no connection in between");
});
