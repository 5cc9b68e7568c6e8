import { defineConfig } from "vitest/config";

// Tests that need other programs, a real terminal or a full disk: `npm run test:system`.
// biome-ignore lint/style/noDefaultExport: vitest reads the default export of its configuration.
export default defineConfig({
  test: { include: ["test/system/**/*.system.ts"], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2 },
});
