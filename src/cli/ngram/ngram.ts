import { piecesOf } from '../../engine/data/numbering';
import type { Tokenizer } from '../../engine/data/tokenizer';
import { writeArpa } from '../../engine/families/ngram/arpa/write';
import type { BackoffModel } from '../../engine/families/ngram/backoffModel';
import { evaluate, type SentenceScore } from '../../engine/families/ngram/evaluate';
import { NgramModel } from '../../engine/families/ngram/ngramModel';
import { pruneByEntropy } from '../../engine/families/ngram/prune';
import { renormalise } from '../../engine/families/ngram/renormalise';
import { truncate } from '../../engine/families/ngram/truncate';
import { srilmLines } from '../../engine/scoring/srilm';
import { type Call, type Command, numberFlag, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { checkWritable, writeFile } from '../files';
import { openText } from '../textFiles';
import { learningFlags, ngramFlags } from './flags';
import { generate } from './generate';
import { learnFrom, learnFromCounts, type OpenNgrams } from './learnFrom';
import { listFlags, writeVocabulary } from './lists';
import { type Mixed, merges, mix } from './mix';
import { rescore } from './nbest';
import { prunedCounts, pruneThreshold } from './pruning';
import { readNgrams } from './readNgrams';
import { Ranks, sentenceReport } from './report';
import { unknownName, withSymbols } from './symbols';

const note = (line: string) => process.stderr.write(line);
const print = (text: string) => process.stdout.write(text);

export const ngram: Command = {
  name: 'ngram',
  operands: '',
  summary: 'Estimates and evaluates n-gram models.',
  notes:
    "The flags are those of SRILM's ngram-count and ngram, with one dash or two: --text learns a model, --lm without it reads one, --ppl reports on a text. Files are in the ARPA format.",
  flags: ngramFlags,

  async run(call) {
    check(call);
    const outputs = ['lm', 'write-lm', ...listFlags].filter(name => name !== 'lm' || learns(call));
    for (const path of outputs.flatMap(name => textFlag(call, name) ?? [])) await checkWritable(path);
    const { smoothed, tokenizer: own } = await open(call);
    const first = merges(call) ? smoothed : change(call, smoothed);
    if (learns(call)) await writeModel(call, 'lm', first, own);
    const mixed = await mix(call, new NgramModel(first), own, note, merged => change(call, merged));
    const { tokenizer } = mixed;
    await writeModel(call, 'write-lm', mixed.ngrams[0].smoothed, tokenizer);
    await writeVocabulary(call, mixed.model.vocabulary);
    const text = textFlag(call, 'ppl');
    if (text !== undefined) await report(call, mixed, text);
    await rescore(call, mixed.model, tokenizer, print);
    const sentences = numberFlag(call, 'gen') ?? 0;
    for (const sentence of generate(mixed.model, tokenizer, sentences, numberFlag(call, 'seed') ?? 1))
      print(sentence);
    return 0;
  },
};

const learns = ({ flags }: Call) => flags.has('text') || flags.has('read');

/** Throws a UsageError for flags that contradict each other. */
function check(call: Call): void {
  const { operands, flags } = call;
  if (operands.length > 0 && !prunedCounts(call))
    throw new UsageError(`Unexpected argument "${operands[0]}".`);
  if (flags.has('text') && flags.has('read')) throw new UsageError('Specify --text or --read, not both.');
  if (flags.has('read') && flags.has('unit'))
    throw new UsageError('--unit applies only to --text and --lm: counts are always of words.');
  if (merges(call) && flags.has('loglinear-mix')) {
    throw new UsageError('The result of --loglinear-mix cannot be written to a file.');
  }
  const learning = learns(call) ? undefined : learningFlags.find(name => flags.has(name));
  if (learning !== undefined && flags.has('lm')) {
    throw new UsageError(
      `--${learning} applies only when a model is trained, from --text FILE or --read FILE.`,
    );
  }
}

/**
 * Learns the first model from a text or from counts, or reads it from a file. Throws a UsageError if no flag
 * names a text, counts or a file.
 */
async function open(call: Call): Promise<OpenNgrams> {
  const text = textFlag(call, 'text');
  if (text !== undefined) return learnFrom(call, text, note);
  const counts = textFlag(call, 'read');
  if (counts !== undefined) return learnFromCounts(call, counts, note);
  const path = textFlag(call, 'lm');
  if (path === undefined)
    throw new UsageError('Specify --text FILE or --read FILE to train a model, or --lm FILE to read one.');
  const { smoothed, tokenizer } = await readNgrams(call, path);
  return {
    smoothed: truncate(smoothed, numberFlag(call, 'order') ?? Number.POSITIVE_INFINITY),
    tokenizer: withSymbols(call, tokenizer),
  };
}

function change(call: Call, smoothed: BackoffModel): BackoffModel {
  const threshold = pruneThreshold(call);
  if (threshold > 0) return pruneByEntropy(smoothed, threshold, numberFlag(call, 'minprune') ?? 2);
  return call.flags.has('renorm') ? renormalise(smoothed) : smoothed;
}

/** Writes the model to the file that the flag `name` gives. Does nothing without this flag. */
async function writeModel(
  call: Call,
  name: 'lm' | 'write-lm',
  smoothed: BackoffModel,
  { id: unit }: Tokenizer,
): Promise<void> {
  const path = textFlag(call, name);
  if (path !== undefined) await writeFile(path, writeArpa(smoothed, { unit, unknown: unknownName(call) }));
}

async function report(call: Call, { model, tokenizer, ngrams }: Mixed, path: string): Promise<void> {
  const text = piecesOf(await openText(call, path), tokenizer);
  const debug = numberFlag(call, 'debug') ?? 0;
  const ranks = debug > 3 ? new Ranks() : undefined;
  const readers = ngrams.map(ngram => ngram.lengthReader());
  const visit = (sentence: SentenceScore) => {
    if (debug === 0) return;
    ranks?.add(sentence);
    const words = sentence.words.map(({ word }) => word);
    const lengths = readers.map(lengthsOf => lengthsOf(words));
    const longest = words.map((_, i) => Math.max(...lengths.map(each => each[i])));
    print(sentenceReport(sentence, debug > 1 ? longest : undefined));
  };
  const total = evaluate({ model, tokenizer }, text, call.flags.has('unk'), visit, debug > 2);
  print(`file ${path}: ${srilmLines(total)}\n${ranks?.lines() ?? ''}`);
}
