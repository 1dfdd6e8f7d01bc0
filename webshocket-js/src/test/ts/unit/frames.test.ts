import { makeFrames } from "../../../main/ts/frames.ts";
import { equal, test } from "../kit/test.ts";

/** Takes all that a socket may get. */
function all(frames: ReturnType<typeof makeFrames>): unknown[] {
  const got: unknown[] = [];
  for (let raw = frames.next(); raw !== undefined; raw = frames.next()) {
    got.push(raw);
  }
  return got;
}

test("a packet is kept until it is confirmed", () => {
  const frames = makeFrames();
  const ticket = frames.add("a");
  frames.add("bb");
  equal(ticket.written, false);
  equal(frames.held(), 2 * 64 + 3);
  equal(all(frames), ["a", "bb"]);
  equal(ticket.written, true);
  equal(frames.confirm(1), true);
  equal(frames.held(), 64 + 2);
  equal(frames.confirm(2), true);
  equal(frames.held(), 0);
});

test("what was not sent cannot be confirmed", () => {
  const frames = makeFrames();
  frames.add("a");
  frames.add("b");
  equal(frames.confirm(1), false);
  frames.next();
  equal(frames.confirm(2), false);
  equal(frames.confirm(1), true);
  equal(all(frames), ["b"]);
});

test("another socket gets what is beyond the number that the other side has", () => {
  const frames = makeFrames();
  for (const raw of ["a", "b", "c"]) {
    frames.add(raw);
  }
  frames.next();
  frames.next();
  equal(frames.restart(1), true);
  equal(frames.confirm(2), false, "the new socket has not got it");
  equal(all(frames), ["b", "c"]);
  equal(frames.restart(3), true);
  equal(all(frames), []);
  equal(frames.held(), 0);
});

test("a number that is impossible changes nothing", () => {
  const frames = makeFrames();
  for (const raw of ["a", "b", "c"]) {
    frames.add(raw);
  }
  frames.next();
  frames.next();
  frames.confirm(1);
  equal(frames.restart(0), false, "less than was confirmed");
  equal(frames.restart(3), false, "more than was sent");
  equal(all(frames), ["c"]);
});
