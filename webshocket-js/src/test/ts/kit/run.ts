/*
 * Runs test files in Node: run.js [--lines] FILE..., relative to the directory above. With --lines, reports are lines of JSON.
 */
import { complain, type Report, runAll } from "./runner.ts";

declare const process: {
  argv: string[];
  exitCode: number;
  stdout: { write(text: string): void };
  on(event: "unhandledRejection" | "uncaughtException", listener: (reason: unknown) => void): void;
  exit(code: number): never;
};

process.on("unhandledRejection", complain);
process.on("uncaughtException", complain);

const lines = process.argv.includes("--lines");
const names = process.argv.slice(2).filter((name) => !name.startsWith("--"));
const all: { file: string; name: string }[] = [];

function tell(report: Report): void {
  if (lines) {
    process.stdout.write(`\u001e${JSON.stringify(report)}\n`);
  } else if ("tests" in report) {
    all.push(...report.tests);
  } else if ("ends" in report) {
    const { name } = all[report.ends]!;
    console.log(report.error === undefined ? `ok   ${name} (${report.millis} ms)` : `FAIL ${name}\n${report.error}`);
  }
}

const failures = await runAll(new Map(names.map((name) => [name, () => import(`../${name}`)])), tell);
// What a test has left open does not hold the process.
process.exit(failures === 0 ? 0 : 1);
