import type { StrayMarks } from '../../engine/data/marks';
import type { Precision } from '../../engine/families/rnnlm/rnnlmModel';
import type { Call } from '../command/command';
import type { Flag } from '../command/flag';
import { strayMarksFlag } from '../textFiles';
import { networkOptions } from './networkOptions';
import { BOTH, bpttBlock, directOrder, integer, type Option, saveEvery } from './option';
import { testingOptions } from './testingOptions';
import { trainingOptions } from './trainingOptions';

const options = {
  debug: {
    value: integer(1, 0, 10),
    description: 'Amount of output: 0 almost nothing, 2 every word.',
    group: BOTH,
    echo: value => `debug mode: ${value}`,
  },
  'stray-marks': { value: strayMarksFlag.value, description: strayMarksFlag.description, group: BOTH },
  ...trainingOptions,
  ...testingOptions,
  ...networkOptions,
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

/** The options in the order in which the original RNNLM toolkit parses them and prints their lines. */
const ORDER: readonly OptionName[] = [
  'debug',
  'train',
  'one-iter',
  'max-iter',
  'valid',
  'nbest',
  'test',
  'class',
  'old-classes',
  'lambda',
  'gradient-cutoff',
  'dynamic',
  'gen',
  'independent',
  'alpha',
  'beta',
  'min-improvement',
  'anti-kasparek',
  'hidden',
  'compression',
  'direct',
  'direct-order',
  'bptt',
  'bptt-block',
  'rand-seed',
  'lm-prob',
  'binary',
  'rnnlm',
  'float',
  'nce-accurate-test',
  'stray-marks',
];

export const rnnlmFlags: readonly Flag[] = ORDER.map(name => {
  const { description, group, value }: Option = options[name];
  return { name, aliases: [], description, group, value };
});

/** The options of one call of `elman rnnlm`. */
export class RnnlmOptions {
  constructor(private readonly call: Call) {}

  has(name: OptionName): boolean {
    return this.call.flags.has(name);
  }

  text(name: OptionName): string | undefined {
    const value = this.call.flags.get(name);
    return value === undefined ? undefined : String(value);
  }

  /**
   * Returns the numeric value of an option in single precision, in which the original RNNLM toolkit stores
   * it. Returns the default if the option was not given.
   */
  number(name: OptionName): number {
    const given = this.call.flags.get(name);
    const { value: field }: Option = options[name];
    const byDefault = typeof field === 'object' ? field.default : 0;
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

  get strayMarks(): StrayMarks {
    return this.text('stray-marks') === 'unknown' ? 'unknown' : 'refuse';
  }

  get saveEvery(): number {
    return saveEvery(this.number('anti-kasparek'));
  }

  /** The lines that the original RNNLM toolkit prints for the given options. */
  get echoes(): string[] {
    return ORDER.flatMap(name => {
      const { echo }: Option = options[name];
      const value = this.call.flags.get(name);
      return value === undefined || !echo ? [] : [echo(value)];
    });
  }
}
