import { option } from "./options.ts";

/** Reads the packets and inputs of the wire protocol that all parts of the project are tested with. */
export async function vectors(): Promise<any> {
  if (typeof document !== "undefined") {
    return (await fetch("/vectors/protocol.json")).json();
  }
  const { readFile } = await import("node:fs/promises" as string);
  const sources = new URL("../../../../../webshocket-core/src/test/resources/vectors/protocol.json", import.meta.url);
  return JSON.parse(await readFile(option("vectors") ?? sources, "utf8"));
}
