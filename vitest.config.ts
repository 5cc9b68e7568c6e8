import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    maxWorkers: 2,
    setupFiles: ["test/support/seed.ts"],
    globalSetup: ["test/system/support/left-out.ts"],
  },
});
