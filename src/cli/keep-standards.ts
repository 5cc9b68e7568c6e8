import { host } from "./host.ts";
import { keepStandard } from "./host-standards.ts";
import { bundledNames, readBundled } from "./standards.ts";

/** Run by build.mjs with the folder in which the built program looks: keeps the bundled standards as read and checked. */
export async function keepStandards(folder: string): Promise<void> {
  const here = { ...host(), keptStandard: () => undefined };
  const { version } = here;
  for (const name of await bundledNames(here))
    keepStandard(folder, name, { version, parsed: await readBundled(here, name) });
}
