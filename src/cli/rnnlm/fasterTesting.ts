import { formatFixed } from '../../engine/core/formatFixed';
import { FasterRnnlmLanguageModel } from '../../engine/families/fasterRnnlm/fasterRnnlmLanguageModel';
import type { FasterRnnlmModel } from '../../engine/families/fasterRnnlm/fasterRnnlmModel';
import { encodeWords } from '../../engine/families/rnnlm/text/vocabulary';
import { ByteOutput } from './byteOutput';
import type { RnnlmOptions } from './options';
import { readText } from './rnnlmFiles';

/**
 * The id of `</s>`. This symbol ends every sentence, and it is the context in which the first word is
 * predicted.
 */
const END = 0;

/**
 * Tests a model as faster-rnnlm does. Prints the log10 probability of each sentence, then the entropy. For a
 * sentence with an unknown word, prints "OOV" and leaves the sentence out of the entropy.
 */
export async function testFasterRnnlm(
  model: FasterRnnlmModel,
  testFile: string,
  options: RnnlmOptions,
): Promise<number> {
  const ids = encodeWords(await readText(testFile, options), model.vocabulary.words);
  const reader = new FasterRnnlmLanguageModel(model);
  const output = new ByteOutput();
  let [logProb, words] = [0, 0];
  for (let start = 0; start < ids.length; ) {
    const end = ids.indexOf(END, start) + 1 || ids.length;
    const sentence = Int32Array.from([END, ...ids.subarray(start, end)]);
    start = end;
    if (sentence.includes(-1)) {
      output.print('OOV\n');
      continue;
    }
    const { logProbs } = reader.score(reader.start(), sentence);
    const score = logProbs.subarray(1).reduce((sum, each) => sum + each, 0) / Math.LN10;
    output.print(`${formatFixed(score, 6)}\n`);
    logProb += score;
    words += sentence.length - 1;
  }
  output.flush();
  process.stderr.write(`Test entropy ${formatFixed(-logProb / words / Math.log10(2), 6)}\n`);
  return 0;
}
