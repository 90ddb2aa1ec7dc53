import { configure } from '../../../engine/configuration/configuration';
import { tokenizerOf, withLocale } from '../../../engine/configuration/text';
import type { Tokenizer } from '../../../engine/data/tokenizer';
import { type LearnOptions, learn } from '../../../engine/ngram/learn';
import type { Smoothed } from '../../../engine/ngram/smoothed';
import type { SmoothingName } from '../../../engine/ngram/smoothing';
import { withTemporaryFile } from '../../temporaryFile';
import { type Call, numberFlag, textFlag } from '../command';
import { openSource } from '../files';
import { UsageError } from '../usageError';
import { USUAL_MEMORY } from './flags';

/** A model and what it cuts texts with. */
export interface OpenNgrams {
  readonly smoothed: Smoothed;
  readonly tokenizer: Tokenizer;
  /** Where words depend on one. */
  readonly locale?: string;
}

/** SRILM's: singletons are kept among the 1-grams and 2-grams only. */
const leastCount = (length: number) => (length < 3 ? 1 : 2);
const largestRare = (length: number) => (length === 1 ? 1 : 7);

/** Learns a model from a text, and tells what was found out on the way. */
export async function learnFrom(call: Call, path: string, tell: (line: string) => void): Promise<OpenNgrams> {
  const text = await openSource(path);
  const configuration = withLocale(configure({ 'text.unit': textFlag(call, 'unit') ?? 'word' }), text);
  const tokenizer = tokenizerOf(configuration);
  const memory = (numberFlag(call, 'memory') ?? USUAL_MEMORY) * 2 ** 20;
  const options: LearnOptions = {
    tokenizer,
    minimumWordCount: 1,
    order: numberFlag(call, 'order') ?? 3,
    smoothing: smoothingOf(call),
    interpolate: call.flags.has('interpolate'),
    minimumCount: length => numberFlag(call, `gt${length}min`) ?? leastCount(length),
    goodTuringMaximum: length => numberFlag(call, `gt${length}max`) ?? largestRare(length),
    added: numberFlag(call, 'addsmooth') ?? 1,
  };
  const { smoothed, fits, tokens } = withTemporaryFile(
    storage => learn(text, { ...options, room: { memory, storage } }),
    textFlag(call, 'temp'),
  );
  tell(`${tokens} tokens, ${smoothed.vocabulary.size} distinct\n`);
  for (const [i, { parameters, isFallback }] of fits.entries()) {
    const { levels } = smoothed.trie;
    const numbers = Object.entries(parameters).map(
      ([name, value]) => `${name}=${Number(value.toPrecision(6))}`,
    );
    const note = isFallback ? ['(too few counts to estimate these from)'] : [];
    const count = (levels[i + 2] ?? levels[i + 1]) - levels[i + 1];
    tell(`${[`${i + 1}-grams: ${count}`, ...numbers, ...note].join(' ')}\n`);
  }
  return { smoothed, tokenizer, locale: configuration['text.locale'] || undefined };
}

function smoothingOf({ flags }: Call): SmoothingName {
  const given = (['kndiscount', 'wbdiscount', 'addsmooth'] as const).filter(name => flags.has(name));
  if (given.length > 1) throw new UsageError(`--${given[0]} or --${given[1]}, not both.`);
  const names = { kndiscount: 'kneserNey', wbdiscount: 'wittenBell', addsmooth: 'additive' } as const;
  return given.length === 1 ? names[given[0]] : 'goodTuring';
}
