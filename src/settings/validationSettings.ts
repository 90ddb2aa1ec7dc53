import type { NamedSettings } from './setting';

/** Settings of the validation. */
export const validation = {
  'validation.fraction': {
    kind: 'number',
    default: 0,
    minimum: 0,
    maximum: 0.5,
    description:
      'Share of the text that is used for validation and not for training: its end, unless `{validation.part}` chooses another part. 0: none.',
    onlyWithout: 'validation.file',
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'validation.part': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1000,
    description:
      'The part of the text that is held out, if the text is divided into parts of the size `{validation.fraction}`: 1 is the first, 2 the second. 0: the end of the text. With every part in turn, this is cross-validation.',
    onlyWith: { setting: 'validation.fraction', above: 0 },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'validation.file': {
    kind: 'text',
    default: '',
    description:
      'A text for validation, instead of a share of the training text: an absolute path, or one relative to the workspace folder.',
    editorOnly: true,
  },
  'validation.interval': {
    kind: 'integer',
    default: 1000,
    minimum: 1,
    maximum: 1_000_000_000,
    unit: 'iterations',
    description: 'Number of iterations between validations.',
    onlyWith: { setting: 'validation.fraction', above: 0, orWith: 'validation.file' },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'validation.patience': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1_000_000,
    unit: 'validations',
    description:
      'Training ends after this number of validations without a new best one. 0: never. The best checkpoint is kept.',
    onlyWith: { setting: 'validation.fraction', above: 0, orWith: 'validation.file' },
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
} as const satisfies NamedSettings;
