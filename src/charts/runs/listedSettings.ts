import { OPTIMIZER, withRate } from '../../common/learningRates';
import { type NoEffect, noEffectOf } from '../../common/settingEffect';
import type { RunRecord, RunSettings, SettingValue } from '../../protocol/run';

/** A setting of a run, as the page lists it. */
export interface ListedSetting {
  readonly name: string;
  readonly value: SettingValue;
  /** The default value; undefined if this version no longer has the setting. */
  readonly usual: SettingValue | undefined;
  /** The reason why the setting has no effect on this run. Missing if it has an effect. */
  readonly noEffect?: NoEffect;
}

/**
 * Lists all settings of a run with their default values. The default learning rate depends on the run's
 * optimizer.
 */
export function listedSettings(
  { settings, validationText }: Pick<RunRecord, 'settings' | 'validationText'>,
  defaults: RunSettings,
): ListedSetting[] {
  const { [OPTIMIZER]: optimizer } = settings;
  const usualValues: RunSettings = { ...withRate({ ...defaults, [OPTIMIZER]: optimizer }), ...defaults };
  return Object.entries(settings).map(([name, value]) => {
    const noEffect = noEffectOf(name, settings, validationText !== undefined);
    return { name, value, usual: usualValues[name], ...(noEffect && { noEffect }) };
  });
}

/**
 * Returns whether a setting makes a run different from one with default settings: its value is not the
 * default, and it has an effect.
 */
export const isChanged = ({ value, usual, noEffect }: ListedSetting) => value !== usual && !noEffect;
