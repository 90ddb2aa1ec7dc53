import { encodeLatin1 } from '../../engine/core/latin1';
import { joinPhrases } from '../../engine/vectors/word2vec/phrases';
import { type Command, numberFlag, operandsOf, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { checkWritable, openSource, writeFile } from '../files';
import { debugFlag, minCountFlag } from './options';

export const word2phrase: Command = {
  name: 'word2phrase',
  operands: '',
  summary: 'Joins words that often occur together by "_", as word2phrase of word2vec does.',
  notes: 'The result can be the text of word2vec, or of another pass, which joins longer phrases.',
  flags: [
    commandFlag(
      'train',
      'FILE',
      'The text: words separated by blanks; phrases do not cross the end of a line.',
    ),
    commandFlag('output', 'FILE', 'Writes the text with phrases to this file.'),
    minCountFlag,
    commandFlag(
      'threshold',
      { kind: 'number', default: 100, minimum: 0, maximum: 1e9 },
      'Joins pairs with a higher score: (count of the pair - minimum count) / counts of its words * number of words.',
    ),
    debugFlag,
  ],

  async run(call) {
    operandsOf(call, []);
    const [text, output] = ['train', 'output'].map(name => textFlag(call, name));
    if (text === undefined) throw new UsageError('Specify -train FILE.');
    if (output === undefined) throw new UsageError('Specify -output FILE.');
    await checkWritable(output);
    const { bytes } = await openSource(text);
    const minimum = numberFlag(call, 'min-count') ?? 5;
    const threshold = numberFlag(call, 'threshold') ?? 100;
    const pieces: Uint8Array[] = [];
    joinPhrases(bytes, { minimum, threshold }, piece => pieces.push(encodeLatin1(piece)));
    await writeFile(output, pieces);
    return 0;
  },
};
