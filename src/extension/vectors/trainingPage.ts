import * as v from 'valibot';
import type * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import type { VectorsTrainingEvents, VectorsTrainingRequests } from '../../protocol/vectorsTrainingPage';
import { pageTexts } from '../core/pageTexts';
import { Owner } from '../disposableOwner';
import type { FollowedTraining } from './followedTraining';
import { webviewPort } from './webviewPort';

const followSchema = v.object({ word: v.pipe(v.string(), v.maxLength(1000)) });

const pauseSchema = v.object({ isPaused: v.boolean() });

/** A page that shows a training of word vectors. */
export class TrainingPage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, VectorsTrainingRequests, VectorsTrainingEvents>;

  constructor(webview: vscode.Webview, training: FollowedTraining, report: (error: unknown) => void) {
    super();
    const { port, listening } = webviewPort(webview);
    const answers: Handlers<VectorsTrainingRequests> = {
      ready: () => ({ ...pageTexts(), name: training.name }),
      follow: (params: unknown) => training.follow(v.parse(followSchema, params).word),
      pause: (params: unknown) => training.pause(v.parse(pauseSchema, params).isPaused),
      stop: () => training.stop(),
    };
    this.channel = new Channel(port, answers, report);
    this.own(listening);
    this.own(training.onDidProgress(progress => this.channel.send('progress', progress)));
  }

  override dispose(): void {
    this.channel.close('the page was closed');
    super.dispose();
  }
}
