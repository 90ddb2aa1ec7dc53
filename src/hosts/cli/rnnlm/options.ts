import { fixed } from '../../../engine/rnnlm/format/fixed';
import { MAX_DIRECT_ORDER } from '../../../engine/rnnlm/format/header';
import type { Precision } from '../../../engine/rnnlm/model';
import type { SettingValue } from '../../../protocol/run';
import type { Call } from '../command';
import type { Flag } from '../flag';

const LARGE = 2 ** 31 - 1;
const TRAINING = 'Training';
const TESTING = 'Testing';
const BOTH = 'Both';

const integer = (byDefault: number, minimum = 0, maximum = LARGE) =>
  ({ kind: 'integer', default: byDefault, minimum, maximum }) as const;
const number = (byDefault: number, maximum: number) =>
  ({ kind: 'number', default: byDefault, minimum: 0, maximum }) as const;

/** An option of the original: how it is named, what it takes, and what the original says when it meets it. */
interface Option {
  readonly name: string;
  readonly value?: Flag['value'];
  readonly description: string;
  readonly group: string;
  readonly echo?: (value: SettingValue) => string;
}

const decimal = (value: SettingValue) => fixed(Number(value), 6);

/** In the order in which the original looks for them, which is the order of what it prints. */
export const OPTIONS = [
  {
    name: 'debug',
    value: integer(1, 0, 10),
    description: 'How much is printed: 0 hardly anything, 2 every word.',
    group: BOTH,
    echo: value => `debug mode: ${value}`,
  },
  {
    name: 'train',
    value: 'FILE',
    description: 'A text to train on. Training goes on where the model file is there already.',
    group: TRAINING,
    echo: value => `train file: ${value}`,
  },
  {
    name: 'one-iter',
    description: 'One epoch, without validation.',
    group: TRAINING,
    echo: () => 'Training for one iteration',
  },
  {
    name: 'max-iter',
    value: integer(LARGE),
    description: 'Epochs in all.',
    group: TRAINING,
    echo: value => `Maximum number of iterations: ${value}`,
  },
  {
    name: 'valid',
    value: 'FILE',
    description: 'A text to validate on.',
    group: TRAINING,
    echo: value => `valid file: ${value}`,
  },
  {
    name: 'nbest',
    description: 'The test text is an n-best list: an id and a hypothesis a line.',
    group: TESTING,
    echo: () => 'Processing test data as list of nbests',
  },
  {
    name: 'test',
    value: 'FILE',
    description: 'A text to test on; "-" is the standard input.',
    group: TESTING,
    echo: value => `test file: ${value}`,
  },
  {
    name: 'class',
    value: integer(100, 1),
    description: 'Classes of words.',
    group: TRAINING,
    echo: value => `class size: ${value}`,
  },
  {
    name: 'old-classes',
    description: 'Classes by frequency instead of its square root.',
    group: TRAINING,
    echo: () => 'Old algorithm for computing classes will be used',
  },
  {
    name: 'lambda',
    value: number(0.75, 1),
    description: 'The share of the network when it is mixed.',
    group: TESTING,
    echo: value => `Lambda (interpolation coefficient between rnnlm and other lm): ${decimal(value)}`,
  },
  {
    name: 'gradient-cutoff',
    value: number(15, 1e9),
    description: 'The largest element of an error; 0 cuts nothing.',
    group: TRAINING,
    echo: value => `Gradient cutoff: ${decimal(value)}`,
  },
  {
    name: 'dynamic',
    value: number(0, 100),
    description: 'Goes on learning at this rate while it tests.',
    group: TESTING,
    echo: value => `Dynamic learning rate: ${decimal(value)}`,
  },
  {
    name: 'gen',
    value: integer(0),
    description: 'Writes so many words.',
    group: TESTING,
    echo: value => `Generating # words: ${value}`,
  },
  {
    name: 'independent',
    description: 'Every sentence starts anew.',
    group: TRAINING,
    echo: () => 'Sentences will be processed independently...',
  },
  {
    name: 'alpha',
    value: number(0.1, 100),
    description: 'The learning rate.',
    group: TRAINING,
    echo: value => `Starting learning rate: ${decimal(value)}`,
  },
  {
    name: 'beta',
    value: number(1e-7, 1),
    description: 'L2: what weights lose of themselves, times the learning rate.',
    group: TRAINING,
    echo: value => `Regularization: ${decimal(value)}`,
  },
  {
    name: 'min-improvement',
    value: number(1.003, 10),
    description: 'The ratio by which an epoch must better the validation.',
    group: TRAINING,
    echo: value => `Min improvement: ${decimal(value)}`,
  },
  {
    name: 'anti-kasparek',
    value: integer(0),
    description: 'Saves the model after so many words (10,000 at the least), too.',
    group: TRAINING,
    echo: value => `Model will be saved after each # words: ${saveEvery(Number(value))}`,
  },
  {
    name: 'hidden',
    value: integer(30, 1, 100_000),
    description: 'Units of the hidden layer.',
    group: TRAINING,
    echo: value => `Hidden layer size: ${value}`,
  },
  {
    name: 'compression',
    value: integer(0, 0, 100_000),
    description: 'Units of a layer between hidden and output; 0 for none.',
    group: TRAINING,
    echo: value => `Compression layer size: ${value}`,
  },
  {
    name: 'direct',
    value: integer(0, 0, 4000),
    description: 'Size of the hash of direct connections, in millions.',
    group: TRAINING,
    echo: value => `Direct connections: ${value}M`,
  },
  {
    name: 'direct-order',
    value: integer(3, 0, LARGE),
    description: `Their longest n-gram, up to ${MAX_DIRECT_ORDER}.`,
    group: TRAINING,
    echo: value => `Order of direct connections: ${directOrder(Number(value))}`,
  },
  {
    name: 'bptt',
    value: integer(0, 0, 9999),
    description: 'Steps that the error is sent back in time.',
    group: TRAINING,
    echo: value => `BPTT: ${value}`,
  },
  {
    name: 'bptt-block',
    value: integer(10, 0, 10_000),
    description: 'Words between two times that it is.',
    group: TRAINING,
    echo: value => `BPTT block: ${bpttBlock(Number(value))}`,
  },
  {
    name: 'rand-seed',
    value: integer(1),
    description: "The seed of the C library's generator.",
    group: BOTH,
    echo: value => `Rand seed: ${value}`,
  },
  {
    name: 'lm-prob',
    value: 'FILE',
    description: 'Probabilities by another model, one a line, to mix with.',
    group: TESTING,
    echo: value => `other lm probabilities specified in: ${value}`,
  },
  {
    name: 'binary',
    description: 'Writes the model in binary form.',
    group: TRAINING,
    echo: () => 'Model will be saved in binary format',
  },
  {
    name: 'rnnlm',
    value: 'FILE',
    description: 'The model file.',
    group: BOTH,
    echo: value => `rnnlm file: ${value}`,
  },
  {
    name: 'float',
    description: 'Computes in single precision, as the original does where it is compiled so.',
    group: BOTH,
  },
] as const satisfies readonly Option[];

