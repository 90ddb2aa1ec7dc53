import type { NewStorage } from '../../engine/core/columns';
import { piecesOf } from '../../engine/data/numbering';
import type { Tokenizer } from '../../engine/data/tokenizer';
import { writeArpa } from '../../engine/families/ngram/arpa/write';
import type { BackoffModel } from '../../engine/families/ngram/backoffModel';
import { writeBinary } from '../../engine/families/ngram/binary/write';
import { evaluate, type SentenceScore } from '../../engine/families/ngram/evaluate';
import { levelsOf, modelOf, type NgramLevels } from '../../engine/families/ngram/levels';
import { NgramModel } from '../../engine/families/ngram/ngramModel';
import { pruneByEntropy } from '../../engine/families/ngram/prune';
import { renormalise } from '../../engine/families/ngram/renormalise';
import { tallyText } from '../../engine/families/ngram/tallyText';
import { truncate } from '../../engine/families/ngram/truncate';
import { srilmLines } from '../../engine/scoring/srilm';
import { withTemporaryFiles } from '../../workers/temporaryFile';
import { type Call, type Command, numberFlag, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { checkWritable, writeFile } from '../files';
import { openText } from '../textFiles';
import { learningFlags, ngramFlags } from './flags';
import { generate } from './generate';
import { type LearnedModel, learnFrom, learnFromCounts } from './learnFrom';
import { listFlags, writeVocabulary } from './lists';
import { type Mixed, merges, mix } from './mix';
import { rescore } from './nbest';
import { prunedCounts, pruneThreshold } from './pruning';
import { type OpenNgrams, readNgrams } from './readNgrams';
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
    const outputs = ['lm', 'write-lm', 'write-bin-lm', ...listFlags].filter(
      name => name !== 'lm' || learns(call),
    );
    for (const path of outputs.flatMap(name => textFlag(call, name) ?? [])) await checkWritable(path);
    if (!learns(call)) return use(call, await read(call));
    return withTemporaryFiles(
      async newStorage => {
        const { ngrams, tokenizer } = await learnWith(call, newStorage);
        if (needsModel(call)) return use(call, { smoothed: modelOf(ngrams), tokenizer });
        await writeModel(call, 'lm', ngrams, tokenizer);
        await writeVocabulary(call, ngrams.vocabulary);
        return 0;
      },
      textFlag(call, 'temp'),
    );
  },
};

/** Flags that need the model in memory. Without them, a model that is learned is written without reading it back. */
const using = [
  'write-lm',
  'write-bin-lm',
  'renorm',
  'mix-lm',
  'cache',
  'best-mix',
  'ppl',
  'rescore',
  'nbest',
  'gen',
];

const needsModel = (call: Call) =>
  pruneThreshold(call) > 0 || [...call.flags.keys()].some(name => using.some(each => name.startsWith(each)));

/** Changes, mixes, writes, evaluates and samples a model, as the flags request. Returns the exit code. */
async function use(call: Call, { smoothed, tokenizer: own }: OpenNgrams): Promise<number> {
  const first = merges(call) ? smoothed : change(call, smoothed);
  if (learns(call)) await writeModel(call, 'lm', levelsOf(first), own);
  const mixed = await mix(call, new NgramModel(first), own, note, merged => change(call, merged));
  const { tokenizer } = mixed;
  await writeModel(call, 'write-lm', levelsOf(mixed.ngrams[0].smoothed), tokenizer);
  const binary = textFlag(call, 'write-bin-lm');
  if (binary !== undefined) await writeFile(binary, writeBinary(mixed.ngrams[0].smoothed, tokenizer.id));
  await writeVocabulary(call, mixed.model.vocabulary);
  const text = textFlag(call, 'ppl');
  if (text !== undefined) await report(call, mixed, text);
  await rescore(call, mixed.model, tokenizer, print);
  const sentences = numberFlag(call, 'gen') ?? 0;
  for (const sentence of generate(mixed.model, tokenizer, sentences, numberFlag(call, 'seed') ?? 1))
    print(sentence);
  return 0;
}

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

/** Learns a model from the text or from the counts that the flags name. */
async function learnWith(call: Call, newStorage: NewStorage): Promise<LearnedModel> {
  const text = textFlag(call, 'text');
  const ports = { newStorage, note };
  return text === undefined
    ? learnFromCounts(call, textFlag(call, 'read') ?? '', ports)
    : learnFrom(call, text, ports);
}

/** Reads the first model from a file. Throws a UsageError if no flag names one. */
async function read(call: Call): Promise<OpenNgrams> {
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
  ngrams: NgramLevels,
  { id: unit }: Tokenizer,
): Promise<void> {
  const path = textFlag(call, name);
  if (path !== undefined) await writeFile(path, writeArpa(ngrams, { unit, unknown: unknownName(call) }));
}

async function report(call: Call, { model, tokenizer, ngrams }: Mixed, path: string): Promise<void> {
  const text = await openText(call, path);
  const debug = numberFlag(call, 'debug') ?? 0;
  const [open, unk] = [{ model, tokenizer }, call.flags.has('unk')];
  const ranks = debug > 3 ? new Ranks() : undefined;
  const readers = ngrams.map(ngram => ngram.lengthReader());
  const visit = (sentence: SentenceScore) => {
    ranks?.add(sentence);
    const words = sentence.words.map(({ word }) => word);
    const lengths = readers.map(lengthsOf => lengthsOf(words));
    const longest = words.map((_, i) => Math.max(...lengths.map(each => each[i])));
    print(sentenceReport(sentence, debug > 1 ? longest : undefined));
  };
  const total =
    debug === 0
      ? tallyText(open, text, unk)
      : evaluate(open, piecesOf(text, tokenizer), unk, visit, debug > 2);
  print(`file ${path}: ${srilmLines(total)}\n${ranks?.lines() ?? ''}`);
}
