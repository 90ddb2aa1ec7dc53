import * as vscode from 'vscode';
import { ChannelClosed } from '../../protocol/channel';
import type { CompareKindsParams, ComparisonProgress, KindsRecord } from '../../protocol/kindsComparison';
import type { Services } from '../core/services';
import { Owner } from '../disposableOwner';

/** A change of a comparison: its record, or the progress of the current training. Neither if its training ended. */
interface KindsChange {
  readonly id: string;
  readonly record?: KindsRecord;
  readonly progress?: ComparisonProgress;
}

/** The comparisons that train in this window, each in a worker of its own. */
export class KindsComparisons extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<KindsChange>());
  readonly onDidChange: vscode.Event<KindsChange> = this.changed.event;
  /** Functions that end the training of active comparisons, by id. */
  private readonly active = new Map<string, () => void>();

  constructor(private readonly services: Pick<Services, 'sources' | 'workers'>) {
    super();
  }

  isActive(id: string): boolean {
    return this.active.has(id);
  }

  /** Ends the training of the current kind. The results so far are stored. */
  stop(id: string): void {
    this.active.get(id)?.();
  }

  /**
   * Starts or continues a comparison. `began` gets its record before the first training. Resolves when all kinds have a
   * result, or when the comparison was stopped.
   */
  async run(
    params: CompareKindsParams,
    signal: AbortSignal,
    began: (record: KindsRecord) => void,
  ): Promise<void> {
    const { workers, sources } = this.services;
    const link = workers.startMaker(sources);
    let isStopped = false;
    const stop = () => {
      isStopped = true;
      void link.terminate();
    };
    signal.addEventListener('abort', stop);
    let id: string | undefined;
    link.channel.on('comparison', record => {
      const isNew = id === undefined;
      id = record.id;
      this.active.set(id, stop);
      if (isNew) began(record);
      this.changed.fire({ id, record });
    });
    link.channel.on('comparisonProgress', progress => id && this.changed.fire({ id, progress }));
    try {
      await link.channel.request('compareKinds', params);
    } catch (error) {
      if (!isStopped || !(error instanceof ChannelClosed)) throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      await link.terminate();
      if (id !== undefined) this.active.delete(id);
      if (id !== undefined) this.changed.fire({ id });
    }
  }

  override dispose(): void {
    super.dispose();
    for (const stop of this.active.values()) stop();
  }
}
