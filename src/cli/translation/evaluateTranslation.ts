import type { ReadableText } from '../../engine/data/decode';
import { encodePairs } from '../../engine/data/pairs/pairData';
import type { Pairs } from '../../engine/data/pairs/pairs';
import { noPairsLeftOut, textPairs } from '../../engine/data/pairs/textPairs';
import type { OpenTranslation } from '../../engine/model/translationModel';
import { TranslationEvaluation } from '../../engine/train/translation/translationEvaluation';
import type { TranslationFigures } from '../../protocol/translationFigures';
import { UserError } from '../../protocol/userError';
import { type Call, numberFlag } from '../command/command';
import { missingFacts, pairsLeftOutFacts } from './pairsText';

/** Number of hypotheses that are read together. */
const STREAMS = 32;

/** Returns the number of hypotheses that the flag --beam asks for. */
export const beamOf = (call: Call) => numberFlag(call, 'beam') ?? 1;

/** Returns the number of sources that are read together. */
export const sourcesPerBatch = (beam: number) => Math.max(1, Math.floor(STREAMS / beam));

/** Returns the figures of a model on a file of pairs. Reports what was left out on the standard error. */
export function fileFigures(model: OpenTranslation, text: ReadableText, beam: number): TranslationFigures {
  const leftOut = noPairsLeftOut();
  const { longest } = model.settings.translation;
  const { pairs, missing } = encodePairs(textPairs(text, model.tokenizer, longest, leftOut), model);
  for (const fact of [...pairsLeftOutFacts('pair', leftOut), ...missingFacts('pair', missing)])
    process.stderr.write(`${fact}\n`);
  if (pairs.count > 0) return pairFigures(model, pairs, beam);
  throw new UserError('No pair of "{0}" has a source and a target that the model knows.', [text.name]);
}

/** Returns the figures of a model on pairs. */
export function pairFigures(
  { kernels, network, longest }: OpenTranslation,
  pairs: Pairs,
  beam: number,
): TranslationFigures {
  const options = { B: sourcesPerBatch(beam), beam, longestTarget: longest.target };
  return new TranslationEvaluation(kernels, network, pairs, options).figures();
}
