import { formatFixed } from '../../engine/core/formatFixed';
import { MAX_DIRECT_ORDER } from '../../engine/families/rnnlm/format/header';
import type { SettingValue } from '../../protocol/run';
import type { Flag } from '../command/flag';

export const LARGE = 2 ** 31 - 1;
export const TRAINING = 'Training';
export const TESTING = 'Testing';
export const BOTH = 'Both';

/** An option of the original toolkit: the form of its value, and the line that the original prints for it. */
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

/** Formats a number as `printf` does with %f in C. */
export const decimal = (value: SettingValue) => formatFixed(Number(value), 6);

/**
 * Returns the number of words between two saved copies of the model, as the original adjusts it: 0 for no
 * copies, otherwise at least 10,000.
 */
export const saveEvery = (words: number) => (words === 0 ? 0 : Math.max(words, 10_000));
export const directOrder = (order: number) => Math.min(order, MAX_DIRECT_ORDER);
export const bpttBlock = (words: number) => Math.max(words, 1);
