#!/usr/bin/env node
import { host } from "../dist/cli/host.js";
import { run } from "../dist/cli/run.js";

process.exitCode = await run(process.argv.slice(2), host());
