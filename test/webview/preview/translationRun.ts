import type { TranslatorFigures } from '../../../src/protocol/translationFigures';

/** Made-up figures of a translator that writes the targets of long sources less well. */
export const translatorFigures: TranslatorFigures = {
  iteration: 1500,
  hasAttention: false,
  training: 9000,
  validation: 1000,
  leftOut: { emptyLines: 2, emptySources: 0, emptyTargets: 1, tooLong: 3 },
  missing: { unknownSymbols: 4, unknownPairs: 0, repeated: 12 },
  network: {
    ...{ pairs: 1000, symbols: 11_400, loss: 0.31, lossError: 0.01, accuracy: 0.91 },
    ...{ exact: 0.42, errorRate: 0.18 },
    byLength: [
      { from: 1, to: 5, pairs: 260, exact: 0.98 },
      { from: 6, to: 10, pairs: 250, exact: 0.61 },
      { from: 11, to: 15, pairs: 240, exact: 0.09 },
      { from: 16, to: 20, pairs: 250, exact: 0 },
    ],
  },
};
