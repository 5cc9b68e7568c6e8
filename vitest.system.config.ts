import { defineConfig } from "vitest/config";

const shared = { testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2 };

// Tests that need other programs, a real terminal or a full disk: `npm run test:system`. What is held to a time runs
// when the others have ended, which would take the machine from it.
// biome-ignore lint/style/noDefaultExport: vitest reads the default export of its configuration.
export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "system", include: ["test/system/**/*.system.ts"], sequence: { groupOrder: 0 } } },
      { test: { ...shared, name: "timed", include: ["test/system/**/*.timed.ts"], sequence: { groupOrder: 1 } } },
    ],
  },
});
