// Checks the sources, bundles them and measures the bundles. Maven runs it on the Node that it has unpacked:
//   node build.mjs TSC ESBUILD SCRIPT_DIRECTORY NPM_DIRECTORY VERSION
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measure } from "./measure.mjs";

const [tsc, esbuild, scripts, npm, version] = process.argv.slice(2);
const sources = "src/main/ts";
const types = "target/types";

/** The bundles, and how many bytes each may have when it is compressed. */
const bundles = [
  { name: "webshocket", entry: "index.ts", declarations: ["api", "errors", "upload", "index"], limit: 12 * 1024 },
  { name: "webshocket-msgpack", entry: "msgpack.ts", declarations: ["msgpack"], limit: 4 * 1024 },
];

run(process.execPath, [tsc, "--project", "tsconfig.json"]);
mkdirSync(scripts, { recursive: true });
for (const bundle of bundles) {
  bundleScript(bundle);
  writeDeclarations(bundle);
}
run(process.execPath, [tsc, "--ignoreConfig", "--noEmit", "--strict", "--target", "ES2022", "--lib", "ES2024,ESNext.Disposable,DOM",
  "--module", "ESNext", "--moduleResolution", "bundler",
  ...bundles.map(({ name }) => join(scripts, `${name}.d.ts`))]);
process.exitCode = bundles.every(({ name, limit }) => measure(join(scripts, `${name}.js`), limit)) ? 0 : 1;
writePackage();

function run(command, args) {
  try {
    execFileSync(command, args, { stdio: "inherit" });
  } catch (failure) {
    process.exit(failure.status || 1);
  }
}

function bundleScript({ name, entry }) {
  run(esbuild, [join(sources, entry), `--outfile=${join(scripts, `${name}.js`)}`, "--bundle", "--format=esm",
    "--target=es2022", "--minify", "--charset=utf8", "--sourcemap", "--log-level=warning", "--legal-comments=none"]);
}

/** Joins the declarations of modules, so that a script has one file of types beside it. The last one says what is exported. */
function writeDeclarations({ name, declarations }) {
  const texts = declarations.map((module) => readFileSync(join(types, `${module}.d.ts`), "utf8"));
  const joined = texts.slice(0, -1).join("").replace(/^export declare/gm, "declare") + texts.at(-1);
  const external = name === "webshocket" ? "" : 'import type { Encoding } from "./webshocket.js";\n';
  writeFileSync(join(scripts, `${name}.d.ts`), external + joined
    .replace(/^(?:import type \{[^}]*\}|export type (?:\{[^}]*\}|\*)|import \{[^}]*\}) from "\.\/[^"]*";\n/gm, "")
    .replace(/^(export \{[^}]*\}) from "\.\/[^"]*";$/gm, "$1;"));
}

function writePackage() {
  mkdirSync(npm, { recursive: true });
  const template = readFileSync("src/main/npm/package.json", "utf8");
  writeFileSync(join(npm, "package.json"), template.replace("${version}", version));
  cpSync("src/main/npm/README.md", join(npm, "README.md"));
  cpSync("../LICENSE", join(npm, "LICENSE"));
  cpSync(scripts, npm, { recursive: true });
}
