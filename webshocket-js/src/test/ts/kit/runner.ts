import { type Test, tests } from "./test.ts";

/** What a runner tells, one line each. */
export type Report =
  | { readonly tests: readonly { readonly file: string; readonly name: string; readonly cuts: boolean }[] }
  | { readonly begins: number }
  | { readonly ends: number; readonly millis: number; readonly error?: string | undefined };

/** What is written to the console as an error or a warning, and rejected without a handler, since the last test. */
const complaints: string[] = [];

/** Notes that something complained of, which fails the test that runs. */
export function complain(what: unknown): void {
  complaints.push(what instanceof Error ? (what.stack ?? what.message) : String(what));
}

/** Takes back what is complained of as a test expects; returns how often it was. */
export function forgive(pattern: RegExp): number {
  const others = complaints.filter((complaint) => !pattern.test(complaint));
  const count = complaints.length - others.length;
  complaints.splice(0, Infinity, ...others);
  return count;
}

for (const method of ["error", "warn"] as const) {
  const original = console[method].bind(console);
  console[method] = (...what: unknown[]) => {
    complain(`console.${method}: ${what.map((part) => (part instanceof Error ? part.stack : String(part))).join(" ")}`);
    original(...what);
  };
}

/**
 * Runs the tests of files: at first those that wait, together, then the others one after the other.
 *
 * @param files names for reports, and how to load each
 * @returns how many failed
 */
export async function runAll(
  files: ReadonlyMap<string, () => Promise<unknown>>,
  report: (what: Report) => void,
): Promise<number> {
  const all: { file: string; test: Test }[] = [];
  for (const [file, load] of files) {
    tests.length = 0;
    await load();
    all.push(...tests.map((test) => ({ file, test })));
  }
  report({ tests: all.map(({ file, test }) => ({ file, name: test.name, cuts: test.options.cuts ?? false })) });
  const indices = [...all.keys()];
  const waiting = indices.filter((index) => all[index]!.test.options.waits);
  const others = indices.filter((index) => !waiting.includes(index));
  let failures = 0;
  for (const together of [waiting, ...others.map((index) => [index])]) {
    complaints.length = 0;
    const ends = await Promise.all(together.map((index) => run(index, all[index]!.test, report)));
    for (const end of ends) {
      if (end.error === undefined && complaints.length > 0) {
        end.error = `There were complaints:\n${complaints.join("\n")}`;
      }
      failures += end.error === undefined ? 0 : 1;
      report(end);
    }
  }
  return failures;
}

interface End {
  readonly ends: number;
  readonly millis: number;
  error?: string | undefined;
}

async function run(index: number, test: Test, report: (what: Report) => void): Promise<End> {
  report({ begins: index });
  const began = performance.now();
  const error = await failure(test);
  return { ends: index, millis: Math.round(performance.now() - began), error };
}

async function failure(test: Test): Promise<string | undefined> {
  const limit = test.options.timeout ?? (test.options.waits ? 90_000 : 30_000);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limit} ms`)), limit);
  });
  try {
    await Promise.race([(async () => test.run())(), late]);
    // What was rejected meanwhile is told in a later task.
    await new Promise((resolve) => setTimeout(resolve));
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? String(error)) : String(error);
  } finally {
    clearTimeout(timer);
  }
}
