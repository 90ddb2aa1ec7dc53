import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing, type Port } from '../protocol/channel';
import type { LibraryEvents, LibraryRequests } from '../protocol/library';
import type { DocumentEvents, ReaderEvents, ReaderRequests, ReaderSources } from '../protocol/reader';
import type { TrainerEvents, TrainerRequests, WorkerData } from '../protocol/trainer';

export type TrainerChannel = Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>;
export type LibraryChannel = Channel<LibraryRequests, LibraryEvents, Nothing, Nothing>;

export type ReaderChannel = Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>;

export interface WorkerPlaces {
  /** The bundled program of every worker. */
  readonly program: string;
  readonly kernelFolder: string;
  /** Asked at every start: the setting may have changed. */
  readonly storeFolder: () => string;
}

/** Starts the threads that do all the computing. */
export class Workers {
  constructor(
    private readonly places: WorkerPlaces,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  startTrainer(died: (reason: string) => void): WorkerLink<TrainerChannel> {
    const worker = this.start('trainer');
    const report = (error: unknown) => this.report(error);
    return new WorkerLink(worker, new Channel(portOf(worker), {}, report), died);
  }

  startLibrary(died: (reason: string) => void): WorkerLink<LibraryChannel> {
    const worker = this.start('library');
    const report = (error: unknown) => this.report(error);
    return new WorkerLink(worker, new Channel(portOf(worker), {}, report), died);
  }

  /** `sources`: what the worker may ask for in turn. */
  startReader(sources: Handlers<ReaderSources>, died: (reason: string) => void): WorkerLink<ReaderChannel> {
    const worker = this.start('reader');
    const report = (error: unknown) => this.report(error);
    return new WorkerLink(worker, new Channel(portOf(worker), sources, report), died);
  }

  private start(role: WorkerData['role']): Worker {
    const { program, kernelFolder, storeFolder } = this.places;
    const workerData: WorkerData = { role, kernelFolder, storeFolder: storeFolder() };
    const worker = new Worker(program, { workerData, name: `elman ${role}`, stderr: true });
    worker.stderr.on('data', chunk => this.log.error(`${role}: ${String(chunk).trimEnd()}`));
    return worker;
  }

  private report(error: unknown): void {
    this.log.error(error instanceof Error ? error : String(error));
  }
}

/** A running worker and the wire to it. */
export class WorkerLink<C extends { close(reason?: string): void }> {
  private ended = false;

  constructor(
    private readonly worker: Worker,
    readonly channel: C,
    died: (reason: string) => void,
  ) {
    let reason = 'the worker ended';
    worker.on('error', error => {
      reason = error.message;
    });
    worker.on('exit', () => {
      if (this.ended) return;
      this.ended = true;
      channel.close(reason);
      died(reason);
    });
  }

  /** Ends the worker at once, whatever it is doing. */
  async terminate(): Promise<void> {
    this.ended = true;
    this.channel.close('the worker was ended');
    await this.worker.terminate();
  }
}

function portOf(worker: Worker): Port {
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen: receive => worker.on('message', receive),
  };
}
