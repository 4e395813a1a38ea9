// The import table, enforced: what .ci/import-table.cjs does not list is forbidden. So are folders
// that hold more than their noun: .ci/noun-folders.js.

import { readdirSync, readFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import swc from "@swc/core";
import { cruise } from "dependency-cruiser";
import rules from "./import-table.cjs";
import { folderProblems } from "./noun-folders.js";

process.chdir(resolve(import.meta.dirname, ".."));
readPagesToo();
const { output } = await cruise(["src"], {
  ruleSet: rules,
  validate: true,
  doNotFollow: { path: "node_modules" },
  tsPreCompilationDeps: true,
  parser: "swc",
  enhancedResolveOptions: {
    extensions: [".ts", ".tsx", ".js"],
    exportsFields: ["exports"],
    conditionNames: ["import", "require", "node", "default", "types"],
  },
});
const own = output.modules.filter(({ source }) => source.startsWith("src/"));
const problems = [...violations(output.summary), ...blindSpots(own), ...folderProblems(own)];
for (const problem of problems) console.error(problem);
console.log(`import table: ${own.length} modules read, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** dependency-cruiser has swc parse every file as TypeScript without JSX, which stops at a page. */
function readPagesToo() {
  const { parseFileSync } = swc;
  swc.parseFileSync = (file, options) =>
    parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
}

function violations({ violations: found }) {
  return found.map(({ from, to, rule, cycle }) => {
    const way = cycle ? `: ${cycle.map(({ name }) => name).join(" → ")}` : "";
    return `${from} must not import ${to} (${rule.name})${way}`;
  });
}

/** Without a parser that fits, dependency-cruiser reads nothing and finds nothing wrong. */
function blindSpots(modules) {
  const files = readdirSync("src", { recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `src/${name.replaceAll(sep, "/")}`);
  if (files.length === 0) return ["No file was found below src/."];
  const read = new Map(modules.map(({ source, dependencies }) => [source, dependencies.length]));
  return files.flatMap((file) => {
    const imports = countImports(file);
    const found = read.get(file) ?? 0;
    if (found >= imports) return [];
    return [
      `${file}: ${imports} imported modules, but only ${found} were seen: the check is blind`,
    ];
  });
}

/** As the formatter leaves them. A type written as import("…") counts too: swc passes over it. */
function countImports(file) {
  const text = readFileSync(file, "utf8");
  const named = text.matchAll(/^(?:import|export|\}) ?[^"'`;]*?from "([^"]+)";$/gm);
  const inPlace = text.matchAll(/\bimport\("([^"]+)"\)/g);
  return new Set([...named, ...inPlace].map(([, name]) => name)).size;
}
