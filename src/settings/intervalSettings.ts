import type { NamedSettings } from './setting';

/** Settings for how often a run is sampled and measured. */
export const intervals = {
  'snapshot.interval': {
    kind: 'integer',
    default: 1000,
    minimum: 1,
    maximum: 1_000_000_000,
    unit: 'iterations',
    description: 'Number of iterations between samples (elman.py: `--snapshot_t`).',
    aliases: ['snapshot_t'],
    live: true,
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'snapshot.sampleLength': {
    kind: 'integer',
    default: 200,
    minimum: 1,
    maximum: 10_000,
    unit: 'tokens',
    description: 'Length of a sample, in tokens (elman.py: `--sample_n`).',
    aliases: ['sample_n'],
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'metrics.interval': {
    kind: 'integer',
    default: 10,
    minimum: 1,
    maximum: 1_000_000_000,
    unit: 'iterations',
    description: 'Number of iterations between measurements of the loss and the gradient norms.',
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
} as const satisfies NamedSettings;
