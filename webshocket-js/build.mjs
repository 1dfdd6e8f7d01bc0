// Checks the sources, bundles them and measures the bundles. Maven runs it on the Node that it has unpacked:
//   node build.mjs TSC ESBUILD PACKAGES SCRIPT_DIRECTORY NPM_DIRECTORY VERSION
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { measure } from "./measure.mjs";

const [tsc, esbuild, packages, scripts, npm, version] = process.argv.slice(2);
const sources = "src/main/ts";
const types = "target/types";

/** The bundles, and how many bytes each may have when it is compressed. */
const bundles = [
  { name: "webshocket", entry: "index.ts", declarations: ["api", "errors", "upload", "index"], limit: 8 * 1024 },
  { name: "webshocket-msgpack", entry: "msgpack.ts", declarations: ["msgpack"], limit: 4 * 1024 },
];

run(process.execPath, [tsc, "--project", "tsconfig.json"]);
mkdirSync(scripts, { recursive: true });
const { minify } = await loadTerser();
const reserved = publicNames();
for (const bundle of bundles) {
  await bundleScript(bundle);
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

/** Terser requires packages by names that only npm's directories have, so it is bundled with them. */
async function loadTerser() {
  const bundled = resolve("target/tools/terser.cjs");
  const needed = ["source-map", "gen-mapping", "trace-mapping", "sourcemap-codec", "resolve-uri"];
  run(esbuild, [unpacked("terser/*/dist/bundle.min.js"), `--outfile=${bundled}`, "--bundle", "--platform=node", "--external:acorn", "--log-level=error",
    ...needed.map((name) => `--alias:@jridgewell/${name}=${unpacked(`${name}/*/dist/${name}.mjs`)}`)]);
  return (await import(pathToFileURL(bundled))).default;
}

function unpacked(pattern) {
  return resolve(globSync(join(packages, pattern).replaceAll("\\", "/"))[0]);
}

/** Esbuild bundles, and terser shortens by a further tenth. */
async function bundleScript({ name, entry }) {
  const file = join(scripts, `${name}.js`);
  run(esbuild, [join(sources, entry), `--outfile=${file}`, "--bundle", "--format=esm", "--target=es2022", "--minify",
    "--charset=utf8", "--sourcemap", "--log-level=warning", "--legal-comments=none"]);
  const { code, map } = await minify(readFileSync(file, "utf8"), {
    module: true,
    ecma: 2022,
    mangle: { properties: { reserved, keep_quoted: true } },
    // What makes most of the compressed size, by trial.
    compress: { passes: 8, inline: 1, keep_fargs: false, pure_getters: true, sequences: false, unsafe_arrows: true, unsafe_methods: true },
    sourceMap: { content: readFileSync(`${file}.map`, "utf8"), filename: `${name}.js`, url: `${name}.js.map` },
  });
  writeFileSync(file, code);
  writeFileSync(`${file}.map`, map.replace(/"(?:\.\.\/)+src\/main\/ts\//g, '"webshocket/'));
}

/**
 * The names of members that applications and servers know: those in the declarations of the public modules. They are not shortened,
 * nor are those of the platforms, which terser knows.
 */
function publicNames() {
  const modules = new Set(bundles.flatMap(({ declarations }) => declarations));
  return [...modules].flatMap((module) => readFileSync(join(types, `${module}.d.ts`), "utf8").match(/[\w$]+/g));
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
