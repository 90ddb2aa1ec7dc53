import type { Tokenizer } from '../../engine/data/tokenizer';
import type { LanguageModel } from '../../engine/model/languageModel';
import { beginningOf } from '../../engine/model/textIds';
import { endOf, sample } from '../../engine/sampling/drawIds';
import { unchangedSampling } from '../../engine/sampling/samplingDistribution';

/** The maximum number of tokens per sentence. */
const LONGEST = 1000;

/** Generates sentences, one per line. The same seed gives the same sentences. */
export function* generate(
  model: LanguageModel,
  tokenizer: Tokenizer,
  count: number,
  seed: number,
): Generator<string> {
  const { symbols } = model.vocabulary;
  const { state, last } = beginningOf({ model, tokenizer });
  const from = { state, last: Math.max(last, 0) };
  const isLast = endOf(symbols, tokenizer, { atSentenceEnd: true });
  for (let step = 0; step < count; step++) {
    const draws = { purpose: 'sampleNow', seed, step } as const;
    const ids = sample(model, from, { length: LONGEST, sampling: unchangedSampling, draws, isLast });
    const text = tokenizer.join(ids.map(id => symbols[id]));
    yield text.endsWith('\n') ? text : `${text}\n`;
  }
}
