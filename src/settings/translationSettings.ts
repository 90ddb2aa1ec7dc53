import { isUsedByLabels, labelSettings } from './labelSettings';
import type { NamedSettings } from './setting';

/** The settings that only networks have which write a target sequence for a source sequence. */
export const translatorSettings = {
  'model.attention': {
    kind: 'choice',
    default: 'additive',
    description: 'How the decoder reads the source.',
    choices: {
      additive:
        'At every step, a weighted mean of the states after all source symbols (Bahdanau et al., 2015)',
      none: 'Only the state after the whole source, from which it starts',
    },
    editorOnly: true,
  },
} as const satisfies NamedSettings;

/** The settings that language models do not have, as these networks read them: classifiers and taggers share some of them. */
export const translationSettings = {
  'model.direction': {
    ...labelSettings['model.direction'],
    description: 'The directions in which the encoder reads the source.',
  },
  ...translatorSettings,
  'text.longest': {
    kind: 'integer',
    default: 100,
    minimum: 1,
    maximum: 1000,
    unit: 'symbols',
    description: 'Maximum number of symbols of a source or target. A longer pair is left out.',
  },
} as const satisfies NamedSettings;

/** The settings of cells that an encoder and a decoder cannot have: a transformer and a feed-forward network. */
const ofOtherCells = /^model\.(heads|positions|positionEncoding|context)$/;

/** Returns whether a setting of runs has an effect on a network that writes targets. */
export const isUsedByTranslation = (name: string) => isUsedByLabels(name) && !ofOtherCells.test(name);
