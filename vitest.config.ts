import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "règles", include: ["src/**/*.test.{ts,tsx}"], exclude: ["src/**/journey.test.ts"] } },
    ],
  },
});
