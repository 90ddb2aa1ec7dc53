import * as vscode from 'vscode';
import { comparisonShare } from '../../common/comparisonShare';
import { ChannelClosed } from '../../protocol/channel';
import type { CompareKindsParams, ComparisonProgress, KindsRecord } from '../../protocol/kindsComparison';
import { checkTrusted } from '../checkTrusted';
import type { Services } from '../core/services';
import { Owner } from '../disposableOwner';
import type { MakerChannel } from '../workerClients/workers';

/** A change of a comparison: its record, or the progress of the current training. Neither if its training begins or ended. */
interface KindsChange {
  readonly id: string;
  readonly record?: KindsRecord;
  readonly progress?: ComparisonProgress;
}

export interface ComparisonListeners {
  /** Called with the record before the first training. */
  readonly began: (record: KindsRecord) => void;
  /** Called with the share of the comparison that is done, from 0 to 1. */
  readonly progressed: (share: number) => void;
}

/** The comparisons that train in this window, each in a worker of its own. */
export class KindsComparisons extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<KindsChange>());
  readonly onDidChange: vscode.Event<KindsChange> = this.changed.event;
  /** Functions that end the training of active comparisons, by id. */
  private readonly active = new Map<string, () => void>();

  constructor(
    private readonly services: Pick<Services, 'sources' | 'workers' | 'storedComparisons'>,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {
    super();
  }

  isActive(id: string): boolean {
    return this.active.has(id);
  }

  /** Ends the training of the current kind. The results so far are stored. */
  stop(id: string): void {
    this.active.get(id)?.();
  }

  /** Ends the training of a comparison. Resolves when its worker has ended. */
  async end(id: string): Promise<void> {
    if (!this.isActive(id)) return;
    const ended = new Promise<void>(resolve => {
      const listening = this.onDidChange(change => {
        if (change.id !== id || this.isActive(id)) return;
        listening.dispose();
        resolve();
      });
    });
    this.stop(id);
    await ended;
  }

  /**
   * Starts or continues a comparison. Resolves when all kinds have a result, or when the comparison was stopped. Does nothing
   * if the comparison is active. Throws a UserError if the workspace is not trusted.
   */
  async run(params: CompareKindsParams, signal: AbortSignal, listeners: ComparisonListeners): Promise<void> {
    checkTrusted(this.isTrusted());
    const known = 'id' in params ? params.id : undefined;
    if (known !== undefined && this.isActive(known)) return;
    const { workers, sources } = this.services;
    const link = workers.startMaker(sources);
    let isStopped = false;
    const stop = () => {
      isStopped = true;
      void link.terminate();
    };
    if (known !== undefined) this.begin(known, stop);
    signal.addEventListener('abort', stop);
    const current = this.follow(link.channel, stop, listeners);
    try {
      await link.channel.request('compareKinds', params);
    } catch (error) {
      if (!isStopped || !(error instanceof ChannelClosed)) throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      await link.terminate();
      await this.ended(known ?? current()?.id);
    }
  }

  /** Passes on the events of a worker. Returns a function that returns the last record. */
  private follow(
    channel: MakerChannel,
    stop: () => void,
    { began, progressed }: ComparisonListeners,
  ): () => KindsRecord | undefined {
    let current: KindsRecord | undefined;
    channel.on('comparison', record => {
      const isFirst = current === undefined;
      current = record;
      if (isFirst) {
        this.active.set(record.id, stop);
        began(record);
      }
      this.changed.fire({ id: record.id, record });
      progressed(comparisonShare(record));
    });
    channel.on('comparisonProgress', progress => {
      if (!current) return;
      this.changed.fire({ id: current.id, progress });
      progressed(comparisonShare(current, progress));
    });
    return () => current;
  }

  private begin(id: string, stop: () => void): void {
    this.active.set(id, stop);
    this.changed.fire({ id });
  }

  private async ended(id: string | undefined): Promise<void> {
    if (id === undefined) return;
    // If this fails, other windows can continue the comparison when this window is closed.
    await this.services.storedComparisons.release(id).catch(() => undefined);
    this.active.delete(id);
    this.changed.fire({ id });
  }

  override dispose(): void {
    super.dispose();
    for (const stop of this.active.values()) stop();
  }
}
