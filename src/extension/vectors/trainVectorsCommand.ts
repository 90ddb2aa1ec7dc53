import * as vscode from 'vscode';
import type { VectorsRecord } from '../../protocol/vectorsRecord';
import type { ModelRegistry } from '../core/modelRegistry';
import { withCancellableProgress } from '../models/cancellableProgress';
import { readVectorSettings } from '../settings';
import { readText, sourceOf } from '../training/textSource';
import { FollowedTraining } from './followedTraining';
import type { VectorsPanels } from './vectorsPanels';

/**
 * Trains word vectors on a text in a worker. A page shows the training, and then the vectors. A progress
 * notification can cancel the training.
 */
export async function trainVectors(
  modelRegistry: ModelRegistry,
  panels: VectorsPanels,
  uri: vscode.Uri,
): Promise<VectorsRecord> {
  const text = await readText(uri);
  await modelRegistry.load();
  const name = modelRegistry.freeName(vscode.l10n.t('{0} · word vectors', text.name));
  const settings = readVectorSettings(uri);
  const training = new FollowedTraining(modelRegistry, { name, text: sourceOf(text), settings });
  const page = panels.follow(training);
  try {
    const record = await withCancellableProgress(
      vscode.l10n.t('Training word vectors on {0}', text.name),
      (signal, report) => {
        training.onDidProgress(({ share }) => report(share));
        return training.run(signal);
      },
    );
    page.show({ kind: 'made', id: record.id });
    return record;
  } catch (error) {
    page.dispose();
    throw error;
  } finally {
    training.dispose();
  }
}
