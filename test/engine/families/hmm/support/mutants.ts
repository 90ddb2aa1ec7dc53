import { configure } from '../../../../../src/engine/configuration/configure';
import { Vocabulary } from '../../../../../src/engine/data/vocabulary';
import { startingHmm } from '../../../../../src/engine/families/hmm/hmm';
import { decodeHmm, encodeHmm } from '../../../../../src/engine/families/hmm/hmmFile';
import { HmmLanguageModel } from '../../../../../src/engine/families/hmm/hmmLanguageModel';
import { readStepMutants } from '../../support/stepMutants';

/** Returns models of one and of three states. */
export function wholeHmmFiles(): Buffer[] {
  const symbols = ['\n', 'a', 'b'];
  const configuration = configure({ 'text.unit': 'character' });
  return [1, 3].map(states => {
    const hmm = startingHmm({ states, symbols: symbols.length }, 1, 0);
    return Buffer.from(encodeHmm({ hmm, symbols, configuration, iteration: 7, byLine: false }));
  });
}

export const readHmmMutants = (files: readonly Buffer[], seed: number, count: number) =>
  readStepMutants(open, files, seed, count);

function open(bytes: Buffer): HmmLanguageModel {
  const { hmm, symbols } = decodeHmm(bytes);
  return new HmmLanguageModel(hmm, new Vocabulary(symbols, false));
}
