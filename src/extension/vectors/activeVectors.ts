import type { Memento } from 'vscode';
import type { VectorsSource } from '../../protocol/vectors';
import type { ModelRegistry } from '../core/modelRegistry';

const key = 'elman.activeVectors';

/**
 * The active word vectors, which hovers use: the vectors that were last trained, opened or shown in this
 * workspace.
 */
export class ActiveVectors {
  constructor(
    private readonly modelRegistry: ModelRegistry,
    private readonly state: Memento,
  ) {}

  /**
   * Returns the active vectors. Undefined if no vectors were used yet, or if the active vectors were deleted.
   */
  async source(): Promise<VectorsSource | undefined> {
    const source = this.state.get<VectorsSource>(key);
    if (source?.kind !== 'made') return source;
    await this.modelRegistry.load();
    return this.modelRegistry.model(source.id) ? source : undefined;
  }

  async choose(source: VectorsSource): Promise<void> {
    await this.state.update(key, source);
  }
}
