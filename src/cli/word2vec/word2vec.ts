import { dirname } from 'node:path';
import { IN_MEMORY } from '../../common/inMemory';
import { formatFixed } from '../../engine/core/formatFixed';
import { decodeLatin1, encodeLatin1 } from '../../engine/core/latin1';
import { IdList } from '../../engine/data/idList';
import { type IdSource, StoredList } from '../../engine/data/storedIds';
import { binaryOf, textOf } from '../../engine/vectors/files/write';
import { classesOf } from '../../engine/vectors/word2vec/classes';
import { encodeWords } from '../../engine/vectors/word2vec/encode';
import {
  countWords,
  readVocabulary,
  vocabularyText,
  type WordCounts,
} from '../../engine/vectors/word2vec/vocabulary';
import { Word2vec } from '../../engine/vectors/word2vec/word2vec';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { temporaryFileNear } from '../../workers/temporaryFile';
import { type Call, type Command, numberFlag, textFlag, wordsOf } from '../command/command';
import { UsageError } from '../command/usageError';
import { checkWritable, openSource, readSource, writeFile } from '../files';
import { trainingFlags, trainingOptions } from './options';

export const word2vec: Command = {
  name: 'word2vec',
  words: '',
  summary: 'Trains word vectors: same options, files and numbers as word2vec.',
  notes:
    'Scripts written for word2vec run unchanged: with one thread, that program writes the same bytes if it was compiled without fused multiply-add. distance, word-analogy, compute-accuracy and word2phrase are commands of elman, too.',
  flags: trainingFlags,

  async run(call) {
    wordsOf(call, []);
    const [text, output, saved] = ['train', 'output', 'save-vocab'].map(name => textFlag(call, name));
    if (text === undefined) throw new UsageError('Specify -train FILE.');
    if (output === undefined && saved === undefined) throw new UsageError('Specify -output FILE.');
    for (const path of [output, saved]) if (path !== undefined) await checkWritable(path);
    print(call, 1, `Starting training using file ${text}\n`);
    const source = await openSource(text);
    const vocabulary = await vocabularyOf(call, source.bytes);
    print(call, 1, `Vocab size: ${vocabulary.words.length}\nWords in train file: ${vocabulary.total}\n`);
    if (saved !== undefined) await writeFile(saved, encodeLatin1(vocabularyText(vocabulary)));
    if (output === undefined) return 0;
    const training = new Word2vec(vocabulary, trainingOptions(call));
    trainOn(call, training, encoded(source, vocabulary, output), vocabulary.total);
    await writeFile(output, contentOf(call, training.vectors()));
    return 0;
  },
};

async function vocabularyOf(call: Call, bytes: Parameters<typeof countWords>[0]): Promise<WordCounts> {
  const minimum = numberFlag(call, 'min-count') ?? 5;
  const path = textFlag(call, 'read-vocab');
  if (path === undefined) return countWords(bytes, minimum);
  const { bytes: saved, name } = await readSource(path);
  return readVocabulary(decodeLatin1(saved), name, minimum);
}

/**
 * Returns the numbers of the words in a text. Stores these numbers in a temporary file if the text is large.
 */
function encoded(
  { bytes, size }: Awaited<ReturnType<typeof openSource>>,
  vocabulary: WordCounts,
  output: string,
): IdSource {
  const isLarge = size !== undefined && size > IN_MEMORY;
  const list = isLarge
    ? new StoredList(temporaryFileNear(dirname(output)))
    : new IdList(vocabulary.words.length);
  encodeWords(bytes, vocabulary, list);
  return list.take();
}

function trainOn(call: Call, training: Word2vec, ids: IdSource, words: number): void {
  const { iterations } = trainingOptions(call);
  const started = performance.now();
  for (let pass = 0; pass < iterations; pass++) {
    for (const _ of training.pass(ids)) {
      const done = pass * words + training.passed;
      const seconds = (performance.now() - started) / 1000;
      const share = formatFixed((100 * done) / (iterations * words + 1), 2);
      const speed = formatFixed(done / seconds / 1000, 2);
      print(
        call,
        2,
        `\rAlpha: ${formatFixed(training.rate, 6)}  Progress: ${share}%  Words/thread/sec: ${speed}k  `,
      );
    }
  }
}

function contentOf(call: Call, vectors: WordVectors) {
  const classes = numberFlag(call, 'classes') ?? 0;
  if (classes === 0) return numberFlag(call, 'binary') ? binaryOf(vectors) : textOf(vectors);
  const found = classesOf(vectors, classes);
  return encodeLatin1(vectors.words.map((word, id) => `${word} ${found[id]}\n`).join(''));
}

/** Prints a text if the value of `-debug` is at least `level`. */
function print(call: Call, level: number, text: string): void {
  if ((numberFlag(call, 'debug') ?? 2) >= level) process.stdout.write(text);
}
