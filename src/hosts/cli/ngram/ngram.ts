import type { Tokenizer } from '../../../engine/data/tokenizer';
import { tokenizers } from '../../../engine/data/tokenizers';
import { readArpa } from '../../../engine/ngram/arpa/read';
import { writeArpa } from '../../../engine/ngram/arpa/write';
import { evaluate, type SentenceScore } from '../../../engine/ngram/evaluate';
import { NgramModel } from '../../../engine/ngram/ngramModel';
import { pruneByEntropy } from '../../../engine/ngram/prune';
import { renormalise } from '../../../engine/ngram/renormalise';
import type { Smoothed } from '../../../engine/ngram/smoothed';
import { truncate } from '../../../engine/ngram/truncate';
import { type Call, type Command, numberFlag, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { checkWritable, readSource, readWholeText, writeFile } from '../files';
import { ngramFlags } from './flags';
import { generate } from './generate';
import { learnFrom, learnFromCounts, type OpenNgrams } from './learnFrom';
import { lowerCase } from './lowerCase';
import { type Mixed, mix } from './mix';
import { Ranks, sentenceReport, totals } from './report';

const tell = (line: string) => process.stderr.write(line);
const print = (text: string) => process.stdout.write(text);

export const ngram: Command = {
  name: 'ngram',
  words: '',
  summary: 'Counts n-grams, and foresees texts with them.',
  notes:
    "The flags are those of SRILM's ngram-count and ngram, with one dash or two: --text learns a model, --lm without it reads one, --ppl reports on a text. Files are in the ARPA format.",
  flags: ngramFlags,

  async run(call) {
    const [word] = call.words;
    if (word !== undefined) throw new UsageError(`"${word}" is one word too many.`);
    const outputs = [...(learns(call) ? ['lm'] : []), 'write-lm'].map(name => textFlag(call, name));
    const files = outputs.filter(path => path !== undefined);
    const lists = ['write', 'write-vocab'].flatMap(name => textFlag(call, name) ?? []);
    for (const path of [...files, ...lists]) await checkWritable(path);
    const { smoothed, tokenizer, locale } = await open(call);
    const changed = change(call, smoothed);
    for (const path of files) await writeModel(path, changed, locale);
    const mixed = await mix(call, new NgramModel(changed), tokenizer, tell);
    const text = textFlag(call, 'ppl');
    if (text !== undefined) await report(call, mixed, tokenizer, text);
    const sentences = numberFlag(call, 'gen') ?? 0;
    for (const sentence of generate(mixed.model, tokenizer, sentences, numberFlag(call, 'seed') ?? 1))
      print(sentence);
    return 0;
  },
};

const learns = ({ flags }: Call) => flags.has('text') || flags.has('read');

/** Learns or reads the first model. */
async function open(call: Call): Promise<OpenNgrams> {
  const text = textFlag(call, 'text');
  if (text !== undefined) return learnFrom(call, text, tell);
  const counts = textFlag(call, 'read');
  if (counts !== undefined) return learnFromCounts(call, counts, tell);
  const path = textFlag(call, 'lm');
  if (path === undefined)
    throw new UsageError('Either --text FILE or --read FILE to learn from or --lm FILE to read is missing.');
  const { smoothed, unit, locale } = readArpa(await readSource(path));
  return {
    smoothed: truncate(smoothed, numberFlag(call, 'order') ?? Number.POSITIVE_INFINITY),
    tokenizer: lowerCase(call, tokenizers[unit](locale)),
    locale: unit === 'segmented' ? locale : undefined,
  };
}

function change(call: Call, smoothed: Smoothed): Smoothed {
  const threshold = numberFlag(call, 'prune') ?? 0;
  if (threshold > 0) return pruneByEntropy(smoothed, threshold, numberFlag(call, 'minprune') ?? 2);
  return call.flags.has('renorm') ? renormalise(smoothed) : smoothed;
}

async function writeModel(path: string, smoothed: Smoothed, locale?: string): Promise<void> {
  await writeFile(path, writeArpa(smoothed, locale));
}

async function report(
  call: Call,
  { model, ngrams }: Mixed,
  tokenizer: Tokenizer,
  path: string,
): Promise<void> {
  const text = await readWholeText(path);
  const debug = numberFlag(call, 'debug') ?? 0;
  const ranks = debug > 3 ? new Ranks() : undefined;
  const visit = (sentence: SentenceScore) => {
    if (debug === 0) return;
    ranks?.add(sentence);
    const words = sentence.words.map(({ word }) => word);
    const lengths = ngrams.map(ngram => ngram.lengthsOf(words));
    const longest = words.map((_, i) => Math.max(...lengths.map(each => each[i])));
    print(sentenceReport(sentence, debug > 1 ? longest : undefined));
  };
  const total = evaluate(model, tokenizer, text, call.flags.has('unk'), visit, debug > 2);
  print(`file ${path}: ${totals(total)}${ranks?.lines() ?? ''}`);
}
