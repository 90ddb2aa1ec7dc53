import { labelDefaults } from '../../common/labelDefaults';
import type { LabelTask, RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { labelSettings } from '../../settings/labelSettings';
import type { Configuration } from '../../settings/settings';
import type { Arena } from '../core/tensor';
import { initialise } from '../nn/initialise';
import { type Direction, fitsDirection } from '../nn/labels/labelShape';
import { type LabelWeights, makeLabelWeights } from '../nn/labels/labelWeights';
import { type PoolingName, poolings } from '../nn/labels/poolings';
import { check, configure } from './configure';
import { fieldOf } from './fields';
import { initialisationOf, shapeOf } from './network';
import { checkNextTokenOnly, withoutNextToken } from './nextTokenOnly';

/** The settings of a network that labels texts or tokens, besides those that language models have as well. */
export interface LabelOptions {
  readonly task: LabelTask;
  readonly direction: Direction;
  readonly pooling: PoolingName;
  /** Maximum number of tokens per text or sentence. */
  readonly longest: number;
}

/** All settings of a network that labels texts or tokens. */
export interface LabelConfiguration {
  readonly configuration: Configuration;
  readonly labels: LabelOptions;
}

type LabelSettingName = keyof typeof labelSettings;
const names = Object.keys(labelSettings);

/** Returns whether a setting is one of those that only labelling networks have. */
export const isLabelSetting = (name: string): name is LabelSettingName => names.includes(name);

/**
 * Checks the settings of a training of labels and adds the defaults. Throws a UserError for the first invalid setting.
 */
export function configureLabels(task: LabelTask, settings: RunSettings): LabelConfiguration {
  const own = labelDefaults(task, settings['training.optimizer']);
  const given = Object.entries(settings).filter(([name]) => !isLabelSetting(name));
  checkNextTokenOnly(settings);
  const configuration = configure({ ...own, ...Object.fromEntries(given), ...withoutNextToken });
  const labels = { task, ...optionsOf(settings) };
  checkCell(configuration['model.cell'], labels.direction);
  return { configuration, labels };
}

/** Returns all settings in one object, as a run stores them. */
export function storedSettings({ configuration, labels }: LabelConfiguration): RunSettings {
  const { direction, pooling, longest } = labels;
  return {
    ...configuration,
    'model.direction': direction,
    'model.pooling': pooling,
    'text.longest': longest,
  };
}

function optionsOf(settings: RunSettings): Omit<LabelOptions, 'task'> {
  const value = (name: LabelSettingName): SettingValue => {
    const field = fieldOf(labelSettings[name]);
    const found = settings[name] ?? field.default;
    check(name, field, found);
    return found;
  };
  const pooling = value('model.pooling');
  return {
    direction: value('model.direction') === 'both' ? 'both' : 'forward',
    pooling: isPooling(pooling) ? pooling : 'last',
    longest: Number(value('text.longest')),
  };
}

const isPooling = (name: SettingValue): name is PoolingName => Object.hasOwn(poolings, String(name));

function checkCell(cell: Configuration['model.cell'], direction: Direction): void {
  if (fitsDirection(cell, direction)) return;
  throw fitsDirection(cell, 'forward')
    ? new UserError(
        'A network with the cell "{0}" reads in one direction only. Set {1} to forward, or choose another cell.',
        [cell, { setting: 'model.direction' }],
        'model.direction',
      )
    : new UserError(
        'A network with the cell "{0}" feeds back the token that it predicts, but labels are not tokens. Choose another cell.',
        [cell],
        'model.cell',
      );
}

/** Allocates a network for V symbols and K labels. All weights are zero. */
export function labelWeightsOf(
  arena: Arena,
  { configuration, labels }: LabelConfiguration,
  V: number,
  K: number,
): LabelWeights {
  const { task, direction, pooling } = labels;
  return makeLabelWeights(arena, { task, direction, pooling, labels: K, layers: shapeOf(configuration, V) });
}

/** Creates a network with initial weights. */
export function newLabelNetwork(
  arena: Arena,
  settings: LabelConfiguration,
  V: number,
  K: number,
): LabelWeights {
  const model = labelWeightsOf(arena, settings, V, K);
  const { shape, forward, reverse, parameters } = model;
  const stacks = [forward, { layers: reverse }];
  initialise(arena, shape.layers, parameters, stacks, initialisationOf(settings.configuration));
  return model;
}
