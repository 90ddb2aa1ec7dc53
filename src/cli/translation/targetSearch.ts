import { TargetSamples } from '../../engine/sampling/targetSamples';
import { type Call, numberFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { samplingFlags, samplingOf } from '../samplingFlags';
import { beamOf } from './evaluateTranslation';
import type { TargetSearchOptions } from './translatedLines';

/** The setting by which --seed is known. Samples have a seed, too. */
const SEED = 'training.seed';

/** The flags by which targets are sampled, not searched. */
export const targetSamplingFlags = [
  commandFlag(
    'samples',
    { kind: 'integer', minimum: 1, maximum: 100, default: 1 },
    'With --model: draws this number of targets of each source at random (--seed), instead of searching for the best one.',
  ),
  ...samplingFlags.map(flag => ({ ...flag, description: `With --samples: ${lower(flag.description)}` })),
];

function lower(text: string): string {
  return text[0].toLowerCase() + text.slice(1);
}

/** Returns the search that the flags of a call ask for. */
export function searchOf(call: Call): Omit<TargetSearchOptions, 'alignments'> {
  const samples = numberFlag(call, 'samples');
  if (samples === undefined) return { hypotheses: beamOf(call) };
  const sampling = { ...samplingOf(call), samples, seed: call.settings[SEED] ?? 1 };
  let sources = 0;
  return {
    hypotheses: samples,
    begin: (end, limit) => new TargetSamples(end, limit, { ...sampling, source: sources++ }),
  };
}

/** Throws a UsageError for flags of sampling without --samples, and for others that have no effect with it. */
export function checkSampling({ flags }: Call): void {
  const isSampled = flags.has('samples');
  const of = samplingFlags.find(({ name }) => flags.has(name));
  if (!isSampled && of) throw new UsageError(`--${of.name} needs --samples.`);
  const other = ['beam', 'evaluate'].find(name => flags.has(name));
  if (isSampled && other !== undefined)
    throw new UsageError(`--samples draws targets at random; omit --${other}.`);
}

/** Returns the names of the given settings that have no effect on a model: all but the seed of samples. */
export const settingsWithoutEffect = ({ flags, settings }: Call): string[] =>
  Object.keys(settings).filter(name => name !== SEED || !flags.has('samples'));
