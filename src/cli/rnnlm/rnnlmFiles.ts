import { plural } from '../../common/plural';
import type { FasterRnnlmModel } from '../../engine/families/fasterRnnlm/fasterRnnlmModel';
import { readFasterRnnlm } from '../../engine/families/fasterRnnlm/read';
import { isVocabulary } from '../../engine/families/fasterRnnlm/vocabulary';
import { readRnnlm } from '../../engine/families/rnnlm/format/read';
import type { RnnlmModel } from '../../engine/families/rnnlm/rnnlmModel';
import { withoutMarks } from '../../engine/families/rnnlm/text/marks';
import { type DroppedText, scanTokens } from '../../engine/families/rnnlm/text/tokens';
import { naming, UserError } from '../../protocol/userError';
import { UsageError } from '../command/usageError';
import { isThere, readSource } from '../files';
import type { RnnlmOptions } from './options';

/** Reads the model that `-rnnlm` names. */
export async function readModel(options: RnnlmOptions): Promise<RnnlmModel> {
  const { name, bytes } = await readSource(modelFile(options));
  return naming(name, () => readRnnlm(bytes, options.precision));
}

/**
 * Reads the faster-rnnlm model that `-rnnlm` names, which consists of two files. Undefined if the file is no
 * faster-rnnlm model.
 */
export async function readFasterModel(options: RnnlmOptions): Promise<FasterRnnlmModel | undefined> {
  const file = modelFile(options);
  const weights = `${file}.nnet`;
  if (!(await isThere(weights))) return undefined;
  const { name, bytes } = await readSource(file);
  if (!isVocabulary(bytes)) return undefined;
  const weightBytes = (await readSource(weights)).bytes;
  return naming(name, () => readFasterRnnlm(bytes, weightBytes));
}

function modelFile(options: RnnlmOptions): string {
  const file = options.text('rnnlm');
  if (file === undefined) throw new UsageError('Specify -rnnlm FILE, the model.');
  return file;
}

/** Reads a text's bytes. Warns about parts of the text that the original toolkit drops silently. */
export async function readText(path: string, options: RnnlmOptions): Promise<Uint8Array> {
  const source = await readSource(path);
  // Leaves marks in an n-best list unchanged: each sentence follows an id, so its marks are not at the start
  // of a line.
  const bytes = options.has('nbest') ? source.bytes : withoutMarks(source, options.strayMarks);
  warn(
    path,
    scanTokens(bytes, () => {}),
  );
  return bytes;
}

/** Warns about text that the original toolkit drops silently. */
function warn(path: string, { cutWords, lastWord }: DroppedText): void {
  if (lastWord !== undefined) {
    process.stderr.write(
      `${path} does not end with a newline: as in the original, its last word and its sentence's end do not count.\n`,
    );
  }
  if (cutWords > 0) {
    process.stderr.write(
      `${path} has ${cutWords} ${plural(cutWords, 'word', 'words')} of more than 99 bytes, of which the first 99 count.\n`,
    );
  }
}

/**
 * Reads the first number of each line of an `-lm-prob` file. Throws a UserError if there are fewer than
 * `count` numbers.
 */
export async function readProbabilities(path: string, count: number): Promise<Float64Array> {
  const { bytes } = await readSource(path);
  const probabilities = new Float64Array(count);
  let found = 0;
  const lines = new TextDecoder('latin1').decode(bytes).split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' || found === count) continue;
    const value = Number(/^\s*(\S+)/.exec(line)?.[1]);
    if (!(value >= 0 && value <= 1)) {
      throw new UserError('Every line of "{0}" must start with a probability, but line {1} is {2}.', [
        path,
        i + 1,
        JSON.stringify(line.slice(0, 40)),
      ]);
    }
    probabilities[found++] = value;
  }
  if (found < count) {
    throw new UserError(
      'The number of probabilities in "{0}" is {1}, but must be that of the tokens of the test text, {2}, which include a sentence end per line.',
      [path, found, count],
    );
  }
  return probabilities;
}
