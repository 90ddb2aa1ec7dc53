import type * as vscode from 'vscode';
import type { AttractorEvents, AttractorRequests } from '../../protocol/attractors';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import type { LabelRequests } from '../../protocol/labelWorker';
import { reasonOf } from '../../protocol/message';
import type { ModelFileRequests, ModelFileSources } from '../../protocol/modelFile';
import type { DocumentEvents, ReaderEvents, ReaderRequests, ReaderSources } from '../../protocol/reader';
import type { StorageEvents, StorageRequests } from '../../protocol/storage';
import type { MakerEvents, MakerRequests } from '../../protocol/storedModels';
import type { TrainerEvents, TrainerRequests, WorkerData } from '../../protocol/trainer';
import type { TranslationRequests } from '../../protocol/translationWorker';
import type { VectorsEvents, VectorsRequests } from '../../protocol/vectors';
import type { WorkerLauncher } from './workerLauncher';
import { type ReportError, type Worker, WorkerLink } from './workerLink';
import type { WorkerStart } from './workerStart';

export type TrainerChannel = Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>;
export type StorageChannel = Channel<StorageRequests, StorageEvents, Nothing, Nothing>;
export type ReaderChannel = Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>;

export type VectorsChannel = Channel<VectorsRequests, VectorsEvents, ReaderSources, Nothing>;

export type AttractorsChannel = Channel<AttractorRequests, AttractorEvents, Nothing, Nothing>;

export type LabelsChannel = Channel<LabelRequests & TranslationRequests, Nothing, ReaderSources, Nothing>;

export type ModelFilesChannel = Channel<ModelFileRequests, Nothing, ModelFileSources, Nothing>;

export type MakerChannel = Channel<MakerRequests, MakerEvents, ReaderSources, Nothing>;

export interface WorkerPlaces {
  readonly launcher: WorkerLauncher;
  /**
   * Returns the folder of runs. Called whenever a worker starts, because the user may have changed the
   * setting for this folder.
   */
  readonly storeFolder: () => vscode.Uri;
  /**
   * Returns whether runs train in a thread instead of a process. Called whenever a training worker starts.
   */
  readonly trainsInThread?: () => boolean;
}

/**
 * Starts the workers, which do all the computing. By default, each run has its own process, and all other
 * workers are threads.
 */
export class Workers {
  constructor(
    private readonly places: WorkerPlaces,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  startStorage(died: (reason: string) => void): WorkerLink<StorageChannel> {
    const worker = this.startThread('storage');
    return new WorkerLink(worker, new Channel(worker.port, {}, this.report), died);
  }

  /**
   * Starts a worker that reads texts. `sources` answers the requests that the worker sends to this process.
   */
  startReader(sources: Handlers<ReaderSources>, died: (reason: string) => void): WorkerLink<ReaderChannel> {
    const worker = this.startThread('reader');
    return new WorkerLink(worker, new Channel(worker.port, sources, this.report), died);
  }

  /** Starts a worker that reads word vectors. `sources` answers its requests. */
  startVectors(sources: Handlers<ReaderSources>, died: (reason: string) => void): WorkerLink<VectorsChannel> {
    const worker = this.startThread('vectors');
    return new WorkerLink(worker, new Channel(worker.port, sources, this.report), died);
  }

  /** Starts a worker that uses classifiers, taggers and translators. `sources` answers its requests. */
  startLabels(sources: Handlers<ReaderSources>, died: (reason: string) => void): WorkerLink<LabelsChannel> {
    const worker = this.startThread('labels');
    return new WorkerLink(worker, new Channel(worker.port, sources, this.report), died);
  }

  /** Starts a worker that computes attractor networks. */
  startAttractors(died: (reason: string) => void): WorkerLink<AttractorsChannel> {
    const worker = this.startThread('attractors');
    return new WorkerLink(worker, new Channel(worker.port, {}, this.report), died);
  }

  /** Starts a worker that shows what is in model files. `sources` answers its requests. */
  startModelFiles(
    sources: Handlers<ModelFileSources>,
    died: (reason: string) => void,
  ): WorkerLink<ModelFilesChannel> {
    const worker = this.startThread('modelFiles');
    return new WorkerLink(worker, new Channel(worker.port, sources, this.report), died);
  }

  /**
   * Starts a worker that makes a model. The caller must end the worker. If the worker ends unexpectedly, its
   * channel rejects pending requests.
   */
  startMaker(sources: Handlers<ReaderSources>): WorkerLink<MakerChannel> {
    const worker = this.startThread('maker');
    return new WorkerLink(worker, new Channel(worker.port, sources, this.report), () => undefined);
  }

  /**
   * Starts a worker that trains a run, in a process. If the user chose threads, or if no process can be
   * started, starts it in a thread, which is slower but gives the same results. `training` is the number of
   * runs that already train and use a share of the cores.
   */
  async startTrainer(training: number, died: (reason: string) => void): Promise<WorkerLink<TrainerChannel>> {
    const { launcher } = this.places;
    const start = { ...this.startOf('trainer'), training };
    const reportError = this.errorReporter('trainer');
    const thread = () => launcher.startThread(start, reportError);
    const worker = this.places.trainsInThread?.()
      ? thread()
      : await launcher.startProcess(start, reportError).catch(error => {
          this.log.warn(`A run trains in a thread, because no process could be started: ${reasonOf(error)}`);
          return thread();
        });
    return new WorkerLink(worker, new Channel(worker.port, {}, this.report), died);
  }

  private startThread(role: WorkerData['role']): Worker {
    return this.places.launcher.startThread(this.startOf(role), this.errorReporter(role));
  }

  private startOf(role: WorkerData['role']): WorkerStart {
    return { role, store: this.places.storeFolder(), training: 0 };
  }

  private errorReporter(role: WorkerData['role']): ReportError {
    return text => this.log.error(`${role}: ${text.trimEnd()}`);
  }

  private readonly report = (error: unknown): void => {
    this.log.error(error instanceof Error ? error : String(error));
  };
}
