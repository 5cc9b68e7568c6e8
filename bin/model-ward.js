#!/usr/bin/env node
const { main } = require("../dist/program/start.cjs");

main(process.argv.slice(2)).then((code) => {
  // All that was written has been taken, and nothing else is to be waited for.
  process.exit(code);
});
