import * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import type { DashboardEvents, DashboardRequests, ShownRun, Snapshot } from '../../protocol/dashboard';
import type { RunRecord, Settings } from '../../protocol/run';
import type { CurrentRun } from '../runs/currentRun';
import { lowerRate } from '../runs/failures';
import type { RunDesk } from '../training/runDesk';
import { type News, NewsQueue } from './newsQueue';
import { readRate, readResume, readRun, readSample } from './requests';

export interface DashboardPorts {
  readonly desk: RunDesk;
  readonly current: CurrentRun;
  readonly defaults: Settings;
  readonly train: () => Promise<unknown>;
  readonly report: (error: unknown) => void;
}

/** All that is said between the host and one load of a page: a snapshot of the current run, then what is new. */
export class Conversation {
  private readonly channel: Channel<Nothing, Nothing, DashboardRequests, DashboardEvents>;
  private readonly queue = new NewsQueue(news => this.deliver(news));
  private readonly subscriptions: vscode.Disposable[];
  private receive: (message: unknown) => void = () => undefined;
  /** The run that the page shows; news of others is not for it. */
  private shown: string | undefined;

  constructor(
    webview: vscode.Webview,
    private readonly ports: DashboardPorts,
  ) {
    const { desk, current } = ports;
    const port = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => {
        this.receive = receive;
      },
    };
    this.channel = new Channel(port, this.answers(), ports.report);
    this.subscriptions = [
      desk.onDidMeasure(({ id, block }) => id === this.shown && this.queue.addMetrics(block)),
      desk.onDidSample(({ id, sample }) => id === this.shown && this.queue.addSample(sample)),
      desk.onDidChange(record => record?.id === this.shown && record && this.queue.setRun(record)),
      current.onDidChange(() => void this.showCurrent().catch(ports.report)),
    ];
  }

  hear(message: unknown): void {
    this.receive(message);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.queue.clear();
    this.channel.close('the page went away');
  }

  private answers(): Handlers<DashboardRequests> {
    const { desk, train } = this.ports;
    const sample = (params: unknown) => {
      const { id, temperature } = readSample(params);
      const length = Number(desk.run(id)?.settings['snapshot.sampleLength'] ?? 200);
      return desk.sample(id, { length, temperature });
    };
    return {
      ready: () => this.snapshot(),
      pause: async (params: unknown) => void (await desk.pause(readRun(params).id)),
      resume: async (params: unknown) => {
        const { id, learningRate } = readResume(params);
        await desk.resume(id, learningRate);
      },
      stop: async (params: unknown) => void (await desk.stop(readRun(params).id)),
      sample,
      setLearningRate: (params: unknown) => {
        const { id, learningRate } = readRate(params);
        return desk.changeSetting(id, 'training.learningRate', learningRate);
      },
      train: async () => void (await train()),
    };
  }

  private async showCurrent(): Promise<void> {
    this.channel.tell('snapshot', await this.snapshot());
  }

  /** From here on the page follows the run; what came before is in the snapshot. */
  private async snapshot(): Promise<Snapshot> {
    const { desk, current, defaults } = this.ports;
    await desk.load();
    for (;;) {
      const run = current.record;
      const pending = run && desk.history(run.id);
      const history = pending instanceof Promise ? await pending : pending;
      if (!isStillSo(run, current.record)) continue; // another run, or another state, while the history was read
      this.shown = run?.id;
      this.queue.clear();
      const translations = vscode.l10n.bundle ?? {};
      const texts = { translations: asTexts(translations), language: vscode.env.language };
      return { run: run && this.asShown(run), history, defaults, ...texts };
    }
  }

  private deliver({ metrics, samples, run }: News): void {
    const id = this.shown;
    if (id === undefined) return;
    if (metrics) this.channel.tell('metrics', { id, block: metrics });
    for (const sample of samples) this.channel.tell('sample', { id, sample });
    if (run) this.channel.tell('run', this.asShown(run));
  }

  private asShown(run: RunRecord): ShownRun {
    return { ...run, live: this.ports.desk.isLive(run.id), lowerRate: lowerRate(run) };
  }
}

function isStillSo(before: RunRecord | undefined, now: RunRecord | undefined): boolean {
  return before?.id === now?.id && before?.state === now?.state;
}

/** Entries with comments hold their text in `message`. */
function asTexts(bundle: NonNullable<typeof vscode.l10n.bundle>): Record<string, string> {
  const texts = bundle as Record<string, string | { readonly message: string }>;
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? value : value.message]),
  );
}
