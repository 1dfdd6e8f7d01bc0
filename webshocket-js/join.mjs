// Joins modules that import each other by name into one, without renaming: the top-level names of all of them differ.
import { readFileSync } from "node:fs";
import { join as path } from "node:path";

/** A line that imports from a module beside it, or exports what is there. Names stay as they are. */
const IMPORT = /^(import|export) (\{ \w+(?:, \w+)* \}) from "\.\/([\w-]+)\.js";$/;

/**
 * Joins a module with all that it imports, each behind those that it needs itself.
 *
 * @param directory where the modules are, as JavaScript with source maps
 * @param entry the name of the module whose exports remain
 * @returns the code, and the source map
 */
export function join(directory, entry) {
  const seen = new Set();
  const lines = [];
  const sections = [];
  add(entry);
  return { code: lines.join("\n"), map: { version: 3, sections } };

  function add(name) {
    if (seen.has(name)) {
      return;
    }
    seen.add(name);
    const own = readFileSync(path(directory, `${name}.js`), "utf8").split("\n").map((line) => {
      const [, what, names, from] = IMPORT.exec(line) ?? [];
      if (from) {
        add(from);
        return what === "export" && name === entry ? `export ${names};` : "";
      }
      if (/^import |\bfrom "/.test(line)) {
        throw new Error(`${name} imports in another form: ${line}`);
      }
      // With spaces, so that the columns remain those of the source map. A script that has one word for variables compresses better.
      return line
        .replace(/^\/\/# sourceMappingURL.*|^export \{\};/, "")
        .replace(/^export /, name === entry ? "$&" : "       ")
        .replace(/\bconst (?=[\w$[{])/g, "let   ");
    });
    const map = JSON.parse(readFileSync(path(directory, `${name}.js.map`), "utf8"));
    sections.push({ offset: { line: lines.length, column: 0 }, map: { ...map, sources: [`webshocket/${name}.ts`] } });
    lines.push(...own);
  }
}
