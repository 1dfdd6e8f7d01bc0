/* Runs the test files that the page's query names. */
import { complain, runAll } from "./runner.ts";

declare const report: (line: string) => Promise<void>;

addEventListener("unhandledrejection", (event) => complain(event.reason));
addEventListener("error", (event) => complain(event.error ?? event.message));

const names = location.search.slice(1).split("&");
await runAll(new Map(names.map((name) => [name, () => import(`../${name}`)])), (what) => void report(JSON.stringify(what)));
