import { type Event, EventEmitter } from 'vscode';
import type { Handlers } from '../../protocol/channel';
import { freeName } from '../../protocol/names';
import type { LearnParams, MixParams, NgramOrMixture } from '../../protocol/ngramOrMixture';
import type { ReaderSources } from '../../protocol/reader';
import { LazyAction } from '../lazyAction';
import type { MakerChannel, Workers } from '../workerClients/workers';
import type { StorageWorker } from './storageWorker';

/** The models that take no training: n-grams and mixtures, kept beside the runs. */
export class ModelRegistry {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly records = new Map<string, NgramOrMixture>();
  private readonly loading = new LazyAction(() => this.read());

  constructor(
    private readonly workers: Workers,
    private readonly storage: StorageWorker,
    private readonly sources: Handlers<ReaderSources>,
  ) {}

  /** Newest first, as far as they are known: await `load` for the stored ones. */
  get models(): readonly NgramOrMixture[] {
    return [...this.records.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  model(id: string): NgramOrMixture | undefined {
    return this.records.get(id);
  }

  /** Reads the list of stored models, once. */
  load(): Promise<void> {
    return this.loading.done();
  }

  /** From the folder that is now set. */
  async reload(): Promise<void> {
    this.records.clear();
    this.loading.forget();
    await this.load();
  }

  /** N-grams of a text. */
  learn(params: LearnParams, signal: AbortSignal): Promise<NgramOrMixture> {
    return this.make(channel => channel.ask('learn', params), signal);
  }

  mix(params: MixParams, signal: AbortSignal): Promise<NgramOrMixture> {
    return this.make(channel => channel.ask('mix', params), signal);
  }

  /** `hamlet.txt · 5-gram`, `hamlet.txt · 5-gram 2` ... */
  freeName(name: string): string {
    const taken = new Set(this.models.map(model => model.name));
    return freeName(name, each => taken.has(each));
  }

  async rename(id: string, name: string): Promise<void> {
    this.keep(await this.storage.channel.ask('renameModel', { id, name }));
  }

  /** Into the trash. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.storage.channel.ask('removeModels', { ids });
    for (const id of ids) this.records.delete(id);
    this.changed.fire();
  }

  /** Out of the trash. */
  async restore(ids: readonly string[]): Promise<void> {
    for (const record of await this.storage.channel.ask('restoreModels', { ids })) this.keep(record);
  }

  /** What is in the trash, the last removed first. */
  removed(): Promise<readonly NgramOrMixture[]> {
    return this.storage.channel.ask('removedModels', undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async read(): Promise<void> {
    for (const record of await this.storage.channel.ask('models', undefined))
      this.records.set(record.id, record);
    this.changed.fire();
  }

  /** In a worker of its own, which `signal` ends. Fails with a UserError. */
  private async make(
    ask: (channel: MakerChannel) => Promise<NgramOrMixture>,
    signal: AbortSignal,
  ): Promise<NgramOrMixture> {
    const link = this.workers.startMaker(this.sources);
    const end = () => void link.terminate();
    signal.addEventListener('abort', end);
    try {
      const record = await ask(link.channel);
      this.keep(record);
      return record;
    } finally {
      signal.removeEventListener('abort', end);
      await link.terminate();
    }
  }

  private keep(record: NgramOrMixture): void {
    this.records.set(record.id, record);
    this.changed.fire();
  }
}
