import type * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import { reasonOf } from '../../protocol/message';
import type { MakerEvents, MakerRequests } from '../../protocol/ngramOrMixture';
import type { DocumentEvents, ReaderEvents, ReaderRequests, ReaderSources } from '../../protocol/reader';
import type { StorageEvents, StorageRequests } from '../../protocol/storage';
import type { TrainerEvents, TrainerRequests, WorkerData } from '../../protocol/trainer';
import { startProcess } from './process';
import { startThread } from './thread';
import { type Complain, type Worker, WorkerLink } from './workerLink';

export type TrainerChannel = Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>;
export type StorageChannel = Channel<StorageRequests, StorageEvents, Nothing, Nothing>;
export type ReaderChannel = Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>;

export type MakerChannel = Channel<MakerRequests, MakerEvents, ReaderSources, Nothing>;

export interface WorkerPlaces {
  /** The bundled program of every worker. */
  readonly program: string;
  readonly kernelFolder: string;
  /** Asked at every start: the setting may have changed. */
  readonly storeFolder: () => string;
}

/** Starts what does all the computing: a process for every training, threads for the rest. */
export class Workers {
  constructor(
    private readonly places: WorkerPlaces,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  startStorage(died: (reason: string) => void): WorkerLink<StorageChannel> {
    const worker = this.startThread('storage');
    return new WorkerLink(worker, new Channel(worker.port, {}, this.report), died);
  }

  /** `sources`: what the worker may ask for in turn. */
  startReader(sources: Handlers<ReaderSources>, died: (reason: string) => void): WorkerLink<ReaderChannel> {
    const worker = this.startThread('reader');
    return new WorkerLink(worker, new Channel(worker.port, sources, this.report), died);
  }

  /** One that makes a model; whoever asked for it ends it, and hears of its death from the channel. */
  startMaker(sources: Handlers<ReaderSources>): WorkerLink<MakerChannel> {
    const worker = this.startThread('maker');
    return new WorkerLink(worker, new Channel(worker.port, sources, this.report), () => undefined);
  }

  /**
   * In a thread, slower and no less right, where no process comes up. `training`: the runs that train already, with
   * which this one shares the cores.
   */
  async startTrainer(training: number, died: (reason: string) => void): Promise<WorkerLink<TrainerChannel>> {
    const { program } = this.places;
    const data = { ...this.dataFor('trainer'), training };
    const complain = this.complaintsOf('trainer');
    const worker = await startProcess(program, data, complain).catch(error => {
      this.log.warn(`A run trains in a thread, because no process could be started: ${reasonOf(error)}`);
      return startThread(program, data, complain);
    });
    return new WorkerLink(worker, new Channel(worker.port, {}, this.report), died);
  }

  private startThread(role: WorkerData['role']): Worker {
    return startThread(this.places.program, this.dataFor(role), this.complaintsOf(role));
  }

  private dataFor(role: WorkerData['role']): WorkerData {
    const { kernelFolder, storeFolder } = this.places;
    return { role, kernelFolder, storeFolder: storeFolder(), training: 0 };
  }

  private complaintsOf(role: WorkerData['role']): Complain {
    return text => this.log.error(`${role}: ${text.trimEnd()}`);
  }

  private readonly report = (error: unknown): void => {
    this.log.error(error instanceof Error ? error : String(error));
  };
}
