import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { formatFixed } from '../../engine/core/formatFixed';
import { decodeLatin1, encodeLatin1 } from '../../engine/core/latin1';
import type { IdSource } from '../../engine/data/storedIds';
import type { RunSource } from '../../engine/train/firstReading';
import { beginVectorTraining } from '../../engine/vectors/beginTraining';
import { filesOf, formatOfName } from '../../engine/vectors/files/formats';
import { decodeTraining, digestOf, encodeTraining } from '../../engine/vectors/trainingFile';
import type { TrainingState, VectorTraining } from '../../engine/vectors/vectorTraining';
import { classesOf } from '../../engine/vectors/word2vec/classes';
import type { Word2vecOptions } from '../../engine/vectors/word2vec/options';
import {
  countWords,
  readVocabulary,
  vocabularyText,
  type WordCounts,
} from '../../engine/vectors/word2vec/vocabulary';
import type { WordVectors } from '../../engine/vectors/wordVectors';
import { UserError } from '../../protocol/userError';
import { encodedIds } from '../../workers/encodedIds';
import { newHash } from '../../workers/ports';
import { temporaryFileNear } from '../../workers/temporaryFile';
import { takeWideVectors } from '../../workers/vectorFlags';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { checkWritable, isFile, openSource, readSource, STDIN, STDOUT, writeFile } from '../files';
import { checkResume, isExact, trainingFlags, trainingOptions } from './options';
import { threadsOf, trainUntilSignal } from './trainUntilSignal';

/** A training: its text, its settings, and the file for the result. */
interface Job {
  readonly text: string;
  readonly source: RunSource;
  readonly output: string;
  /**
   * Whether to write vectors in binary form. `classes` is the number of word classes to write instead of
   * vectors, or 0.
   */
  readonly binary: boolean;
  readonly classes: number;
  readonly exact: boolean;
  readonly options: Word2vecOptions;
  readonly vocabulary: WordCounts;
  /**
   * For a resumed training: the state from which it continues, the digest of its text, and the path of the
   * file that contains the state.
   */
  readonly stopped?: { readonly state: TrainingState; readonly text: string; readonly path: string };
}

export const word2vec: Command = {
  name: 'word2vec',
  operands: '',
  summary: 'Trains word vectors, with the options and files of word2vec.',
  notes:
    'Scripts written for word2vec run unchanged, and train nearly the same vectors. With --exact, they are the bytes that word2vec writes with one thread if it was compiled without fused multiply-add. Ctrl+C stores the training, and --resume continues it. distance, word-analogy, compute-accuracy and word2phrase are commands of elman, too.',
  flags: trainingFlags,

  async run(call) {
    operandsOf(call, []);
    const job = await (call.flags.has('resume') ? stoppedJob(call) : newJob(call));
    return job ? train(call, job) : 0;
  },
};

/**
 * Reads the text and its vocabulary, and returns the job of a call. Undefined without `-output`: then only
 * the vocabulary is written. Throws a UsageError without `-train`, or if neither `-output` nor `-save-vocab`
 * is given.
 */
async function newJob(call: Call): Promise<Job | undefined> {
  const [text, output, saved] = ['train', 'output', 'save-vocab'].map(name => textFlag(call, name));
  if (text === undefined) throw new UsageError('Specify -train FILE.');
  if (output === undefined && saved === undefined) throw new UsageError('Specify -output FILE.');
  const options = trainingOptions(call);
  const exact = isExact(call, options);
  for (const path of [output, saved]) if (path !== undefined) await checkWritable(path);
  print(call, 1, `Starting training using file ${text}\n`);
  const source = await openSource(text);
  const vocabulary = await vocabularyOf(call, source.bytes);
  print(call, 1, `Vocab size: ${vocabulary.words.length}\nWords in train file: ${vocabulary.total}\n`);
  if (saved !== undefined) await writeFile(saved, encodeLatin1(vocabularyText(vocabulary)));
  if (output === undefined) return undefined;
  const binary = numberFlag(call, 'binary') === 1;
  const classes = numberFlag(call, 'classes') ?? 0;
  return { text, source, output, binary, classes, exact, options, vocabulary };
}

