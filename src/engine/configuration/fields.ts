import type { Setting } from '../../settings/setting';
import { type RunSettingName, runSettings, settings } from '../../settings/settings';
import type { OptimizerName } from '../optim';

/** The type, range and default of a setting. */
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

/** The fields of all settings that affect a run. */
export const fields = Object.fromEntries(
  runSettings.map(name => [name, fieldOf(settings[name])]),
) as Readonly<Record<RunSettingName, Field>>;

function fieldOf(setting: Setting): Field {
  switch (setting.kind) {
    case 'choice':
      return { kind: 'choice', choices: Object.keys(setting.choices), default: setting.default };
    case 'text':
      return { kind: 'text', default: setting.default };
    case 'integer':
    case 'number': {
      const { kind, minimum, maximum, default: byDefault, exclusive, byOptimizer } = setting;
      const field = { kind, minimum, maximum, default: byDefault };
      return { ...field, ...(exclusive && { exclusive }), ...(byOptimizer && { byOptimizer }) };
    }
    default:
      throw new Error(`No run has a setting of the kind ${setting.kind}`);
  }
}
