import type * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import type { DashboardEvents, DashboardRequests, Snapshot } from '../../protocol/dashboard';
import type { Settings } from '../../protocol/run';
import type { RunDesk } from '../lab/runDesk';
import type { Selection } from '../lab/selection';
import { type FeedPorts, Feeds } from './feeds';
import { tenTimesASecond } from './newsQueue';
import { pageTexts } from './pageTexts';
import { pickRuns } from './pickRuns';
import * as read from './requests';
import { savePicture } from './savePicture';

export interface DashboardPorts {
  readonly desk: RunDesk;
  readonly selection: Selection;
  readonly defaults: Settings;
  readonly train: () => Promise<unknown>;
  readonly report: (error: unknown) => void;
}

/** All that is said between the host and one load of a page: which runs are shown, and each of them. */
export class Conversation {
  private readonly channel: Channel<Nothing, Nothing, DashboardRequests, DashboardEvents>;
  private readonly feeds: Feeds;
  private receive: (message: unknown) => void = () => undefined;

  constructor(
    webview: vscode.Webview,
    private readonly ports: DashboardPorts,
  ) {
    const port = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => {
        this.receive = receive;
      },
    };
    this.channel = new Channel(port, this.answers(), ports.report);
    const { desk, selection, report } = ports;
    const tell: FeedPorts['tell'] = (name, payload) => this.channel.tell(name, payload);
    this.feeds = new Feeds({ desk, selection, report, tell, later: tenTimesASecond });
  }

  hear(message: unknown): void {
    this.receive(message);
  }

  dispose(): void {
    this.feeds.dispose();
    this.channel.close('the page went away');
  }

  private answers(): Handlers<DashboardRequests> {
    const { desk, selection, train } = this.ports;
    const sample = (params: unknown) => {
      const { id, temperature, seed } = read.sample(params);
      const length = Number(desk.run(id)?.settings['snapshot.sampleLength'] ?? 200);
      return desk.sample(id, { length, temperature, seed });
    };
    return {
      ready: () => this.snapshot(),
      pause: async (params: unknown) => void (await desk.pause(read.run(params).id)),
      resume: async (params: unknown) => {
        const { id, learningRate } = read.resume(params);
        await desk.resume(id, learningRate);
      },
      stop: async (params: unknown) => void (await desk.stop(read.run(params).id)),
      sample,
      change: (params: unknown) => {
        const { id, setting, value } = read.change(params);
        return desk.changeSetting(id, setting, value);
      },
      train: async () => void (await train()),
      choose: (params: unknown) => selection.choose(read.runs(params).ids),
      pickRuns: async () => {
        const ids = await pickRuns(desk.runs, selection.ids);
        if (ids) selection.choose(ids);
      },
      focus: (params: unknown) => selection.pick(read.run(params).id),
      follow: (params: unknown) => selection.follow(read.follow(params).follows),
      save: (params: unknown) => savePicture(read.picture(params)),
    };
  }

  private async snapshot(): Promise<Snapshot> {
    const { desk, defaults, report } = this.ports;
    await desk.load();
    setImmediate(() => void this.feeds.open().catch(report)); // after the answer
    return { shown: this.feeds.shown, defaults, ...pageTexts() };
  }
}
