// Measures a script as a server sends it, compressed: node measure.mjs FILE LIMIT
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

/** Tells whether a file has at most so many bytes when it is compressed, and prints how many it has. */
export function measure(file, limit) {
  const size = gzipSync(readFileSync(file), { level: 9 }).length;
  console.log(`${file}: ${size} bytes compressed, of ${limit} at most${size > limit ? ": too long" : ""}`);
  return size <= limit;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = measure(process.argv[2], Number(process.argv[3])) ? 0 : 1;
}
