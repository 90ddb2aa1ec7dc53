import { type RunSettingName, runSettings } from '../../settings/settings';

/**
 * Returns the last part of a setting's name in kebab case: `learning-rate` for training.learningRate. If
 * several settings share that part, returns the full name: `metrics-interval`.
 */
export function flagName(setting: RunSettingName): string {
  const last = setting.split('.')[1];
  const isShared = runSettings.filter(name => name.endsWith(`.${last}`)).length > 1;
  return kebab(isShared ? setting : last);
}

/** Converts to kebab case: `training-learning-rate` for training.learningRate. */
export function kebab(name: string): string {
  return name.replace('.', '-').replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
