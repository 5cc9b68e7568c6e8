const grow = (factor: number): void =>
  process.getBuiltinModule("node:v8").setFlagsFromString(`--semi-space-growth-factor=${factor}`);

/**
 * Keeps the part of the memory small in which the engine of JavaScript makes things anew: it would grow to several times
 * what this program needs, and every page that is touched for the first time takes a while. It has no other way to be
 * told so by a program that has started; and to start a thread makes it forget.
 */
export const keepYoungMemorySmall = (): void => grow(1);

/** Lets it grow as it does by itself. */
export const letYoungMemoryGrow = (): void => grow(2);
