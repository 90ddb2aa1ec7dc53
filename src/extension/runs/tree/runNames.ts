import { differingTraits, traitText } from '../../../common/traits';
import type { RunRecord } from '../../../protocol/run';
import { networkOf } from '../../format/runFigures';

/** Maximum number of settings in a name. */
const MAX_SETTINGS = 3;

/**
 * Names the runs on one text by what differs, by id. The tree shows the text above them, so an automatic
 * name, which begins with it, is replaced by the network and the settings in which the runs differ. A name
 * that the user gave is kept.
 */
export function namesAmong(runs: readonly RunRecord[]): ReadonlyMap<string, string> {
  const groups = new Map<string, RunRecord[]>();
  for (const run of runs) {
    const base = givenName(run) ?? presetOf(run) ?? networkWords(run);
    const equal = groups.get(base);
    if (equal) equal.push(run);
    else groups.set(base, [run]);
  }
  return new Map([...groups].flatMap(([base, equal]) => namesOfEqual(base, equal)));
}

function namesOfEqual(base: string, runs: readonly RunRecord[]): [id: string, name: string][] {
  const isGiven = runs.length === 1 || runs.some(run => givenName(run) !== undefined);
  const traits = isGiven ? [] : differingTraits(runs).slice(0, MAX_SETTINGS);
  const names = runs.map(run => [base, ...traits.map(trait => traitText(run, trait))].join(' · '));
  // The oldest of equal names has the number 1, so that a new run does not change the names of others.
  const seen = new Map<string, number>();
  return runs.toReversed().map(({ id }, i) => {
    const name = names[runs.length - 1 - i];
    const place = (seen.get(name) ?? 0) + 1;
    seen.set(name, place);
    return [id, place > 1 ? `${name} (${place})` : name];
  });
}

const networkWords = ({ settings }: RunRecord) => networkOf(settings).replaceAll(' · ', ' ');

/** Matches what follows the text in an automatic name: a preset, and a number if the name was taken. */
const AUTOMATIC = /^(?: · (?<preset>.+?))?(?: \d+)?$/;

const automaticPart = ({ name, text }: RunRecord) =>
  name.startsWith(text.name) ? AUTOMATIC.exec(name.slice(text.name.length)) : null;

const presetOf = (record: RunRecord) => automaticPart(record)?.groups?.preset;
const givenName = (record: RunRecord) => (automaticPart(record) ? undefined : record.name);
