import { appendFile } from 'node:fs/promises';
import { plural } from '../../common/plural';
import { formatFixed } from '../../engine/core/formatFixed';
import { createRnnlm } from '../../engine/families/rnnlm/create';
import { writeRnnlm } from '../../engine/families/rnnlm/format/write';
import { UNKNOWN } from '../../engine/families/rnnlm/net/network';
import type { RnnlmModel } from '../../engine/families/rnnlm/rnnlmModel';
import { perplexityFromLog10 } from '../../engine/families/rnnlm/test';
import { countWords, encodeWords } from '../../engine/families/rnnlm/text/vocabulary';
import { type TrainEvent, trainRnnlm } from '../../engine/families/rnnlm/train';
import { UserError } from '../../protocol/userError';
import { UsageError } from '../command/usageError';
import { checkWritable, isThere, writeFile } from '../files';
import type { RnnlmOptions } from './options';
import { readModel, readText } from './rnnlmFiles';

/**
 * Trains a new model, or trains an existing one further, as `rnnlm -train` does. Throws a UsageError if a
 * necessary option is missing.
 */
export async function runTraining(options: RnnlmOptions, trainFile: string): Promise<void> {
  const file = options.text('rnnlm');
  if (file === undefined) throw new UsageError('Specify -rnnlm FILE, the model file to write.');
  const validFile = options.text('valid');
  const oneEpoch = options.has('one-iter');
  if (validFile === undefined && !oneEpoch) throw new UsageError('Specify -valid FILE or -one-iter.');
  await checkWritable(file);
  const texts = {
    training: await readText(trainFile, options),
    validation: oneEpoch || validFile === undefined ? undefined : await readText(validFile, options),
  };
  checkTraining(texts.training, trainFile);
  process.stdout.write(`Starting training using file ${trainFile}\n`);
  const model = (await isThere(file))
    ? await reopened(options, trainFile)
    : created(options, texts.training, { trainFile, validFile: oneEpoch ? '' : (validFile ?? '') });
  const { words } = model.vocabulary;
  const validation = texts.validation && encodeWords(texts.validation, words);
  if (validation) checkValidation(validation, validFile ?? '');
  if (model.structure.classes > words.length) {
    process.stdout.write('WARNING: number of classes exceeds vocabulary size!\n');
  }
  const reporter = new Reporter(model, options.number('debug'), file, texts.validation !== undefined);
  const training = encodeWords(texts.training, words);
  reportUnknown(trainFile, training);
  const events = trainRnnlm(model, training, validation, {
    rates: {
      rate: model.progress.rate,
      decay: options.number('beta'),
      cutoff: options.number('gradient-cutoff'),
    },
    minImprovement: options.number('min-improvement'),
    maxEpochs: options.number('max-iter'),
  });
  for (const event of events) await reporter.report(event);
}

/**
 * Warns about unknown words in the text on which an existing model is trained further. These words are not
 * learned.
 */
function reportUnknown(file: string, ids: Int32Array): void {
  const unknown = ids.reduce((count, id) => (id === UNKNOWN ? count + 1 : count), 0);
  if (unknown === 0) return;
  const share = ((100 * unknown) / ids.length).toPrecision(2);
  const are = plural(unknown, 'is', 'are');
  process.stderr.write(
    `${file}: ${unknown} of ${ids.length} ${plural(ids.length, 'token', 'tokens')} (${share}%) ${are} not in the model's vocabulary and ${are} not learned.\n`,
  );
}

/** Throws a UserError for an empty training text. The original RNNLM toolkit would write an empty model. */
function checkTraining(text: Uint8Array, name: string): void {
  if (countWords(text).total > 0) return;
  throw new UserError('"{0}" is empty. Write or paste some text into it first; a few pages are enough.', [
    name,
  ]);
}

/**
 * Throws a UserError if the model knows no word of the validation text. The original RNNLM toolkit would
 * train endlessly in this case, because the validation result would never change.
 */
function checkValidation(ids: Int32Array, name: string): void {
  if (ids.some(id => id !== UNKNOWN)) return;
  throw new UserError(
    'The validation text "{0}" has no word that the model knows. Choose a text of the same language and kind.',
    [name],
  );
}

function created(
  options: RnnlmOptions,
  text: Uint8Array,
  files: { readonly trainFile: string; readonly validFile: string },
): RnnlmModel {
  const counted = countWords(text);
  if (options.number('debug') > 0) {
    process.stdout.write(`Vocab size: ${counted.words.length}\nWords in train file: ${counted.total}\n`);
  }
  const { saveEvery, precision } = options;
  const start = { seed: options.number('rand-seed'), rate: options.number('alpha'), saveEvery, precision };
  return createRnnlm(options.structure, counted, start, files);
}

/** Reads the model that is trained further. Options can change its learning rate but not its structure. */
async function reopened(options: RnnlmOptions, trainFile: string): Promise<RnnlmModel> {
  process.stdout.write('Restoring network from file to continue training...\n');
  const model = await readModel(options);
  const rate = options.has('alpha') ? options.number('alpha') : model.progress.rate;
  model.progress = { ...model.progress, trainFile, rate };
  return model;
}

/** Prints progress in the format of the original RNNLM toolkit, and saves the model. */
class Reporter {
  private start = performance.now();
  private wordsBefore = 0;

  constructor(
    private readonly model: RnnlmModel,
    private readonly debug: number,
    private readonly file: string,
    private readonly validates: boolean,
  ) {}

  async report(event: TrainEvent): Promise<void> {
    if (event.kind === 'save') {
      await writeFile(this.file, writeRnnlm(this.model));
      return;
    }
    if (event.kind === 'epoch') {
      this.start = performance.now();
      this.wordsBefore = this.model.progress.position;
      process.stdout.write(this.head);
      return;
    }
    const { words, logProb } = event;
    const bits = formatFixed(-logProb / Math.log10(2) / words, 4);
    if (event.kind === 'validated') {
      process.stdout.write(`VALID entropy: ${bits}\n`);
      const { epochs } = this.model.progress;
      await appendFile(
        `${this.file}.output.txt`,
        `\niter: ${epochs}\nvalid log probability: ${formatFixed(logProb, 6)}\nPPL net: ${formatFixed(perplexityFromLog10(logProb, words), 6)}\n`,
      );
      return;
    }
    const isEnd = event.kind === 'trained';
    if (!isEnd && this.debug < 2) return;
    const seconds = (performance.now() - this.start) / 1000;
    const speed = formatFixed((words - this.wordsBefore) / seconds, 1);
    const progress = formatFixed((100 * words) / this.model.progress.trainWords, 2);
    const tail = isEnd ? `    Words/sec: ${speed}   ` : `    Progress: ${progress}%   Words/sec: ${speed} `;
    process.stdout.write(`\r${this.head}TRAIN entropy: ${bits}${tail}`);
    if (isEnd && !this.validates) process.stdout.write('\n');
  }

  private get head(): string {
    const { epochs, rate } = this.model.progress;
    return `Iter: ${String(epochs).padStart(3)}\tAlpha: ${formatFixed(rate, 6)}\t   `;
  }
}
