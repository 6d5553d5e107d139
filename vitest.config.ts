import { defineConfig } from "vitest/config";

/** Rules alone; journeys on a real PostgreSQL; browser stories on a listening server. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // a shared CI machine may stall a browser or a process past its patience: there, once more; here, never
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: "règles",
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: ["src/**/journey.test.ts", "src/db/embedded.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "parcours",
          include: ["src/**/journey.test.ts", "tests/*.test.ts"],
          globalSetup: "tests/kit/server.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "base",
          include: ["src/db/embedded.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "navigateur",
          retry: process.env.CI ? 2 : 0,
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: "tests/kit/server.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
