import { formatFixed } from '../../engine/core/formatFixed';
import { MAX_DIRECT_ORDER } from '../../engine/families/rnnlm/format/header';
import type { SettingValue } from '../../protocol/run';
import type { Flag } from '../command/flag';

export const LARGE = 2 ** 31 - 1;
export const TRAINING = 'Training';
export const TESTING = 'Testing';
export const BOTH = 'Both';

/**
 * An option of the original RNNLM toolkit: the form of its value, and the line that the toolkit prints if the
 * option is given.
 */
export interface Option {
  readonly value?: Flag['value'];
  readonly description: string;
  readonly group: string;
  readonly echo?: (value: SettingValue) => string;
}

export const integer = (byDefault: number, minimum = 0, maximum = LARGE) =>
  ({ kind: 'integer', default: byDefault, minimum, maximum }) as const;
export const number = (byDefault: number, maximum: number) =>
  ({ kind: 'number', default: byDefault, minimum: 0, maximum }) as const;

/** Formats a number as C's `printf` does with %f. */
export const decimal = (value: SettingValue) => formatFixed(Number(value), 6);

/**
 * Returns the number of words after which the model is saved during training. As in the original RNNLM
 * toolkit, values below 10,000 become 10,000, and 0 means that the model is not saved during training.
 */
export const saveEvery = (words: number) => (words === 0 ? 0 : Math.max(words, 10_000));
export const directOrder = (order: number) => Math.min(order, MAX_DIRECT_ORDER);
export const bpttBlock = (words: number) => Math.max(words, 1);
