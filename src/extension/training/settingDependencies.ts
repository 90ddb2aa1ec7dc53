import * as vscode from 'vscode';
import type { RunSettings, SettingValue } from '../../protocol/run';
import type { SettingsDraft } from './settingsDraft';

/** When a setting has an effect. `condition` is made of names, which are the same in every language. */
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

/** A setting that is not here always has an effect. A test holds the table to the engine. */
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

/** Without a text to validate on these do nothing; patience is refused then, unless it is 0. */
const ofValidation: readonly string[] = ['validation.interval', 'validation.patience'];

/** For what a setting is that has no effect on a run with these settings; undefined for one that has. */
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
