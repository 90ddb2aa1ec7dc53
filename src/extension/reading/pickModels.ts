import * as vscode from 'vscode';
import { inert } from '../../common/harmlessText';
import type { ActiveModel, ModelChoice } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import type { RunManager } from '../core/runManager';
import { modelEntry } from '../format/modelTexts';
import { runEntry } from '../format/runFigures';

export interface ModelSources {
  readonly runManager: RunManager;
  readonly modelRegistry: ModelRegistry;
  readonly activeModel: ActiveModel;
}

/**
 * Asks the user for several models. `isPicked` returns whether a model is checked at first; its arguments are
 * the position of a run in the list and whether the model is active. Undefined if the user cancelled.
 */
export async function pickModels(
  { runManager, modelRegistry, activeModel }: ModelSources,
  title: string,
  isPicked: (model: { readonly run?: number; readonly isActive: boolean }) => boolean,
): Promise<ModelChoice[] | undefined> {
  const { choice: active, model } = activeModel;
  const file =
    active?.kind === 'file' && model
      ? [{ label: inert(model.name), choice: active, picked: isPicked({ isActive: true }) }]
      : [];
  const runs = runManager.languageModels.map((record, run) => ({
    ...runEntry(record),
    choice: choiceOf(record.id, active),
    picked: isPicked({ run, isActive: active?.kind === 'run' && active.id === record.id }),
  }));
  const models = modelRegistry.models.map(each => {
    const choice: ModelChoice = { kind: 'made', id: each.id };
    const isActive = active?.kind === 'made' && active.id === each.id;
    return { ...modelEntry(each), choice, picked: isPicked({ isActive }) };
  });
  const picked = await vscode.window.showQuickPick([...file, ...runs, ...models], {
    canPickMany: true,
    title,
  });
  return picked?.map(({ choice }) => choice);
}

/**
 * Returns the checkpoint that is the active model, if it belongs to this run, otherwise the run's default
 * weights.
 */
function choiceOf(id: string, active: ModelChoice | undefined): ModelChoice {
  return active?.kind === 'run' && active.id === id ? active : { kind: 'run', id, checkpoint: 'usual' };
}
