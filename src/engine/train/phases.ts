import type { RunPhase } from '../../protocol/run';
import type { PhasePlan } from '../../protocol/sourceText';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { stepsBefore, textNeeds } from '../configuration/network';
import { checkResets } from '../configuration/resets';
import { tokenizerOf } from '../configuration/text';
import { checkCorpus } from '../data/checkTexts';
import { type Corpus, scanBytes } from '../data/corpus';
import { phaseOf, updatesOf } from '../data/curriculum';
import type { RunSource } from './firstReading';

/**
 * Returns, for each phase, the range of its tokens in the training text. `plans` give the phases as ranges of
 * bytes. Throws a UserError if the parts do not have the same tokens as the whole text, or are too short.
 */
export function phasesIn(
  configuration: Configuration,
  { name, bytes }: RunSource,
  corpus: Corpus,
  plans: readonly PhasePlan[],
): readonly RunPhase[] {
  if (typeof bytes === 'function') throw new UserError('"{0}" is too large to be read in phases.', [name]);
  const tokenizer = tokenizerOf(configuration);
  const places = new Map<number, { readonly from: number; readonly to: number }>();
  let from = 0;
  const parts = [...new Map(plans.map(plan => [plan.start, plan])).values()].sort(
    (a, b) => a.start - b.start,
  );
  for (const { start, end } of parts) {
    let to = from;
    scanBytes({ name, bytes: bytes.subarray(start, end) }, tokenizer, () => to++);
    places.set(start, { from, to });
    from = to;
  }
  if (from !== corpus.ids.length)
    throw new UserError('The parts of "{0}" have {1} tokens, but the whole text has {2}.', [
      ...[name, from, corpus.ids.length],
    ]);
  return plans.map(({ start, epochs, resetEvery }) => {
    const { from: first, to } = places.get(start) ?? { from: 0, to: 0 }; // every plan's start is in `places`
    const phase = { from: first, to, epochs, ...(resetEvery !== undefined && { resetEvery }) };
    checkResets(configuration, resetEvery);
    checkCorpus(phaseOf(corpus, phase), name, textNeeds(configuration));
    return phase;
  });
}

/** Returns the configuration of a training in phases: its number of iterations is the total of all phases. */
export function phasedConfiguration(
  configuration: Configuration,
  corpus: Corpus,
  phases: readonly RunPhase[],
): Configuration {
  const sizes = {
    B: configuration['training.batch'],
    T: configuration['training.sequenceLength'],
    before: stepsBefore(configuration),
  };
  return { ...configuration, 'training.maxIterations': updatesOf(corpus, phases, sizes) };
}
