import * as vscode from 'vscode';
import type { RunSettings } from '../../protocol/run';
import type { VectorsRecord } from '../../protocol/vectorsRecord';
import type { ModelRegistry } from '../core/modelRegistry';
import { withCancellableProgress } from '../models/cancellableProgress';
import { readVectorSettings } from '../settings';
import { readRunText } from '../training/textSource';
import { FollowedTraining } from './followedTraining';
import type { VectorsPanels } from './vectorsPanels';

/** Trains word vectors on a text in a worker. `own`: settings that replace those of the user. */
export async function trainVectors(
  modelRegistry: ModelRegistry,
  panels: VectorsPanels,
  uri: vscode.Uri,
  own: RunSettings,
): Promise<VectorsRecord> {
  const text = await readRunText(uri);
  await modelRegistry.load();
  const name = modelRegistry.freeName(vscode.l10n.t('{0} · word vectors', text.name));
  const settings = { ...readVectorSettings(uri), ...own };
  return follow(new FollowedTraining(modelRegistry, name, { name, text, settings }), panels, text.name);
}

/**
 * Continues a training of word vectors that was stopped, on the same text. Calls `trained` when the vectors have
 * changed, before a page shows them.
 */
export async function continueVectors(
  modelRegistry: ModelRegistry,
  panels: VectorsPanels,
  { id, name, text: { uri } }: VectorsRecord,
  trained: () => Promise<void>,
): Promise<VectorsRecord> {
  const text = await readRunText(vscode.Uri.parse(uri));
  return follow(new FollowedTraining(modelRegistry, name, { id, text }), panels, text.name, trained);
}

/**
 * Shows a training in a page, which then shows the vectors. A progress notification can cancel the training.
 */
async function follow(
  training: FollowedTraining,
  panels: VectorsPanels,
  text: string,
  trained?: () => Promise<void>,
): Promise<VectorsRecord> {
  const page = panels.follow(training);
  try {
    const record = await withCancellableProgress(
      vscode.l10n.t('Training word vectors on {0}', text),
      (signal, report) => {
        training.onDidProgress(({ share }) => report(share));
        return training.run(signal);
      },
    );
    await trained?.();
    page.show({ kind: 'made', id: record.id });
    return record;
  } catch (error) {
    page.dispose();
    throw error;
  } finally {
    training.dispose();
  }
}
