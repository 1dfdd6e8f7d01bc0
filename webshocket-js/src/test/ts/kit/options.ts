/* What the tests are started with: arguments --name=value of the process, and for a page the place that it comes from. */
declare const process: { argv: string[] } | undefined;

const given = new Map<string, string>();
if (typeof process === "undefined") {
  given.set("commands", location.origin);
  given.set("bundle", "/webshocket");
} else {
  for (const argument of process.argv) {
    const parts = /^--([\w.]+)=(.*)$/.exec(argument);
    if (parts !== null) {
      given.set(parts[1]!, parts[2]!);
    }
  }
}

/** Returns an option, or undefined where it is not given. */
export function option(name: string): string | undefined {
  return given.get(name);
}

/** Returns a whole number. */
export function numberOption(name: string, otherwise: number): number {
  return Number(given.get(name) ?? otherwise);
}
