import * as vscode from 'vscode';
import type { StoredLanguageModel } from '../../protocol/storedModels';
import type { ActiveModel } from '../core/activeModel';
import type { Messages } from '../messages';
import { showInformation } from '../notify';

/**
 * Reports that a model was made, and which model is active. If the user has chosen another active model, a
 * button makes the new model active instead. `details` are sentences about the new model.
 */
export function offerModel(
  activeModel: ActiveModel,
  messages: Messages,
  { id, name }: StoredLanguageModel,
  details: readonly string[] = [],
): void {
  const { choice, model } = activeModel;
  const isActive = choice?.kind === 'made' && choice.id === id;
  const use = vscode.l10n.t('Use This Model');
  const active = isActive
    ? vscode.l10n.t('Active model: {0}.', name)
    : vscode.l10n.t('"{0}" is ready. The active model is still "{1}".', name, model?.name ?? '');
  void showInformation([active, ...details].join(' '), ...(isActive ? [] : [use])).then(
    messages.guard(chosen => (chosen === use ? activeModel.choose({ kind: 'made', id }) : undefined)),
  );
}
