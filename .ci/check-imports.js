// The import table, enforced: what .ci/import-table.cjs does not list is forbidden.

import swc from "@swc/core";
import { cruise } from "dependency-cruiser";
import rules from "./import-table.cjs";

// dependency-cruiser parses every file as plain TypeScript and stops at the first JSX.
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) =>
  parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });

const FEWEST_MODULES = 20;
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
const { violations, totalCruised } = output.summary;
for (const found of violations) {
  console.error(`${found.from} must not import ${found.to}  (${found.rule.name})`);
}
if (totalCruised < FEWEST_MODULES) {
  console.error(
    `Only ${totalCruised} modules were read: the check is blind. Is @swc/core installed?`,
  );
}
console.log(`import table: ${totalCruised} modules, ${violations.length} violations`);
process.exit(violations.length > 0 || totalCruised < FEWEST_MODULES ? 1 : 0);
