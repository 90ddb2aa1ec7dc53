import * as vscode from 'vscode';
import type { RunSettings, SettingValue } from '../../protocol/run';
import type { SettingsDraft } from './settingsDraft';

/**
 * The condition under which a setting has an effect. `condition` contains setting names and values, which are
 * the same in every language.
 */
interface Rule {
  readonly condition: string;
  readonly holds: (settings: RunSettings) => boolean;
}

const oneOf = (name: string, ...values: readonly SettingValue[]): Rule => ({
  condition: `${name}: ${values.join(', ')}`,
  holds: settings => values.includes(settings[name]),
});
const above = (name: string, least: number): Rule => ({
  condition: `${name} > ${least}`,
  holds: settings => Number(settings[name]) > least,
});

/**
 * The conditions by setting. A setting without a condition always has an effect. A test compares this table
 * with the engine.
 */
const rules: Readonly<Record<string, Rule>> = {
  'model.activation': oneOf('model.cell', 'elman', 'jordan', 'leaky', 'echoState', 'feedForward'),
  'model.context': oneOf('model.cell', 'feedForward'),
  'model.classes': oneOf('model.output', 'classes'),
  'model.noiseSamples': oneOf('model.output', 'noiseContrastive'),
  'model.scoring': oneOf('model.output', 'noiseContrastive'),
  'model.directOrder': above('model.direct', 0),
  'model.dropout': above('model.layers', 1),
  'model.forgetBias': oneOf('model.cell', 'lstm'),
  'model.stateDecay': oneOf('model.cell', 'jordan', 'leaky'),
  'model.spectralRadius': oneOf('model.cell', 'echoState'),
  'model.initialDeviation': oneOf('model.initialiser', 'gaussian', 'identity'),
  'training.scheduleInterval': oneOf('training.schedule', 'step'),
  'training.scheduleFactor': oneOf('training.schedule', 'step'),
  'training.gradientClipBy': above('training.gradientClip', 0),
  'text.locale': oneOf('text.unit', 'segmented'),
  'text.whiteSpace': oneOf('text.unit', 'word'),
  'text.lineEnds': oneOf('text.unit', 'character'),
  'text.strayMarks': oneOf('text.unit', 'word'),
  'text.minimumCount': oneOf('text.unit', 'word', 'segmented'),
};

/**
 * Settings that have no effect without a validation text. In that case the engine rejects a patience other
 * than 0.
 */
const ofValidation: readonly string[] = ['validation.interval', 'validation.patience'];

/** Returns the condition that a setting without effect would need. Undefined if the setting has an effect. */
export function unmetCondition(
  name: string,
  { settings, hasValidationFile }: Pick<SettingsDraft, 'settings' | 'hasValidationFile'>,
): string | undefined {
  if (hasValidationFile && name === 'validation.fraction')
    return vscode.l10n.t('only without {0}', 'validation.file');
  const rule =
    ofValidation.includes(name) && !hasValidationFile ? above('validation.fraction', 0) : rules[name];
  return rule && !rule.holds(settings) ? vscode.l10n.t('only with {0}', rule.condition) : undefined;
}
