import type { OpenTranslation } from '../../engine/model/translationModel';
import type { ReadingPorts } from '../../engine/train/firstReading';
import { storedPairs } from '../../engine/train/translation/reopenTranslation';
import { TranslationEvaluation } from '../../engine/train/translation/translationEvaluation';
import type { RunRecord } from '../../protocol/run';
import type { TranslatorFigures } from '../../protocol/translationFigures';
import { yieldToMessages } from '../ports';

/** Number of pairs that are read together. */
const BATCH = 32;

/** Evaluates a network on the held-out pairs of its run, with greedy search. */
export async function translatorFigures(
  ports: ReadingPorts,
  record: RunRecord,
  { kernels, network, longest, iteration }: OpenTranslation,
  signal: AbortSignal,
): Promise<TranslatorFigures> {
  const { reading } = await storedPairs(ports, record);
  const { data, leftOut, validationLeftOut } = reading;
  const { training, validation, missing } = data;
  const options = { B: BATCH, beam: 1, longestTarget: longest.target };
  const evaluation = validation && new TranslationEvaluation(kernels, network, validation, options);
  while (evaluation?.advance()) {
    await yieldToMessages();
    signal.throwIfAborted();
  }
  return {
    iteration,
    hasAttention: network.attention !== undefined,
    training: training.count,
    validation: validation?.count ?? 0,
    ...{ leftOut, validationLeftOut, missing },
    ...(evaluation && { network: evaluation.soFar() }),
  };
}
