/** There is no other way to tell the engine in a program that has started; a setting unknown to it is an error on the screen. */
function tell(...settings: readonly string[]): void {
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  for (const setting of settings) setFlagsFromString(`--${setting}`);
}

/** What is meant for programs that run for hours is loss in a run that is soon over. */
const SHORT_RUN = [
  // The memory in which things are made anew would grow to several times what is needed, and every page that is touched
  // for the first time takes a while.
  "semi-space-growth-factor=1",
  // What runs often is compiled again, to be quick: so early, and so much at once, that most of it is in vain. Later
  // engines than that of Node 20 count otherwise.
  ...(process.versions.v8.startsWith("11.") ? ["interrupt-budget=264000"] : []),
  "max-inlined-bytecode-size-cumulative=300",
];
// How patterns are compiled must not be told: an engine that has compiled one already breaks off.

/** Sets the engine to a run that is soon over, before it has begun to look for garbage. */
export function expectShortRun(): void {
  // Nobody waits for an answer in between: to look for garbage bit by bit, in other threads, takes longer than at once.
  tell(...SHORT_RUN, "no-incremental-marking");
}

/** To start a thread makes the engine forget; how garbage is looked for is not to change while it may be. */
export const expectShortRunAgain = (): void => tell(...SHORT_RUN);

/** A file of more bytes takes a while. */
const LONG = 1_048_576;

/** From here on garbage is looked for bit by bit, so that less lies about at once: such a run makes a lot of it. */
export function expectLongRun(bytes: number): void {
  if (bytes > LONG) tell("incremental-marking");
}

/** A large file that is read whole becomes many things at once: for these all is to be as it is by itself. */
export function expectManyThings(bytes: number): void {
  expectLongRun(bytes);
  if (bytes > LONG) tell("semi-space-growth-factor=2", "max-inlined-bytecode-size-cumulative=920");
}
