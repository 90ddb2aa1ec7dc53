import { basename } from 'node:path';
import { keyedId, runKey } from '../engine/experiments/plannedRuns';
import type { RunStore } from '../engine/storage/runs/runStore';
import type { RunRecord } from '../protocol/run';
import type { DigestedRun } from './identifyRuns';

/**
 * Returns the number of stored runs of an experiment that trained on other content of its texts. Their ids depend on that
 * content, so the experiment leaves them alone and trains its runs again. `runs` are all runs of the experiment.
 */
export async function earlierRuns(
  { records }: RunStore,
  name: string,
  runs: readonly DigestedRun[],
): Promise<number> {
  const ids = new Set(runs.map(({ id }) => id));
  // One run for each text is enough.
  const texts = [...new Map(runs.map(run => [run.digests, run])).values()];
  const isEarlier = (record: RunRecord) =>
    record.name === name && !ids.has(record.id) && texts.some(run => differsOnlyInText(record, run, ids));
  return (await records.list()).filter(isEarlier).length;
}

/** Returns whether a run would have one of these ids if it had trained on the text of `digests`. */
function differsOnlyInText(
  { text, validationText, settings }: RunRecord,
  { condition, digests, task }: DigestedRun,
  ids: ReadonlySet<string>,
): boolean {
  const isSame = text.fingerprint === digests.text && validationText?.fingerprint === digests.validationText;
  if (isSame || text.name !== basename(condition.text)) return false;
  try {
    return ids.has(keyedId(runKey(digests, settings, task)));
  } catch {
    return false; // another version wrote settings that this one does not know
  }
}