async function vocabularyOf(call: Call, bytes: Parameters<typeof countWords>[0]): Promise<WordCounts> {
  const minimum = numberFlag(call, 'min-count') ?? 5;
  const path = textFlag(call, 'read-vocab');
  if (path === undefined) return countWords(bytes, minimum);
  const { bytes: saved, name } = await readSource(path);
  return readVocabulary(decodeLatin1(saved), name, minimum);
}

/** Returns the job of a training that was stopped, from the file that `--resume` names. */
async function stoppedJob(call: Call): Promise<Job> {
  checkResume(call);
  const path = textFlag(call, 'resume') ?? '';
  const { bytes, name } = await readSource(path);
  const { notes, text: digest, ...stopped } = decodeTraining(bytes, name, newHash);
  const text = textFlag(call, 'train') ?? notes.text ?? STDIN;
  const output = textFlag(call, 'output') ?? notes.output ?? STDOUT;
  await checkWritable(output);
  return {
    text,
    source: await openSource(text),
    output,
    binary: notes.binary === '1',
    classes: Number(notes.classes ?? 0),
    exact: stopped.exact,
    options: stopped.options,
    vocabulary: stopped.vocabulary,
    stopped: { state: stopped.state, text: digest, path },
  };
}

async function train(call: Call, job: Job): Promise<number> {
  const { exact, options, output, stopped, vocabulary } = job;
  const ids = encodedIds(job.source, vocabulary, () => temporaryFileNear(dirname(output)));
  if (stopped && digestOf(ids, newHash) !== stopped.text) {
    throw new UserError('The training cannot continue, because the text "{0}" has changed since.', [
      job.text,
    ]);
  }
  takeWideVectors();
  const state = stopped?.state;
  const startThreads = threadsOf(call);
  const training = await beginVectorTraining({ exact, options, startThreads, state, vocabulary });
  const code = await trainUntilSignal(training, ids, {
    report: line => print(call, 2, line),
    isStorable: await isFile(output),
  });
  training.end();
  if (code !== undefined) {
    await store(job, training, ids);
    return code;
  }
  await writeFile(output, contentOf(job, training.vectors()));
  if (stopped) await rm(stopped.path, { force: true });
  return 0;
}

/** Stores a training that was stopped, in a file beside the output. */
async function store(job: Job, training: VectorTraining, ids: IdSource): Promise<void> {
  const { binary, classes, exact, options, output, vocabulary } = job;
  const notes = {
    text: job.text === STDIN ? STDIN : resolve(job.text),
    output: resolve(output),
    binary: String(Number(binary)),
    classes: String(classes),
  };
  const text = digestOf(ids, newHash);
  const path = `${output}.resume`;
  await writeFile(
    path,
    encodeTraining({ exact, options, vocabulary, state: training.state(), text, notes }, newHash),
  );
  const { words, allWords } = training.progress;
  const share = formatFixed((100 * words) / allWords, 1);
  process.stderr.write(`\nStopped after ${share}%. To continue: elman word2vec --resume ${path}\n`);
}

function contentOf({ binary, classes, output }: Job, vectors: WordVectors) {
  if (classes > 0) {
    const found = classesOf(vectors, classes);
    return encodeLatin1(vectors.words.map((word, id) => `${word} ${found[id]}\n`).join(''));
  }
  const named = formatOfName(output) === 'safetensors' ? 'safetensors' : 'text';
  return filesOf(vectors, binary ? 'binary' : named, output)[0].content;
}

/** Prints a text if the value of `-debug` is at least `level`. */
function print(call: Call, level: number, text: string): void {
  if ((numberFlag(call, 'debug') ?? 2) >= level) process.stdout.write(text);
}
