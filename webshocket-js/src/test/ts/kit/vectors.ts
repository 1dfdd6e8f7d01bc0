/** Reads the packets and inputs of the wire protocol that all parts of the project are tested with. */
export async function vectors(): Promise<any> {
  const { readFile } = await import("node:fs/promises" as string);
  const file = new URL("../../../../../webshocket-core/src/test/resources/vectors/protocol.json", import.meta.url);
  return JSON.parse(await readFile(file, "utf8"));
}
