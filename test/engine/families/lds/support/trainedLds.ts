import { configure } from '../../../../../src/engine/configuration/configure';
import type { TrainedLds } from '../../../../../src/engine/families/lds/ldsFile';
import { OneHot } from '../../../../../src/engine/families/lds/oneHot';
import { ReadoutTraining } from '../../../../../src/engine/families/lds/readout';
import { tokenFilter } from '../../../../../src/engine/families/lds/tokenFilter';
import { trainLds } from '../../../../../src/engine/families/lds/trainLds';
import { referenceKernels } from '../../../../../src/engine/kernels/reference';

/** Returns a system that was trained for a moment on the characters of a text. */
export function trainedLds(text: string, states: number): TrainedLds {
  const symbols = [...new Set(text)].sort();
  const ids = Int32Array.from(text, symbol => symbols.indexOf(symbol));
  const options = { states, symbols: symbols.length, iterations: 2, tolerance: 0, seed: 1 };
  const last = [...trainLds(ids, options)].at(-1);
  if (!last) throw new Error('trainLds yields at least the start');
  const filter = tokenFilter(last.lds, new OneHot(ids, symbols.length));
  const training = new ReadoutTraining(referenceKernels(), filter, ids, { passes: 30, seed: 1 });
  while (training.done < training.total) training.step();
  return {
    ...{ lds: last.lds, filter, readout: training.readout(), symbols },
    ...{ configuration: configure({ 'text.unit': 'character' }), iteration: last.iteration },
  };
}
