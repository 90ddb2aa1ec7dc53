import { concatenate } from '../../engine/core/concatenate';
import type { ExperimentPhase } from '../../engine/experiments/phaseList';
import type { RunSource } from '../../engine/train/firstReading';
import type { PhasePlan } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';

/** A text to train on, and the phases in which it is read. */
export interface PhasedSource extends RunSource {
  readonly phases?: readonly PhasePlan[];
}

const LINE_END = 10;

/**
 * Joins the texts of phases to one: each text once, in the order of the phases that first read it, and ending with a line
 * end, so that no token reaches across two texts. `texts`: one for each phase; phases can share one.
 */
export function phasedText(phases: readonly ExperimentPhase[], texts: readonly RunSource[]): PhasedSource {
  const parts: Uint8Array[] = [];
  const places = new Map<RunSource, Pick<PhasePlan, 'start' | 'end'>>();
  let length = 0;
  for (const text of new Set(texts)) {
    const bytes = withLineEnd(text);
    parts.push(bytes);
    places.set(text, { start: length, end: length + bytes.length });
    length += bytes.length;
  }
  const [first] = texts;
  return {
    name: parts.length === 1 ? first.name : [...new Set(texts)].map(({ name }) => name).join(', '),
    uri: parts.length === 1 ? first.uri : '',
    bytes: concatenate(Uint8Array, parts),
    phases: phases.map(({ epochs, resetEvery }, i) => ({
      ...(places.get(texts[i]) ?? { start: 0, end: length }),
      epochs,
      ...(resetEvery !== undefined && { resetEvery }),
    })),
  };
}

function withLineEnd({ name, bytes }: RunSource): Uint8Array {
  if (typeof bytes === 'function') throw new UserError('"{0}" is too large to be read in phases.', [name]);
  return bytes.at(-1) === LINE_END ? bytes : concatenate(Uint8Array, [bytes, Uint8Array.of(LINE_END)]);
}
