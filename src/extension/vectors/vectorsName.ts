import { Uri } from 'vscode';
import type { VectorsSource } from '../../protocol/vectors';
import type { ModelRegistry } from '../core/modelRegistry';
import { nameOf } from '../uris';

/** Returns the name in the record of the vectors, or the name of the file that contains the vectors. */
export function vectorsName(source: VectorsSource, modelRegistry: ModelRegistry): string {
  if (source.kind === 'file') return nameOf(Uri.parse(source.uri));
  return modelRegistry.model(source.id)?.name ?? source.id;
}
