import type { PhasedSource } from '../engine/experiments/phasedText';
import { keyedId, type PlannedRun, runKey, type TextDigests } from '../engine/experiments/plannedRuns';
import { textFingerprint } from '../engine/storage/digest';
import type { RunSource } from '../engine/train/firstReading';
import type { IdentifiedRun } from './plannedRecords';
import { newHash } from './ports';

/** A run with its id and the digests of its texts. Runs on the same text have the same object `digests`. */
export interface DigestedRun extends IdentifiedRun {
  readonly digests: TextDigests;
}

/** Opens the texts of an experiment. */
export interface OpenTexts {
  /** Opens the text of a run. */
  open(run: PlannedRun): Promise<PhasedSource>;
  openValidation(): Promise<RunSource | undefined>;
}

/**
 * Returns a function that returns runs with their ids. The function reads each text of the runs once, because
 * the ids depend on the texts' content.
 */
export function identification({
  open,
  openValidation,
}: OpenTexts): (runs: readonly PlannedRun[]) => Promise<readonly DigestedRun[]> {
  const digestOf = ({ bytes }: RunSource) => textFingerprint(bytes, newHash);
  const texts = new Map<string, TextDigests>();
  let validation: Promise<string | undefined> | undefined;
  return async runs => {
    validation ??= openValidation().then(source => source && digestOf(source));
    const validationText = await validation;
    for (const run of runs) {
      const { text } = run.condition;
      if (texts.has(text)) continue;
      const source = await open(run);
      texts.set(text, { text: digestOf(source), validationText, phases: source.phases });
    }
    return runs.map(run => {
      const digests = texts.get(run.condition.text) as TextDigests; // computed above
      return { ...run, digests, id: keyedId(runKey(digests, run.settings, run.task)) };
    });
  };
}
