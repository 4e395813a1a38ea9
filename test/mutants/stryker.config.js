/** Breaks each rule of `src/domain` in turn, and asks the tests that need no database. */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "test/mutants/vitest.config.ts", related: false },
  mutate: ["src/domain/**/*.ts"],
  ignorePatterns: ["docs", "dist", "test/postgres-15"],
  // It would rewrite ours with an API that TypeScript 7 hasn't; nothing is compiled here anyway.
  tsconfigFile: "none",
  coverageAnalysis: "perTest",
  // What runs once when a module is loaded needs a process for each mutant: minutes become hours.
  ignoreStatic: true,
  timeoutMS: 10_000,
  // All tests once, before anything is broken.
  dryRunTimeoutMinutes: 20,
  reporters: ["clear-text", "progress"],
  clearTextReporter: { reportTests: false },
};
