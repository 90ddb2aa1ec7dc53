import { sumOf } from '../../engine/vectors/neighbours';
import { unitVectors } from '../../engine/vectors/wordVectors';
import { type Command, operandsOf } from '../command/command';
import { findWords, printNeighbours } from './neighbourTable';
import { askRepeatedly } from './questions';
import { inBytes, openVectors } from './vectorFiles';

export const distance: Command = {
  name: 'distance',
  operands: 'VECTORS',
  summary: 'Prints the nearest words to words of the standard input, as word2vec does.',
  notes:
    'VECTORS is a file of word vectors, text or binary. Each line has a word, or several, whose vectors are added; EXIT ends the program.',
  flags: [],

  async run(call) {
    const [path] = operandsOf(call, ['VECTORS']);
    const unit = unitVectors(await openVectors(path));
    await askRepeatedly('Enter word or sentence (EXIT to break): ', words => {
      const found = findWords(unit, words.map(inBytes), -1);
      if (!found) return;
      const vector = sumOf(found.map(each => each.vector));
      printNeighbours(unit, { vector, except: found.map(({ id }) => id), heading: 'Cosine distance' });
    });
    return 0;
  },
};
