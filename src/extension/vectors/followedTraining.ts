import * as vscode from 'vscode';
import type {
  ContinueVectorsParams,
  TrainVectorsParams,
  VectorsProgress,
  VectorsRecord,
} from '../../protocol/vectorsRecord';
import type { ModelRegistry } from '../core/modelRegistry';
import { Owner } from '../disposableOwner';
import type { MakerChannel } from '../workerClients/workers';

/**
 * A training of word vectors in this window. Reports its progress, and the nearest words of a word that the
 * user chooses.
 */
export class FollowedTraining extends Owner {
  private readonly progressed = this.own(new vscode.EventEmitter<VectorsProgress>());
  readonly onDidProgress: vscode.Event<VectorsProgress> = this.progressed.event;
  private channel: MakerChannel | undefined;

  constructor(
    private readonly modelRegistry: ModelRegistry,
    /** The name that the vectors have, or will have. */
    readonly name: string,
    private readonly params: TrainVectorsParams | ContinueVectorsParams,
  ) {
    super();
  }

  /** Trains and stores the vectors. When `signal` aborts, stores nothing and rejects. */
  run(signal: AbortSignal): Promise<VectorsRecord> {
    return this.modelRegistry.trainVectors(this.params, signal, channel => {
      this.channel = channel;
      channel.on('vectorsProgress', progress => this.progressed.fire(progress));
    });
  }

  /**
   * Chooses the word whose nearest words are reported. Returns false if the word has no vector, or if the
   * training has not started.
   */
  async follow(word: string): Promise<boolean> {
    return (await this.channel?.request('followWord', { word })) ?? false;
  }

  /** Pauses or resumes the training. */
  async pause(isPaused: boolean): Promise<void> {
    await this.channel?.request('pauseVectors', { isPaused });
  }

  /** Ends the training early, and stores the vectors as trained so far. */
  async stop(): Promise<void> {
    await this.channel?.request('stopVectors', undefined);
  }
}
