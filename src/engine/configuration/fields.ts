import { learningRates } from '../../common/learningRates';
import type { LineEnds } from '../data/characters';
import { strayMarks } from '../data/marks';
import { tokenizers } from '../data/tokenizers';
import { whiteSpaceNames } from '../data/words';
import { activations } from '../kernels/activations';
import { cells } from '../nn/cells';
import { initialisers } from '../nn/initialisers';
import { outputs } from '../nn/outputs';
import { scorings } from '../nn/outputs/scoring';
import { type OptimizerName, optimizers } from '../optim';
import { clippings } from '../optim/clipping';
import { normalisations } from '../optim/normalisation';
import { schedules } from '../optim/schedules';
import type { Configuration } from './configuration';

export type Field =
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default: string }
  | { readonly kind: 'text'; readonly default: string }
  | {
      readonly kind: 'integer' | 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
      /** Whether the minimum itself is excluded. */
      readonly exclusive?: boolean;
      /** Defaults by optimizer, for a setting that depends on it. */
      readonly byOptimizer?: Readonly<Record<OptimizerName, number>>;
    };

const integer = (byDefault: number, minimum: number, maximum: number): Field => ({
  kind: 'integer',
  default: byDefault,
  minimum,
  maximum,
});
const number = (byDefault: number, minimum: number, maximum: number): Field => ({
  kind: 'number',
  default: byDefault,
  minimum,
  maximum,
});
/** Returns a field for numbers above 0, up to `maximum`. */
const positive = (byDefault: number, maximum: number): Field => ({
  kind: 'number',
  default: byDefault,
  minimum: 0,
  exclusive: true,
  maximum,
});
/** Returns a field for numbers above 0, up to `maximum`, with a default for each optimizer. */
const rate = (byOptimizer: Readonly<Record<OptimizerName, number>>, maximum: number): Field => ({
  kind: 'number',
  default: byOptimizer.adagrad,
  minimum: 0,
  exclusive: true,
  maximum,
  byOptimizer,
});
/** Returns a field for one of the names in a list or table. */
const choice = (
  byDefault: string,
  choices: readonly string[] | Readonly<Record<string, unknown>>,
): Field => ({
  kind: 'choice',
  default: byDefault,
  choices: Array.isArray(choices) ? choices : Object.keys(choices),
});

const MAX_ITERATIONS = 1_000_000_000;

/**
 * Names, ranges and defaults of all settings. Defaults are min-char-rnn's where it has one. A test checks
 * that package.json matches this table.
 */
export const fields = {
  'model.cell': choice('elman', cells),
  'model.activation': choice('tanh', activations),
  'model.hidden': integer(100, 1, 4096),
  'model.layers': integer(1, 1, 8),
  'model.embedding': integer(0, 0, 4096),
  'model.context': integer(4, 1, 16),
  'model.output': choice('softmax', outputs),
  'model.classes': integer(100, 1, 10_000),
  'model.noiseSamples': integer(100, 1, 10_000),
  'model.scoring': choice('normalised', scorings),
  'model.compression': integer(0, 0, 4096),
  'model.direct': number(0, 0, 1000),
  'model.directOrder': integer(3, 1, 20),
  'model.dropout': number(0, 0, 0.95),
  'model.forgetBias': number(1, -10, 10),
  'model.stateDecay': number(0, 0, 0.999),
  'model.spectralRadius': positive(0.9, 10),
  'model.initialiser': choice('gaussian', initialisers),
  'model.initialDeviation': positive(0.01, 10),
  'training.learningRate': rate(learningRates, 10),
  'training.schedule': choice('constant', schedules),
  'training.scheduleInterval': integer(10_000, 1, MAX_ITERATIONS),
  'training.scheduleFactor': positive(0.5, 1),
  'training.gradientClip': number(5, 0, 1e6),
  'training.gradientClipBy': choice('element', clippings),
  'training.gradientNormalisation': choice('none', normalisations),
  'training.l2': number(0, 0, 1),
  'training.sequenceLength': integer(25, 1, 1024),
  'training.bptt': integer(0, 0, 1024),
  'training.maxIterations': integer(100_000, 0, MAX_ITERATIONS),
  'training.batch': integer(1, 1, 256),
  'training.optimizer': choice('adagrad', optimizers),
  'training.seed': integer(1, 0, 2 ** 32 - 1),
  'validation.fraction': number(0, 0, 0.5),
  'validation.interval': integer(1000, 1, MAX_ITERATIONS),
  'validation.patience': integer(0, 0, 1_000_000),
  'snapshot.interval': integer(1000, 1, MAX_ITERATIONS),
  'snapshot.sampleLength': integer(200, 1, 10_000),
  'metrics.interval': integer(10, 1, MAX_ITERATIONS),
  'text.unit': choice('character', tokenizers),
  'text.locale': { kind: 'text', default: '' },
  'text.whiteSpace': choice('unicode', whiteSpaceNames),
  'text.lineEnds': choice('newline', ['newline', 'keep'] satisfies LineEnds[]),
  'text.strayMarks': choice('refuse', strayMarks),
  'text.minimumCount': integer(1, 1, 1_000_000),
  'kernels.build': choice('auto', ['auto', 'fma', 'simd', 'reference']),
  'kernels.threads': integer(0, 0, 64),
} satisfies Record<keyof Configuration, Field>;
