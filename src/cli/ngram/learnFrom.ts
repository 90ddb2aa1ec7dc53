import { configure } from '../../engine/configuration/configure';
import { tokenizerOf, withLocale } from '../../engine/configuration/text';
import type { Tokenizer } from '../../engine/data/tokenizer';
import { tokenizerNamed, unitNames } from '../../engine/data/tokenizers';
import { asciiWords } from '../../engine/data/words';
import type { BackoffModel } from '../../engine/families/ngram/backoffModel';
import type { Counts } from '../../engine/families/ngram/count/collector';
import { readCounts } from '../../engine/families/ngram/count/readCounts';
import { estimate } from '../../engine/families/ngram/estimate';
import { type LearnOptions, learn } from '../../engine/families/ngram/learn';
import type { FittedSmoothing } from '../../engine/families/ngram/smoothing/smoothing';
import { withTemporaryFile } from '../../workers/temporaryFile';
import { type Call, numberFlag, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { openText, readWholeText } from '../textFiles';
import { USUAL_MEMORY } from './flags';
import { listFlags, writeCounts } from './lists';
import { smoothingOf } from './smoothingFlags';
import { symbolOf, withSymbols } from './symbols';

/** A model and its tokenizer. */
export interface OpenNgrams {
  readonly smoothed: BackoffModel;
  readonly tokenizer: Tokenizer;
}

/**
 * Learns a model from a text. Calls `note` with text for the user: the number of tokens, then one line per
 * n-gram length with its number of n-grams and its smoothing.
 */
export async function learnFrom(call: Call, path: string, note: (line: string) => void): Promise<OpenNgrams> {
  const byLength = smoothingOf(call);
  const text = await openText(call, path);
  const tokenizer = withSymbols(call, chosenTokenizer(call, text));
  const memory = (numberFlag(call, 'memory') ?? USUAL_MEMORY) * 2 ** 20;
  let counted: Counts | undefined;
  const options: LearnOptions = {
    tokenizer,
    minimumWordCount: 1,
    words: await allowedWords(call),
    order: numberFlag(call, 'order') ?? 3,
    byLength,
    counted: counts => {
      if (listFlags.some(name => call.flags.has(name))) counted = counts;
    },
  };
  const { smoothed, fits, tokens } = withTemporaryFile(
    storage => learn(text, { ...options, sorting: { memory, storage } }),
    textFlag(call, 'temp'),
  );
  note(`${tokens} tokens, ${smoothed.vocabulary.size} distinct\n${findings(smoothed, fits)}`);
  if (counted) await writeCounts(call, counted, smoothed.vocabulary);
  return { smoothed, tokenizer };
}

/**
 * Returns the tokenizer that `--unit` names. For `segmented` without a language (as opposed to "segmented
 * ja"), guesses the language from the text. Throws a UsageError for an unknown unit.
 */
function chosenTokenizer(call: Call, text: Awaited<ReturnType<typeof openText>>): Tokenizer {
  const id = textFlag(call, 'unit') ?? asciiWords.id;
  const tokenizer = tokenizerNamed(id);
  if (!tokenizer) throw new UsageError(`--unit takes one of ${unitNames.join(', ')}, not "${id}".`);
  return id === 'segmented' ? tokenizerOf(withLocale(configure({ 'text.unit': id }), text)) : tokenizer;
}

/** Learns a model from a file with counts of n-grams. */
export async function learnFromCounts(
  call: Call,
  path: string,
  note: (line: string) => void,
): Promise<OpenNgrams> {
  const byLength = smoothingOf(call);
  const { vocabulary, counts } = readCounts(await openText(call, path), {
    order: numberFlag(call, 'order') ?? 3,
    words: await allowedWords(call),
    symbolOf: symbolOf(call),
  });
  const { smoothed, fits } = estimate(counts, vocabulary, { byLength });
  note(`${vocabulary.size} distinct\n${findings(smoothed, fits)}`);
  await writeCounts(call, counts, vocabulary);
  return { smoothed, tokenizer: withSymbols(call, asciiWords) };
}

/** Returns the words in the file that --vocab names. Undefined without this flag. */
async function allowedWords(call: Call): Promise<string[] | undefined> {
  const path = textFlag(call, 'vocab');
  return path === undefined
    ? undefined
    : ((await readWholeText(call, path)).match(/\S+/g) ?? []).map(symbolOf(call));
}

/** Returns one line per n-gram length: the number of n-grams and the parameters of their smoothing. */
function findings({ trie: { levels } }: BackoffModel, fits: readonly FittedSmoothing[]): string {
  const lines = fits.map(({ parameters, isFallback }, i) => {
    const numbers = Object.entries(parameters).map(
      ([name, value]) => `${name}=${Number(value.toPrecision(6))}`,
    );
    const note = isFallback ? ['(too few counts to estimate these from)'] : [];
    const count = (levels[i + 2] ?? levels[i + 1]) - levels[i + 1];
    return `${[`${i + 1}-grams: ${count}`, ...numbers, ...note].join(' ')}\n`;
  });
  return lines.join('');
}
