import fc from "fast-check";

// Tests are the same on every run; PROPERTY_SEED tries others.
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_261_124) });
