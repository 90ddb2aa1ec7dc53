import { analogyBetween } from '../../engine/vectors/neighbours';
import { normalised, unitVectors } from '../../engine/vectors/wordVectors';
import { type Command, operandsOf } from '../command/command';
import { findWords, printNeighbours } from './neighbourTable';
import { askRepeatedly } from './questions';
import { inBytes, openVectors } from './vectorFiles';

export const wordAnalogy: Command = {
  name: 'word-analogy',
  operands: 'VECTORS',
  summary: 'Answers analogies of the standard input by word vectors, as word2vec does.',
  notes:
    'VECTORS is a file of word vectors, text or binary. Each line has three words, such as "man king woman": the answer is to the third as the second is to the first; EXIT ends the program.',
  flags: [],

  async run(call) {
    const [path] = operandsOf(call, ['VECTORS']);
    const unit = unitVectors(await openVectors(path));
    await askRepeatedly('Enter three words (EXIT to break): ', words => {
      if (words.length < 3) {
        process.stdout.write(
          `Only ${words.length} words were entered.. three words are needed at the input to perform the calculation\n`,
        );
        return;
      }
      const found = findWords(unit, words.map(inBytes), 0);
      if (!found) return;
      const [a, b, c] = found.map(each => each.vector);
      const vector = normalised(analogyBetween(a, b, c));
      printNeighbours(unit, { vector, except: found.map(({ id }) => id), heading: 'Distance' });
    });
    return 0;
  },
};
