import type { SettingField } from '../configuration/settingField';
import { fieldNamed } from '../configuration/trainingTask';
import { nearest } from '../core/nearest';
import { nearestIn } from './fileNodes';

/**
 * Suggests a correction for an invalid value of a setting: the most similar choice or the nearest number,
 * written as in the file. Undefined if there is no suggestion, or if `value` is valid.
 */
export function correctionOf(name: string, value: unknown): string | undefined {
  const field = fieldNamed(name);
  const correction = field && correctionIn(field, value);
  return correction === undefined || correction === value ? undefined : JSON.stringify(correction);
}

function correctionIn(field: SettingField, value: unknown): string | number | undefined {
  if (field.kind === 'text') return undefined;
  if (field.kind === 'choice') return typeof value === 'string' ? nearest(value, field.choices) : undefined;
  const { kind, minimum, maximum, exclusive, default: byDefault } = field;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return undefined;
  const inRange = nearestIn(kind === 'integer' ? Math.round(number) : number, minimum, maximum);
  // If the bound itself is not allowed, there is no nearest valid number. The default is suggested instead.
  return exclusive && inRange === minimum ? byDefault : inRange;
}
