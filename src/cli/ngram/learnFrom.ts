import { configure } from '../../engine/configuration/configure';
import { tokenizerOf, withLocale } from '../../engine/configuration/text';
import type { NewStorage } from '../../engine/core/columns';
import type { Tokenizer } from '../../engine/data/tokenizer';
import { tokenizerNamed, unitNames } from '../../engine/data/tokenizers';
import { asciiWords } from '../../engine/data/words';
import { readCounts } from '../../engine/families/ngram/count/readCounts';
import { estimate } from '../../engine/families/ngram/estimate';
import { count, estimateFrom, type LearnOptions } from '../../engine/families/ngram/learn';
import type { NgramLevels } from '../../engine/families/ngram/levels';
import type { FittedSmoothing } from '../../engine/families/ngram/smoothing/smoothing';
import { type Call, numberFlag, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { openText, readWholeText } from '../textFiles';
import { USUAL_MEMORY } from './flags';
import { writeCounts } from './lists';
import { smoothingOf } from './smoothingFlags';
import { symbolOf, withSymbols } from './symbols';

/** A model that was estimated, as columns, and its tokenizer. */
export interface LearnedModel {
  readonly ngrams: NgramLevels;
  readonly tokenizer: Tokenizer;
}

/** Storage outside memory for temporary data, and a function that reports text to the user. */
export interface LearningPorts {
  readonly newStorage: NewStorage;
  readonly note: (line: string) => void;
}

/**
 * Learns a model from a text. Reports the number of tokens, then one line per n-gram length with its number of
 * n-grams and its smoothing.
 */
export async function learnFrom(
  call: Call,
  path: string,
  { newStorage, note }: LearningPorts,
): Promise<LearnedModel> {
  const byLength = smoothingOf(call);
  const text = await openText(call, path);
  const tokenizer = withSymbols(call, chosenTokenizer(call, text));
  const memory = (numberFlag(call, 'memory') ?? USUAL_MEMORY) * 2 ** 20;
  const options: LearnOptions = {
    tokenizer,
    minimumWordCount: 1,
    words: await allowedWords(call),
    order: numberFlag(call, 'order') ?? 3,
    byLength,
    sorting: { memory, newStorage },
  };
  const { vocabulary, counts, tokens } = count(text, options);
  await writeCounts(call, counts, vocabulary);
  const { ngrams, fits } = estimateFrom(text, counts, vocabulary, options);
  note(`${tokens} tokens, ${vocabulary.size} distinct\n${findings(ngrams, fits)}`);
  return { ngrams, tokenizer };
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
  { newStorage, note }: LearningPorts,
): Promise<LearnedModel> {
  const byLength = smoothingOf(call);
  const { vocabulary, counts } = readCounts(await openText(call, path), {
    order: numberFlag(call, 'order') ?? 3,
    words: await allowedWords(call),
    symbolOf: symbolOf(call),
  });
  const { ngrams, fits } = estimate(counts, vocabulary, { byLength, newStorage });
  note(`${vocabulary.size} distinct\n${findings(ngrams, fits)}`);
  await writeCounts(call, counts, vocabulary);
  return { ngrams, tokenizer: withSymbols(call, asciiWords) };
}

/** Returns the words in the file that --vocab names. Undefined without this flag. */
async function allowedWords(call: Call): Promise<string[] | undefined> {
  const path = textFlag(call, 'vocab');
  return path === undefined
    ? undefined
    : ((await readWholeText(call, path)).match(/\S+/g) ?? []).map(symbolOf(call));
}

/** Returns one line per n-gram length: the number of n-grams and the parameters of their smoothing. */
function findings({ levels }: NgramLevels, fits: readonly FittedSmoothing[]): string {
  const lines = fits.map(({ parameters, isFallback }, i) => {
    const numbers = Object.entries(parameters).map(
      ([name, value]) => `${name}=${Number(value.toPrecision(6))}`,
    );
    const note = isFallback ? ['(too few counts to estimate these from)'] : [];
    return `${[`${i + 1}-grams: ${levels[i]?.words.length ?? 0}`, ...numbers, ...note].join(' ')}\n`;
  });
  return lines.join('');
}
