import path from "node:path";
import type { Standard } from "../criteria/model.ts";
import { type ParsedStandard, parseLayers } from "../criteria/parse.ts";
import { parsePeriod } from "../criteria/period.ts";
import { withoutOfficial } from "../criteria/provenance.ts";
import { MOST_YAML_BYTES } from "../criteria/yaml-file.ts";
import type { Recognised } from "../intake/recognise.ts";
import { hasErrors, nearest, type Problem, problem } from "../problem.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";
import { layersOf } from "./layers.ts";
import { readYaml, shownName } from "./read.ts";

/** A standard ready for use, and the problems it came with. */
export interface LoadedStandard {
  readonly standard: Standard;
  readonly problems: readonly Problem[];
  /** of its text, for who shows it */
  readonly sha256: () => string;
  /** when it was chosen by the periods of ward files: is it also the one for these? */
  readonly isFor?: (periods: readonly string[]) => boolean;
}

/** Looks at the ward files of a call with a standard in hand. */
export type Look = (standard: Standard) => Recognised;
/** There are no ward files to look at. */
export const NO_FILES: Look = () => ({ fields: 0, periods: [] });

/** The name of a standard with its version: `vn/law-access@2017`. */
export const nameOf = ({ id, version }: Standard): string => `${id}@${version}`;

/** Reads a criteria file; undefined standard when it has errors. */
export async function readStandard(host: Host, file: string, shown: string = file): Promise<ParsedStandard> {
  const { text, problem: fault } = await readYaml(host, file, shown);
  if (fault !== undefined) return { standard: undefined, problems: [fault] };
  const { layers, problem: broken } = await layersOf(host, file, { name: shown, text });
  return broken === undefined ? parseLayers(layers) : { standard: undefined, problems: [broken] };
}

/** The names of the bundled standards, which are those of their files; reading them all takes a while. */
export async function bundledNames(host: Host): Promise<string[]> {
  const files = await host.listFiles(host.criteriaFolder);
  return files.flatMap((file) => /^(.+)\.yaml$/.exec(file.split(path.sep).join("/"))?.[1] ?? []);
}

/** Reads a bundled standard, or has it as the build kept it, unless its file is another one by now. */
export async function readBundled(host: Host, name: string): Promise<ParsedStandard> {
  const shown = `${name}.yaml`;
  const file = path.join(host.criteriaFolder, shown);
  const kept = host.keptStandard(name);
  const isAsKept = kept !== undefined && (await readYaml(host, file, shown)).text === kept.standard?.text;
  return isAsKept ? kept : readStandard(host, file, shown);
}

/** @throws Failure when one has errors, which is a fault of the program: it must not vanish from the list */
async function bundledOf(host: Host, names: readonly string[]): Promise<Standard[]> {
  const standards: Standard[] = [];
  for (const name of names) {
    const { standard, problems } = await readBundled(host, name);
    if (standard === undefined) throw new Failure({ fault: true }, problems);
    standards.push(standard);
  }
  return standards;
}

/** All bundled standards. */
export const bundledStandards = async (host: Host): Promise<Standard[]> => bundledOf(host, await bundledNames(host));

/** Finds the standard that `--criteria` names: a bundled id, with or without version, else a path. */
export async function namedStandard(host: Host, name: string, files: Look): Promise<LoadedStandard> {
  const looksLikePath = /\.ya?ml$/i.test(name) || name.includes("\\") || name.startsWith(".") || path.isAbsolute(name);
  // No bundled standard is called so.
  const names = looksLikePath ? [] : await bundledNames(host);
  const [exact] = await bundledOf(
    host,
    names.filter((one) => one === name),
  );
  if (exact !== undefined) return loaded(host, exact, []);
  const versions = await bundledOf(
    host,
    names.filter((one) => one.startsWith(`${name}@`)),
  );
  if (versions.length > 0) {
    const only = theOneInForce(name, versions, files);
    const isFor = (periods: readonly string[]) => versions.length === 1 || periods.every((one) => inForceIn(only, one));
    return { ...loaded(host, only, []), isFor };
  }
  if (!looksLikePath && !(await exists(host, name))) {
    const values = nearest(name, names) ?? names.join(", ");
    throw new Failure({ usage: true }, [problem("usage/no-such-standard", { seen: name, values })]);
  }
  const { standard, problems } = await readStandard(host, name, shownName(name));
  if (standard === undefined || hasErrors(problems)) throw new Failure({ usage: true }, problems);
  return unshadowed(host, name, standard, problems);
}

