import { fail } from "./test.ts";

/** Waits until a condition holds, for so many seconds at most. */
export async function until(condition: () => unknown, what = "the condition", seconds = 20): Promise<void> {
  const limit = performance.now() + seconds * 1_000;
  while (!(await condition())) {
    if (performance.now() > limit) {
      fail(`${what} does not hold within ${seconds} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Takes the items of a stream. */
export async function items<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) {
    all.push(item);
  }
  return all;
}

/** The numbers from one to the last. */
export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

let names = 0;

/** Returns a name that no other test has, on whatever platform it runs. */
export function unique(what = "test"): string {
  return `${what}-${names++}-${Math.random().toString(36).slice(2)}`;
}
