import type * as vscode from 'vscode';
import { Channel, type Nothing } from '../../protocol/channel';
import type { LibraryEvents, LibraryRequests } from '../../protocol/library';
import { reasonOf } from '../../protocol/message';
import type { TrainerEvents, TrainerRequests, WorkerData } from '../../protocol/trainer';
import { startProcess } from './process';
import { startThread } from './thread';
import { type Complain, WorkerLink } from './workerLink';

export type TrainerChannel = Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>;
export type LibraryChannel = Channel<LibraryRequests, LibraryEvents, Nothing, Nothing>;

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

  /** In a thread, slower and no less right, where no process comes up. */
  async startTrainer(died: (reason: string) => void): Promise<WorkerLink<TrainerChannel>> {
    const { program } = this.places;
    const data = this.dataFor('trainer');
    const complain = this.complaintsOf('trainer');
    const worker = await startProcess(program, data, complain).catch(error => {
      this.log.warn(`A run trains in a thread, because no process could be started: ${reasonOf(error)}`);
      return startThread(program, data, complain);
    });
    return new WorkerLink(worker, new Channel(worker.port, {}, this.report), died);
  }

  startLibrary(died: (reason: string) => void): WorkerLink<LibraryChannel> {
    const worker = startThread(this.places.program, this.dataFor('library'), this.complaintsOf('library'));
    return new WorkerLink(worker, new Channel(worker.port, {}, this.report), died);
  }

  private dataFor(role: WorkerData['role']): WorkerData {
    const { kernelFolder, storeFolder } = this.places;
    return { role, kernelFolder, storeFolder: storeFolder() };
  }

  private complaintsOf(role: WorkerData['role']): Complain {
    return text => this.log.error(`${role}: ${text.trimEnd()}`);
  }

  private readonly report = (error: unknown): void => {
    this.log.error(error instanceof Error ? error : String(error));
  };
}