export type OptionName = (typeof OPTIONS)[number]['name'];

export const rnnlmFlags: readonly Flag[] = OPTIONS.map(({ name, description, group, ...option }: Option) => ({
  name,
  aliases: [],
  description,
  group,
  value: option.value,
}));

/** What the original makes of some values. */
const saveEvery = (words: number) => (words === 0 ? 0 : Math.max(words, 10_000));
const directOrder = (order: number) => Math.min(order, MAX_DIRECT_ORDER);
const bpttBlock = (words: number) => Math.max(words, 1);

/** The options of one call. */
export class RnnlmOptions {
  constructor(private readonly call: Call) {}

  has(name: OptionName): boolean {
    return this.call.flags.has(name);
  }

  text(name: OptionName): string | undefined {
    const value = this.call.flags.get(name);
    return value === undefined ? undefined : String(value);
  }

  /** In the single precision in which the original keeps it; its default where it was not given. */
  number(name: OptionName): number {
    const given = this.call.flags.get(name);
    const field = OPTIONS.find(option => option.name === name);
    const byDefault = field && 'value' in field && typeof field.value === 'object' ? field.value.default : 0;
    const value = Number(given ?? byDefault);
    return Number.isInteger(value) ? value : Math.fround(value);
  }

  get precision(): Precision {
    return this.has('float') ? 'single' : 'double';
  }

  get structure() {
    return {
      binary: this.has('binary'),
      hidden: this.number('hidden'),
      compression: this.number('compression'),
      classes: this.number('class'),
      oldClasses: this.has('old-classes'),
      direct: this.number('direct') * 1_000_000,
      directOrder: directOrder(this.number('direct-order')),
      bptt: this.has('bptt') ? this.number('bptt') + 1 : 0,
      bpttBlock: bpttBlock(this.number('bptt-block')),
      independent: this.has('independent'),
    };
  }

  get saveEvery(): number {
    return saveEvery(this.number('anti-kasparek'));
  }

  /** What the original says of them, a line each. */
  get echoes(): string[] {
    return OPTIONS.flatMap((option: Option) => {
      const value = this.call.flags.get(option.name);
      return value === undefined || !option.echo ? [] : [option.echo(value)];
    });
  }
}
