import { translationDefaults } from '../../common/translationDefaults';
import type { RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { translationSettings } from '../../settings/translationSettings';
import type { Arena } from '../core/tensor';
import type { PairVocabularies } from '../data/pairs/pairData';
import { initialise } from '../nn/initialise';
import type { Direction } from '../nn/labels/labelShape';
import { fitsTranslation, type SourceAttention } from '../nn/translation/translationShape';
import { makeTranslationWeights, type TranslationWeights } from '../nn/translation/translationWeights';
import { check, configure } from './configure';
import { fieldOf } from './fields';
import { knownSettings } from './names';
import { initialisationOf, shapeOf } from './network';
import { checkNextTokenOnly, withoutNextToken } from './nextTokenOnly';

/** The settings of a network that writes a target for a source, besides those that language models have as well. */
export interface TranslationOptions {
  readonly direction: Direction;
  readonly attention: SourceAttention;
  /** Maximum number of symbols of a source or target in training. */
  readonly longest: number;
}

/** All settings of a network that writes a target for a source. */
export interface TranslationConfiguration {
  readonly configuration: Configuration;
  readonly translation: TranslationOptions;
}

type TranslationSettingName = keyof typeof translationSettings;

/** Returns whether a setting is one of those that only these networks have. */
export const isTranslationSetting = (name: string): name is TranslationSettingName =>
  Object.hasOwn(translationSettings, name);

/** Checks the settings of a training on pairs and adds the defaults. Throws a UserError for the first invalid setting. */
export function configureTranslation(settings: RunSettings): TranslationConfiguration {
  const own = translationDefaults(settings['training.optimizer']);
  const given = Object.entries(settings).filter(([name]) => !isTranslationSetting(name));
  checkNextTokenOnly(settings);
  const configuration = configure({ ...own, ...Object.fromEntries(given), ...withoutNextToken });
  const translation = optionsOf(settings);
  checkCell(configuration['model.cell']);
  return { configuration, translation };
}

/** Returns all settings in one object, as a run stores them. */
export function storedTranslation({ configuration, translation }: TranslationConfiguration): RunSettings {
  const { direction, attention, longest } = translation;
  return {
    ...configuration,
    'model.direction': direction,
    'model.attention': attention,
    'text.longest': longest,
  };
}

/** Returns the settings that this version knows. Files may contain settings of other versions. */
export const knownTranslation: typeof knownSettings = stored => ({
  ...knownSettings(stored),
  ...Object.fromEntries(Object.entries(stored).filter(([name]) => isTranslationSetting(name))),
});

function optionsOf(settings: RunSettings): TranslationOptions {
  const value = (name: TranslationSettingName): SettingValue => {
    const field = fieldOf(translationSettings[name]);
    const found = settings[name] ?? field.default;
    check(name, field, found);
    return found;
  };
  return {
    direction: value('model.direction') === 'both' ? 'both' : 'forward',
    attention: value('model.attention') === 'none' ? 'none' : 'additive',
    longest: Number(value('text.longest')),
  };
}

function checkCell(cell: Configuration['model.cell']): void {
  if (fitsTranslation(cell)) return;
  throw new UserError(
    'An encoder and a decoder cannot have the cell "{0}": they need a recurrent cell that does not feed back its output. Choose another one, such as gru.',
    [cell],
    'model.cell',
  );
}

/** Allocates a network for the symbols of sources and targets. All weights are zero. */
export function translationWeightsOf(
  arena: Arena,
  { configuration, translation }: TranslationConfiguration,
  { sources, targets }: PairVocabularies,
): TranslationWeights {
  const { direction, attention } = translation;
  return makeTranslationWeights(arena, {
    direction,
    attention,
    encoder: shapeOf(configuration, sources.size),
    // One more symbol, for the end of a target.
    decoder: shapeOf(configuration, targets.size + 1),
  });
}

/** Creates a network with initial weights. */
export function newTranslationNetwork(
  arena: Arena,
  settings: TranslationConfiguration,
  vocabularies: PairVocabularies,
): TranslationWeights {
  const model = translationWeightsOf(arena, settings, vocabularies);
  const { shape, encoder, decoder, parameters } = model;
  const stacks = [encoder.forward, { layers: encoder.reverse }, decoder];
  initialise(arena, shape.encoder, parameters, stacks, initialisationOf(settings.configuration));
  return model;
}
