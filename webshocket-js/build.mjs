// Checks the sources, bundles them and measures the bundles. Maven runs it on the Node that it has unpacked:
//   node build.mjs TSC PACKAGES SCRIPT_DIRECTORY NPM_DIRECTORY VERSION
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { join as joinModules } from "./join.mjs";
import { measure } from "./measure.mjs";

const [tsc, packages, scripts, npm, version] = process.argv.slice(2);
/** The modules as JavaScript, with their declarations. */
const compiled = "target/modules";

/** The bundles, and how many bytes each may have when it is compressed. */
const bundles = [
  { name: "webshocket", entry: "index", declarations: ["api", "errors", "upload", "index"], limit: 8 * 1024 },
  { name: "webshocket-msgpack", entry: "msgpack", declarations: ["msgpack"], limit: 4 * 1024 },
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

/** Terser imports packages by their names; they are where Maven has unpacked them. */
async function loadTerser() {
  registerHooks({
    resolve(name, context, next) {
      const [, needed] = /^@jridgewell\/(.*)$/.exec(name) ?? [];
      return needed ? { url: unpacked(`${needed}/*/dist/${needed}.mjs`), format: "module", shortCircuit: true } : next(name, context);
    },
  });
  return (await import(unpacked("terser/*/dist/bundle.min.js"))).default;
}

function unpacked(pattern) {
  return pathToFileURL(globSync(join(packages, pattern).replaceAll("\\", "/"))[0]).href;
}

async function bundleScript({ name, entry }) {
  const { code: joined, map: origins } = joinModules(compiled, entry);
  // A name that two modules have is an error of syntax.
  const whole = join(compiled, `${name}.mjs`);
  writeFileSync(whole, joined);
  run(process.execPath, ["--check", whole]);
  const { code, map } = await minify(joined, {
    module: true,
    ecma: 2022,
    mangle: { properties: { reserved, keep_quoted: true } },
    // What makes most of the compressed size, by trial.
    compress: { passes: 8, inline: 1, hoist_funs: true, unsafe_arrows: true },
    sourceMap: { content: origins, filename: `${name}.js`, url: `${name}.js.map` },
  });
  const file = join(scripts, `${name}.js`);
  writeFileSync(file, code);
  writeFileSync(`${file}.map`, map);
}

/**
 * The names of members that applications and servers know: those in the declarations of the public modules. They are not shortened,
 * nor are those of the platforms, which terser knows.
 */
function publicNames() {
  const modules = new Set(bundles.flatMap(({ declarations }) => declarations));
  return [...modules].flatMap((module) => readFileSync(join(compiled, `${module}.d.ts`), "utf8").match(/[\w$]+/g));
}

/** Joins the declarations of modules, so that a script has one file of types beside it. The last one says what is exported. */
function writeDeclarations({ name, declarations }) {
  const texts = declarations.map((module) => readFileSync(join(compiled, `${module}.d.ts`), "utf8"));
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
