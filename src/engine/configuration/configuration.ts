import type { KernelBuild, Settings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { type TextUnit, tokenizers } from '../data/tokenizers';
import { activations } from '../kernels/activations';
import type { Activation } from '../kernels/kernels';
import { type CellName, cells } from '../nn/cells';
import { type OptimizerName, optimizers } from '../optim';

/** Everything that a run depends on besides its text. */
export interface Configuration {
  readonly 'model.cell': CellName;
  readonly 'model.activation': Activation;
  readonly 'model.hidden': number;
  readonly 'training.learningRate': number;
  /** Largest size of a gradient's element; 0 leaves gradients as they are. */
  readonly 'training.gradientClip': number;
  /** Steps that the error is sent back through, T. */
  readonly 'training.sequenceLength': number;
  /** Updates; 0 trains until stopped. */
  readonly 'training.maxIterations': number;
  /** Streams side by side, B. */
  readonly 'training.batch': number;
  readonly 'training.optimizer': OptimizerName;
  readonly 'training.seed': number;
  /** A sample every so many iterations. */
  readonly 'snapshot.interval': number;
  /** Tokens. */
  readonly 'snapshot.sampleLength': number;
  /** A measurement every so many iterations. */
  readonly 'metrics.interval': number;
  readonly 'text.unit': TextUnit;
  /** Words rarer than this become `<unk>`. */
  readonly 'text.minimumCount': number;
  readonly 'kernels.build': 'auto' | KernelBuild;
}

type Field =
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default: string }
  | {
      readonly kind: 'integer' | 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
      /** The minimum itself is not allowed. */
      readonly exclusive?: boolean;
    };

const integer = (byDefault: number, minimum: number, maximum: number): Field => ({
  kind: 'integer',
  default: byDefault,
  minimum,
  maximum,
});
const choice = (byDefault: string, choices: readonly string[]): Field => ({
  kind: 'choice',
  default: byDefault,
  choices,
});

const MAX_ITERATIONS = 1_000_000_000;

/** Names, ranges and defaults (min-char-rnn's, where it has one); a test holds package.json to this table. */
export const fields = {
  'model.cell': choice('elman', Object.keys(cells)),
  'model.activation': choice('tanh', activations),
  'model.hidden': integer(100, 1, 4096),
  'training.learningRate': { kind: 'number', default: 0.1, minimum: 0, exclusive: true, maximum: 10 },
  'training.gradientClip': { kind: 'number', default: 5, minimum: 0, maximum: 1e6 },
  'training.sequenceLength': integer(25, 1, 1024),
  'training.maxIterations': integer(100_000, 0, MAX_ITERATIONS),
  'training.batch': integer(1, 1, 256),
  'training.optimizer': choice('adagrad', Object.keys(optimizers)),
  'training.seed': integer(1, 0, 2 ** 32 - 1),
  'snapshot.interval': integer(1000, 1, MAX_ITERATIONS),
  'snapshot.sampleLength': integer(200, 1, 10_000),
  'metrics.interval': integer(10, 1, MAX_ITERATIONS),
  'text.unit': choice('character', Object.keys(tokenizers)),
  'text.minimumCount': integer(1, 1, 1_000_000),
  'kernels.build': choice('auto', ['auto', 'fma', 'simd', 'reference']),
} satisfies Record<keyof Configuration, Field>;

/** Defaults for what is missing; throws a UserError that names the first setting that is wrong. */
export function configure(settings: Settings): Configuration {
  const checked = Object.entries(fields).map(([name, field]: [string, Field]) => {
    const value = settings[name] ?? field.default;
    check(name, field, value);
    return [name, value];
  });
  return Object.fromEntries(checked) as Configuration; // every field was checked just now
}

/** Throws a UserError unless `value` fits the setting `name`. */
export function checkSetting(name: keyof Configuration, value: SettingValue): void {
  check(name, fields[name], value);
}

function check(name: string, field: Field, value: SettingValue): void {
  const full = `elman.${name}`;
  const found = JSON.stringify(value) ?? String(value);
  if (field.kind === 'choice') {
    if (field.choices.includes(String(value))) return;
    throw new UserError(
      'The setting {0} is {1}; choose one of {2}.',
      [full, found, field.choices.join(', ')],
      full,
    );
  }
  const { minimum, maximum, exclusive, kind } = field;
  const fits =
    typeof value === 'number' &&
    (kind === 'number' || Number.isInteger(value)) &&
    (exclusive ? value > minimum : value >= minimum) &&
    value <= maximum;
  if (fits) return;
  const template =
    kind === 'integer'
      ? 'The setting {0} is {1}; it must be a whole number from {2} to {3}.'
      : exclusive
        ? 'The setting {0} is {1}; it must be a number above {2}, up to {3}.'
        : 'The setting {0} is {1}; it must be a number from {2} to {3}.';
  throw new UserError(template, [full, found, minimum, maximum], full);
}
