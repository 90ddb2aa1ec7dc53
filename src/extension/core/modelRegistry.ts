import { type Event, EventEmitter } from 'vscode';
import { freeName } from '../../common/names';
import type { Handlers } from '../../protocol/channel';
import type { HmmFurtherParams, HmmParams, HmmRecord, HmmReport } from '../../protocol/hmmRecord';
import type { LdsFurtherParams, LdsParams, LdsRecord, LdsReport } from '../../protocol/ldsRecord';
import type { ReaderSources } from '../../protocol/reader';
import type {
  LearnParams,
  LesionParams,
  LesionRecord,
  MixParams,
  StoredLanguageModel,
  StoredModel,
} from '../../protocol/storedModels';
import type { ContinueVectorsParams, TrainVectorsParams, VectorsRecord } from '../../protocol/vectorsRecord';
import { Owner } from '../disposableOwner';
import { LazyAction } from '../lazyAction';
import type { MakerChannel, Workers } from '../workerClients/workers';
import { EmTraining, type Endings } from './emTraining';
import type { StorageWorker } from './storageWorker';

/** Manages the models that are stored beside the runs: n-grams, mixtures, word vectors and so on. */
export class ModelRegistry extends Owner {
  private readonly changed = this.own(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  /**
   * The records by id. The map is replaced when the runs folder changes, so that late answers about the old
   * folder change nothing.
   */
  private records = new Map<string, StoredModel>();
  private readonly loading = new LazyAction(
    () => this.read(),
    () => this.changed.fire(),
  );

  constructor(
    private readonly workers: Workers,
    private readonly storage: StorageWorker,
    private readonly sources: Handlers<ReaderSources>,
  ) {
    super();
  }

  /** All known models, newest first. Contains all stored models after `load` has completed. */
  get all(): readonly StoredModel[] {
    return [...this.records.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** The language models, newest first. */
  get models(): readonly StoredLanguageModel[] {
    return this.all.filter(record => record.kind !== 'vectors');
  }

  /** Whether the list of stored models has been read. */
  get isLoaded(): boolean {
    return this.loading.isDone;
  }

  model(id: string): StoredModel | undefined {
    return this.records.get(id);
  }

  /** Reads the list of stored models, if it has not been read yet. */
  load(): Promise<void> {
    return this.loading.done();
  }

  /** Reads the list of models again, after the setting for the runs folder has changed. */
  async reload(): Promise<void> {
    this.records = new Map();
    this.loading.forget();
    await this.load();
  }

  /** Counts the n-grams of a text and stores them as a model. */
  learn(params: LearnParams, signal: AbortSignal): Promise<StoredLanguageModel> {
    return this.make(channel => channel.request('learn', params), signal);
  }

  /**
   * Trains a hidden Markov model, or a stored one further, and stores the result. Calls `report` after every iteration. A
   * stopped training stores the model as trained so far, and ends at once if it has no iteration yet.
   */
  trainHmm(
    params: HmmParams | HmmFurtherParams,
    endings: Endings,
    report: (progress: HmmReport) => void,
  ): Promise<HmmRecord> {
    const training = new EmTraining(endings, report);
    return this.make(channel => {
      channel.on('hmmProgress', training.report);
      training.follow(channel);
      return channel.request('trainHmm', params);
    }, training.terminated);
  }

  /** The same for a linear dynamical system. Calls `report` also after each part of the readout. */
  trainLds(
    params: LdsParams | LdsFurtherParams,
    endings: Endings,
    report: (progress: LdsReport) => void,
  ): Promise<LdsRecord> {
    const training = new EmTraining(endings, report);
    return this.make(channel => {
      channel.on('ldsProgress', training.report);
      training.follow(channel);
      return channel.request('trainLds', params);
    }, training.terminated);
  }

  mix(params: MixParams, signal: AbortSignal): Promise<StoredLanguageModel> {
    return this.make(channel => channel.request('mix', params), signal);
  }

  /** Stores a network with a lesion as a model. */
  lesion(params: LesionParams, signal: AbortSignal): Promise<LesionRecord> {
    return this.make(channel => channel.request('lesion', params), signal);
  }

  /**
   * Trains word vectors on a text and stores them, or continues a training that was stopped. `follow` gets the
   * channel to the worker before the training begins.
   */
  trainVectors(
    params: TrainVectorsParams | ContinueVectorsParams,
    signal: AbortSignal,
    follow: (channel: MakerChannel) => void,
  ): Promise<VectorsRecord> {
    return this.make(channel => {
      follow(channel);
      return 'id' in params
        ? channel.request('continueVectors', params)
        : channel.request('trainVectors', params);
    }, signal);
  }

  /** Returns a name that no model has: `hamlet.txt · 5-gram`, then `hamlet.txt · 5-gram 2`, and so on. */
  freeName(name: string): string {
    const taken = new Set(this.all.map(model => model.name));
    return freeName(name, each => taken.has(each));
  }

  async rename(id: string, name: string): Promise<void> {
    const { records } = this;
    this.keep(await this.storage.channel.request('renameModel', { id, name }), records);
  }

  /** Moves models to the trash. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.storage.channel.request('removeModels', { ids });
    for (const id of ids) this.records.delete(id);
    this.changed.fire();
  }

  /** Restores models from the trash. */
  async restore(ids: readonly string[]): Promise<void> {
    const { records } = this;
    for (const record of await this.storage.channel.request('restoreModels', { ids }))
      this.keep(record, records);
  }

  /** Returns the models in the trash, the most recently removed first. */
  removed(): Promise<readonly StoredModel[]> {
    return this.storage.channel.request('removedModels', undefined);
  }

  private async read(): Promise<void> {
    const { records } = this;
    for (const record of await this.storage.channel.request('models', undefined))
      records.set(record.id, record);
  }

  /**
   * Starts a worker and makes a model in it. When `signal` aborts, ends the worker. Rejects with
   * ChannelClosed in that case and if the worker ends unexpectedly.
   */
  private async make<Record extends StoredModel>(
    ask: (channel: MakerChannel) => Promise<Record>,
    signal?: AbortSignal,
  ): Promise<Record> {
    const { records } = this;
    const link = this.workers.startMaker(this.sources);
    const end = () => void link.terminate();
    signal?.addEventListener('abort', end);
    try {
      const record = await ask(link.channel);
      this.keep(record, records);
      return record;
    } finally {
      signal?.removeEventListener('abort', end);
      await link.terminate();
    }
  }

  private keep(record: StoredModel, records: Map<string, StoredModel>): void {
    records.set(record.id, record);
    this.changed.fire();
  }
}
