import type { Configuration } from '../../engine/configuration/configuration';
import { fields } from '../../engine/configuration/fields';

const names = Object.keys(fields);

/** `learning-rate` for training.learningRate; where the last part alone is no name for one, `metrics-interval`. */
export function flagName(setting: keyof Configuration): string {
  const last = setting.split('.')[1];
  const isShared = names.filter(name => name.endsWith(`.${last}`)).length > 1;
  return kebab(isShared ? setting : last);
}

/** `learning-rate` for learningRate, `training-learning-rate` for training.learningRate. */
export function kebab(name: string): string {
  return name.replace('.', '-').replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