async function exists(host: Host, file: string): Promise<boolean> {
  return host.readFile(file, MOST_YAML_BYTES).then(
    () => true,
    () => false,
  );
}

/** A file that bears a bundled name but has other contents never shows as official. */
export async function unshadowed(
  host: Host,
  file: string,
  standard: Standard,
  problems: readonly Problem[],
): Promise<LoadedStandard> {
  const name = nameOf(standard);
  const isBundled = (await host.kindOf(path.join(host.criteriaFolder, `${name}.yaml`))) === "file";
  const [same] = await bundledOf(host, isBundled ? [name] : []);
  if (same === undefined || same.text === standard.text) return loaded(host, standard, problems);
  const shadow = problem("standard/shadows-bundled", { seen: name }, { file });
  return loaded(host, withoutOfficial(standard), [...problems, shadow]);
}

function theOneInForce(name: string, versions: readonly Standard[], files: Look): Standard {
  const fits = versions.filter((standard) => {
    const { periods } = files(standard);
    return periods.length > 0 && periods.every((period) => inForceOn(standard, period.last));
  });
  const [only] = fits.length > 0 ? fits : versions;
  if (only !== undefined && (fits.length === 1 || (fits.length === 0 && versions.length === 1))) return only;
  const candidates = (fits.length > 0 ? fits : versions).map(nameOf);
  throw new Failure({ usage: true }, [
    problem("usage/ambiguous-standard", { seen: name, values: candidates.join(", "), example: candidates[0] ?? name }),
  ]);
}

const inForceOn = ({ inForce: { from, to } }: Standard, day: number): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** Is a standard in force at the end of a period, which is named as in results? */
function inForceIn(standard: Standard, label: string): boolean {
  const period = parsePeriod(label, standard.period);
  return period !== undefined && inForceOn(standard, period.last);
}

/**
 * Chooses a standard without being told: the only bundled one that is in force in a period of the files and has all
 * its fields in their headers. Otherwise the call is refused with a ranked list of commands to copy.
 */
export async function recognisedStandard(host: Host, files: Look, command: string): Promise<LoadedStandard> {
  const bundled = await bundledStandards(host);
  const seen = bundled.map((standard) => {
    const { fields, periods } = files(standard);
    const inForce = periods.some((period) => inForceOn(standard, period.last));
    return { standard, known: fields, all: standard.fields.size, fits: inForce && fields === standard.fields.size };
  });
  const fitting = seen.filter(({ fits }) => fits);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) {
    // Another one would fit as well if it were in force in any period.
    const rivals = seen.filter((one) => one !== only && one.known === one.all).map(({ standard }) => standard);
    const { every } = only.standard.period;
    const isFor = (periods: readonly string[]) =>
      !rivals.some((rival) => rival.period.every !== every || periods.some((one) => inForceIn(rival, one)));
    return { ...loaded(host, only.standard, []), isFor };
  }
  const ranked = (fitting.length > 1 ? fitting : seen).toSorted((a, b) => b.known / b.all - a.known / a.all);
  const values = ranked.map(
    ({ standard, known, all }) => `${command} --criteria ${nameOf(standard)} (${known}/${all})`,
  );
  throw new Failure({ usage: true }, [problem("usage/which-standard", { values: values.join("; ") })]);
}

function loaded(host: Host, standard: Standard, problems: readonly Problem[]): LoadedStandard {
  return { standard, problems, sha256: () => host.sha256(standard.text) };
}
