import type { RunName, RunRecord } from '../protocol/run';
import { differingTraits, traitText } from './differingTraits';
import { groupBy } from './groupBy';
import { networkName } from './networkName';
import { type RunTask, taskOf } from './runTask';
import { groupByText } from './textGroups';

/** The separator between the parts of a name. */
const SEPARATOR = ' · ';

/** Maximum number of settings in a name. */
const MAX_SETTINGS = 3;

/**
 * Returns the names of all runs by id, as every view shows them. A run has the name that the user gave it, or
 * the name of its preset or network. Runs on one text with the same name get the settings in which they
 * differ, or numbers if they differ in no setting.
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

/** Returns the short name of a run, without its text, for views that show the text separately. */
export const shortName = (run: RunRecord) => nameOf(run).short;

/**
 * Returns the name of a run followed by the name of its text. A name that the user gave has no text appended
 * if no other run has that name.
 */
export const fullName = (run: RunRecord) => nameOf(run).full;

const nameOf = (run: RunRecord): RunName => run.shown ?? (namesOf([run]).get(run.id) as RunName);

/** Returns the short names of runs on one text. `runs` has the oldest run first. */
function namesOnText(runs: readonly RunRecord[]): string[] {
  const baseOf = (run: RunRecord) => givenName(run) ?? presetOf(run) ?? kindAndNetwork(run);
  const names = new Map<RunRecord, string>();
  for (const [base, equal] of groupBy(runs, baseOf)) {
    const traits = equal.length > 1 ? differingTraits(equal).slice(0, MAX_SETTINGS) : [];
    for (const run of equal)
      names.set(run, [base, ...traits.map(trait => traitText(run, trait))].join(SEPARATOR));
  }
  return numbered(runs.map(run => names.get(run) ?? ''));
}

/** The names of networks by their task, if they are not language models. */
const kinds: Partial<Record<RunTask, string>> = {
  classify: 'classifier',
  tag: 'tagger',
  translate: 'translator',
  cloze: 'cloze',
};

/** Returns the name of the network, after its kind if it is not a language model: `classifier lstm 64`. */
function kindAndNetwork(record: RunRecord): string {
  const name = networkName(record.settings);
  const kind = kinds[taskOf(record)];
  return kind === undefined ? name : `${kind} ${name}`;
}

/**
 * Appends numbers to names that occur repeatedly, but not to the first occurrence. With the oldest run first,
 * a new run therefore never renames an older one.
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
 * Matches the part of an automatic name after the name of the text. It contains the name of the preset, if
 * there is one, and a number if the name was taken.
 */
const AUTOMATIC = /^(?: · (?<preset>.+?))?(?: \d+)?$/;

const automaticPart = ({ name, text }: RunRecord) =>
  name.startsWith(text.name) ? AUTOMATIC.exec(name.slice(text.name.length)) : null;

const presetOf = (record: RunRecord) => automaticPart(record)?.groups?.preset;
const givenName = (record: RunRecord) => (automaticPart(record) ? undefined : record.name);
