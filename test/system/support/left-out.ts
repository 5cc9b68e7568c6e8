/** Runs after the tests of `npm test`, and says which tests need other programs and were not run. */
export function teardown(): void {
  if (process.env["npm_lifecycle_event"] === "test")
    process.stdout.write("not run here: npm run test:system (real terminal, LibreOffice, full disk)\n");
}
