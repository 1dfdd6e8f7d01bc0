import { makePositions } from "../../../main/ts/positions.ts";
import { equal, test } from "../kit/test.ts";

const no = { type: "welcome", resumed: "no", keep: 30, beat: 25 };

function begun() {
  const clock = { time: 0, now: () => clock.time, after: () => () => {}, random: () => 0 };
  const positions = makePositions(clock);
  const takes = (channel: string, position: string) => positions.takes({ source: 2, channel, position });
  return { clock, positions, takes };
}

test("hello says the highest offset of each shard", () => {
  const { positions, takes } = begun();
  equal(positions.hello(), []);
  positions.welcomed({ ...no, positions: ["e.0.5", "e.1.9", "nonsense", 3, ".1.2"] });
  equal(takes("a", "e.0.7"), true);
  equal(takes("a", "e.0.6"), true, "nothing is caught up with");
  positions.told(["e.1.12", "e.0.3"]);
  equal(positions.hello().sort(), ["e.0.7", "e.1.12"]);
});

test("offsets beyond 2^53 are exact", () => {
  const { positions, takes } = begun();
  takes("a", "e.0.9007199254740993");
  takes("a", "e.0.9007199254740992");
  equal(positions.hello(), ["e.0.9007199254740993"]);
});

test("a shard of another epoch begins anew", () => {
  const { positions, takes } = begun();
  takes("a", "e.0.7");
  takes("a", "f.0.1");
  equal(positions.hello(), ["f.0.1"]);
});

test("a session that is new catches up, and a message that was had is dropped", () => {
  const { positions, takes } = begun();
  positions.welcomed({ ...no, positions: ["e.0.5"] });
  positions.hello();
  positions.welcomed({ ...no, positions: ["e.0.9"] });
  equal(takes("a", "e.0.6"), true);
  equal(takes("b", "e.0.8"), true);
  equal(positions.hello(), ["e.0.5"], "it begins from the same place when it is cut again");
  positions.welcomed({ ...no, positions: ["e.0.9"] });
  equal(takes("a", "e.0.6"), false);
  equal(takes("a", "e.0.7"), true);
  equal(takes("b", "e.0.7"), false);
  equal(takes("b", "e.0.8"), false);
  equal(takes("b", "e.0.10"), true);
  equal(takes("b", "f.0.1"), true, "another epoch");
});

test("one that goes on counts no positions of its welcome", () => {
  const { positions, takes } = begun();
  positions.welcomed({ ...no, positions: ["e.0.5"] });
  positions.hello();
  positions.welcomed({ ...no, resumed: "all", positions: ["e.0.9"] });
  equal(positions.hello(), ["e.0.5"]);
  equal(takes("a", "e.0.6"), true);
});

test("a packet that comes late enough shows that nothing is caught up with any more", () => {
  const { clock, positions, takes } = begun();
  positions.welcomed({ ...no, positions: ["e.0.5"] });
  positions.hello();
  positions.welcomed({ ...no, positions: ["e.0.9"] });
  takes("a", "e.0.6");
  clock.time += 92_500; // keep, and 2.5 beats
  positions.heard();
  equal(positions.hello(), ["e.0.5"]);
  clock.time += 1;
  positions.heard();
  equal(positions.hello(), ["e.0.9"]);
});

test("what is caught up with makes the time longer", () => {
  const { clock, positions, takes } = begun();
  positions.welcomed({ ...no, positions: ["e.0.5"] });
  positions.hello();
  positions.welcomed({ ...no, positions: ["e.0.9"] });
  clock.time += 90_000;
  takes("a", "e.0.6");
  clock.time += 90_000;
  positions.heard();
  equal(positions.hello(), ["e.0.5"]);
});

test("a welcome forgets the epochs that it does not name", () => {
  const { positions, takes } = begun();
  takes("a", "e.0.7");
  takes("a", "e.1.3");
  positions.hello();
  positions.welcomed({ ...no, positions: ["f.0.1"] });
  equal(positions.hello().sort(), ["e.0.7", "e.1.3"], "those of hello stand for them");
});

test("a server without history has no positions", () => {
  const { positions } = begun();
  positions.welcomed(no);
  positions.told(undefined);
  equal(positions.hello(), []);
  equal(positions.takes({ source: 2, channel: "a" }), true);
});
