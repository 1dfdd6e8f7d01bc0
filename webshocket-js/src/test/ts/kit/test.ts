/** A test. */
export interface Test {
  readonly name: string;
  readonly run: () => unknown;
  readonly options: TestOptions;
}

export interface TestOptions {
  /** The socket cannot be opened at times, which a browser reports on its console as an error. */
  readonly cuts?: boolean;
  /** It mostly waits, so it runs beside others that do. What the console says meanwhile fails all of them. */
  readonly waits?: boolean;
  /** After how many milliseconds the test has failed. */
  readonly timeout?: number;
}

/** The tests of the modules loaded so far. */
export const tests: Test[] = [];

/**
 * Declares a test.
 *
 * @param name says what holds, unique within the file
 * @param run checks it; throws, or returns a promise that is rejected, where it does not hold
 */
export function test(name: string, run: () => unknown, options: TestOptions = {}): void {
  tests.push({ name, run, options });
}

/** Something that does not hold. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** Fails. */
export function fail(message: string): never {
  throw new AssertionError(message);
}

/** Checks a condition. */
export function ok(condition: unknown, message = "is not true"): asserts condition {
  if (!condition) {
    fail(message);
  }
}

/** Checks that two values are alike in type and content. */
export function equal(actual: unknown, expected: unknown, message = ""): void {
  const where = difference(actual, expected);
  if (where !== undefined) {
    fail(`${message && `${message}: `}${show(actual)} is not ${show(expected)}${where && `, at ${where}`}`);
  }
}

/** Checks that a function throws, and returns what it throws. */
export function throws<E extends Error = Error>(run: () => unknown, type?: abstract new (...args: never[]) => E): E {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    return ofType(error, type);
  }
  fail(`returned ${show(result)} instead of throwing`);
}

/** Checks that a promise is rejected, and returns the reason. */
export async function rejects<E extends Error = Error>(
  promise: PromiseLike<unknown>,
  type?: abstract new (...args: never[]) => E,
): Promise<E> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    return ofType(error, type);
  }
  fail(`was fulfilled with ${show(result)} instead of being rejected`);
}

function ofType<E extends Error>(error: unknown, type?: abstract new (...args: never[]) => E): E {
  if (error instanceof AssertionError || (type !== undefined && !(error instanceof type))) {
    throw error;
  }
  return error as E;
}

/** Returns the path of the first difference, or undefined where there is none. */
function difference(actual: unknown, expected: unknown): string | undefined {
  if (Object.is(actual, expected)) {
    return undefined;
  }
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null) {
    return "";
  }
  if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) {
    return "";
  }
  if (actual instanceof Date && expected instanceof Date) {
    return actual.getTime() === expected.getTime() ? undefined : "";
  }
  if (actual instanceof Map && expected instanceof Map) {
    return difference([...actual], [...expected]);
  }
  if (actual instanceof Set && expected instanceof Set) {
    return difference([...actual], [...expected]);
  }
  const a = actual as Record<string, unknown>;
  const b = expected as Record<string, unknown>;
  for (const key of Object.keys(b)) {
    const where = Object.hasOwn(a, key) ? difference(a[key], b[key]) : "";
    if (where !== undefined) {
      return `/${key}${where}`;
    }
  }
  const more = Object.keys(a).find((key) => !Object.hasOwn(b, key));
  return more === undefined ? undefined : `/${more}`;
}

/** Returns a text of a value for messages. */
export function show(value: unknown): string {
  if (value instanceof Error) {
    return `${value.name}: ${value.message}`;
  }
  try {
    const text = JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
    return text === undefined ? String(value) : text.length > 500 ? `${text.slice(0, 500)}…` : text;
  } catch {
    return String(value);
  }
}
