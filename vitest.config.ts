import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** What starts the product, a server or a reader in a process of its own. */
const PROCESS = [
  "test/product/**/*.test.ts",
  "test/cli.test.ts",
  "test/documents/reading.test.ts",
  "test/operating/batches.test.ts",
  "test/store/embedded*.test.ts",
];

/** What reads and writes the database of the run. */
const DATABASE = [
  "test/{commands,jobs,store,use-cases}/**/*.test.ts",
  "test/messages/{headlines,lock-screen}.test.ts",
];

/** These limits end what hangs, and nothing else: a machine may be far slower than ours. */
const UNHURRIED = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000, interval: 20 } },
};

// No test mocks a module or leaves anything behind: files share what a worker has loaded, which
// is half of the time otherwise.
const SHARED_MODULES = { isolate: false };

export default defineConfig({
  test: {
    globalSetup: ["test/helpers/build.ts", "test/helpers/postgres-server.ts"],
    // Many tests wait for a process or a moment: with two more no processor is idle meanwhile.
    maxWorkers: availableParallelism() + 2,
    projects: [
      {
        // As React draws for people, without its checks for developers: two thirds of the time.
        oxc: { jsx: { development: false } },
        test: {
          ...UNHURRIED,
          ...SHARED_MODULES,
          name: "pure",
          env: { NODE_ENV: "production" },
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: [...PROCESS, ...DATABASE, "test/browser/**", "test/faults/**"],
        },
      },
      {
        test: {
          ...UNHURRIED,
          ...SHARED_MODULES,
          name: "database",
          include: DATABASE,
          exclude: PROCESS,
        },
      },
      {
        test: {
          ...UNHURRIED,
          name: "process",
          include: PROCESS,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          // Each measures: beside another one it would measure that one as well.
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...UNHURRIED,
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          // Each file has a browser, and a product mostly, of its own.
          maxWorkers: 2,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
