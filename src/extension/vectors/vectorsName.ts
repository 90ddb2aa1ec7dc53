import { Uri } from 'vscode';
import type { VectorsSource } from '../../protocol/vectors';
import type { ModelRegistry } from '../core/modelRegistry';
import { nameOf } from '../uris';

/** Returns the name of word vectors: that of their record, or that of their file. */
export function vectorsName(source: VectorsSource, modelRegistry: ModelRegistry): string {
  if (source.kind === 'file') return nameOf(Uri.parse(source.uri));
  return modelRegistry.model(source.id)?.name ?? source.id;
}
