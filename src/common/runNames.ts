import type { RunName, RunRecord } from '../protocol/run';
import { differingTraits, traitText } from './differingTraits';
import { groupBy } from './groupBy';
import { networkName } from './networkName';
import { groupByText } from './textGroups';

/** The separator between the parts of a name. */
const SEPARATOR = ' · ';

/** Maximum number of settings in a name. */
const MAX_SETTINGS = 3;

/**
 * Returns the names of all runs by id, which every view uses. If the user gave a run a name, that name is
 * used. An automatic name is that of the preset or the network. If runs on one text have the same name, the
 * settings in which they differ are added, and numbers if no setting differs.
 */
export function namesOf(runs: readonly RunRecord[]): ReadonlyMap<string, RunName> {
  const oldestFirst = runs.toSorted((a, b) =>
    a.createdAt < b.createdAt ? -1 : Number(a.createdAt > b.createdAt),
  );
  const named = groupByText(oldestFirst).flatMap(group => {
    const text = group.folder ? `${group.folder}/${group.name}` : group.name;
    const shorts = namesOnText(group.runs);
    return group.runs.map((run, i) => ({ run, short: shorts[i], text }));
  });
  const given = groupBy(
    named.filter(({ run }) => givenName(run) !== undefined),
    ({ short }) => short,
  );
  const full = numbered(
    named.map(({ run, short, text }) =>
      givenName(run) !== undefined && given.get(short)?.length === 1 ? short : `${short}${SEPARATOR}${text}`,
    ),
  );
  return new Map(named.map(({ run, short }, i) => [run.id, { short, full: full[i] }]));
}

/** Returns the name of a run where its text is shown beside it. */
export const shortName = (run: RunRecord) => nameOf(run).short;

/** Returns the name of a run, with the text unless the user gave the name. */
export const fullName = (run: RunRecord) => nameOf(run).full;

const nameOf = (run: RunRecord): RunName => run.shown ?? (namesOf([run]).get(run.id) as RunName);

/** Returns the names of runs on one text, the oldest first. */
function namesOnText(runs: readonly RunRecord[]): string[] {
  const baseOf = (run: RunRecord) => givenName(run) ?? presetOf(run) ?? networkName(run.settings);
  const names = new Map<RunRecord, string>();
  for (const [base, equal] of groupBy(runs, baseOf)) {
    const traits = equal.length > 1 ? differingTraits(equal).slice(0, MAX_SETTINGS) : [];
    for (const run of equal)
      names.set(run, [base, ...traits.map(trait => traitText(run, trait))].join(SEPARATOR));
  }
  return numbered(runs.map(run => names.get(run) ?? ''));
}

/**
 * Appends numbers to duplicate names. The first of them stays unchanged, so that a new run never renames an
 * older one.
 */
function numbered(names: readonly string[]): string[] {
  const places = new Map<string, number>();
  return names.map(name => {
    const place = (places.get(name) ?? 0) + 1;
    places.set(name, place);
    return place > 1 ? `${name} (${place})` : name;
  });
}

/**
 * Matches the rest of an automatic name after the text's name: a preset, and a number if the name was taken.
 */
const AUTOMATIC = /^(?: · (?<preset>.+?))?(?: \d+)?$/;

const automaticPart = ({ name, text }: RunRecord) =>
  name.startsWith(text.name) ? AUTOMATIC.exec(name.slice(text.name.length)) : null;

const presetOf = (record: RunRecord) => automaticPart(record)?.groups?.preset;
const givenName = (record: RunRecord) => (automaticPart(record) ? undefined : record.name);
