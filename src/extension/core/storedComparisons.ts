import { type Event, EventEmitter } from 'vscode';
import type { KindsRecord } from '../../protocol/kindsComparison';
import { Owner } from '../disposableOwner';
import type { StorageWorker } from './storageWorker';

/** The comparisons of kinds of models in the runs folder: reads them, moves them to the trash and restores them. */
export class StoredComparisons extends Owner {
  private readonly changed = this.own(new EventEmitter<string>());
  /** Fires with the id of a comparison that this window deleted or restored. */
  readonly onDidChange: Event<string> = this.changed.event;

  constructor(private readonly storage: StorageWorker) {
    super();
  }

  /** Returns the readable comparisons, newest first. */
  list(): Promise<readonly KindsRecord[]> {
    return this.storage.channel.request('comparisons', undefined);
  }

  /** Reads a comparison. Undefined if it was deleted. */
  read(id: string): Promise<KindsRecord | undefined> {
    return this.storage.channel.request('comparison', { id });
  }

  /** Moves a comparison to the trash. */
  async remove(id: string): Promise<void> {
    await this.storage.channel.request('removeComparison', { id });
    this.changed.fire(id);
  }

  /** Restores comparisons from the trash. */
  async restore(ids: readonly string[]): Promise<void> {
    const restored = await this.storage.channel.request('restoreComparisons', { ids });
    for (const { id } of restored) this.changed.fire(id);
  }

  /** Returns the comparisons in the trash, the most recently removed first. */
  removed(): Promise<readonly KindsRecord[]> {
    return this.storage.channel.request('removedComparisons', undefined);
  }

  /** Lets other windows continue a comparison whose worker in this window has ended. */
  release(id: string): Promise<void> {
    return this.storage.channel.request('releaseComparison', { id });
  }
}
