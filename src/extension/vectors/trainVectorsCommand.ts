import * as vscode from 'vscode';
import type { VectorsRecord } from '../../protocol/vectorsRecord';
import type { ModelRegistry } from '../core/modelRegistry';
import { withCancellableProgress } from '../models/cancellableProgress';
import { readVectorSettings } from '../settings';
import { readText, sourceOf } from '../training/textSource';

/**
 * Trains word vectors on a text in a worker. Shows a progress notification with a button that cancels the
 * training.
 */
export async function trainVectors(modelRegistry: ModelRegistry, uri: vscode.Uri): Promise<VectorsRecord> {
  const text = await readText(uri);
  await modelRegistry.load();
  const name = modelRegistry.freeName(vscode.l10n.t('{0} · word vectors', text.name));
  const params = { name, text: sourceOf(text), settings: readVectorSettings(uri) };
  return withCancellableProgress(vscode.l10n.t('Training word vectors on {0}', text.name), (signal, report) =>
    modelRegistry.trainVectors(params, signal, report),
  );
}
