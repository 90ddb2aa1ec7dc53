import type * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import type { DashboardEvents, DashboardRequests, Foldable, Snapshot } from '../../protocol/dashboard';
import type { LabellingFigures } from '../../protocol/labelFigures';
import type { ConfusionCell } from '../../protocol/labelWorker';
import type { RunRecord, RunSettings } from '../../protocol/run';
import type { TranslatorFigures } from '../../protocol/translationFigures';
import { settings } from '../../settings/settings';
import { pageTexts } from '../core/pageTexts';
import type { RunManager } from '../core/runManager';
import { savePicture } from '../core/savePicture';
import type { Selection } from '../core/selection';
import { Owner } from '../disposableOwner';
import { pickRuns } from '../runs/commands/pickRuns';
import { whileReading } from '../training/readingProgress';
import * as read from './requests';
import { RunSubscriptions, type SubscriptionPorts } from './runSubscriptions';
import { tenTimesASecond } from './updateBatcher';

export interface DashboardPorts {
  readonly runManager: RunManager;
  readonly selection: Selection;
  readonly defaults: RunSettings;
  readonly train: () => Promise<unknown>;
  readonly holdOut: (run: RunRecord) => Promise<unknown>;
  readonly openSample: () => Promise<unknown>;
  /**
   * Asks the user for a number of iterations, and trains a finished run for this number of further
   * iterations.
   */
  readonly trainFurther: (id: string) => Promise<unknown>;
  readonly labelFigures: (id: string, signal: AbortSignal) => Promise<LabellingFigures>;
  readonly translatorFigures: (id: string, signal: AbortSignal) => Promise<TranslatorFigures>;
  /** Lists the examples of a cell of the confusion table. The user can open one. */
  readonly showExamples: (cell: ConfusionCell) => Promise<unknown>;
  readonly report: (error: unknown) => void;
}

/**
 * The messages between the extension and one loaded page: it answers the page's requests and sends updates of
 * the shown runs.
 */
export class PageSession extends Owner {
  private readonly channel: Channel<Nothing, Nothing, DashboardRequests, DashboardEvents>;
  private readonly subscriptions: RunSubscriptions;
  /** Handles a message from the page. */
  receive: (message: unknown) => void = () => undefined;

  constructor(
    webview: vscode.Webview,
    private readonly ports: DashboardPorts,
    /** A part of the page that it opens when it loads. */
    private readonly unfolded?: Foldable,
  ) {
    super();
    const port = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => {
        this.receive = receive;
      },
    };
    this.channel = new Channel(port, this.answers(), ports.report);
    const { runManager, selection, report } = ports;
    const send: SubscriptionPorts['send'] = (name, payload) => this.channel.send(name, payload);
    this.own({ dispose: () => this.channel.close('the page went away') });
    this.subscriptions = this.own(
      new RunSubscriptions({ runManager, selection, report, send, later: tenTimesASecond }),
    );
  }

  /** Opens a foldable part of the page. */
  unfold(part: Foldable): void {
    this.channel.send('unfold', { part });
  }

  private answers(): Handlers<DashboardRequests> {
    const { runManager, selection, train, openSample, trainFurther, holdOut } = this.ports;
    const { labelFigures, translatorFigures, showExamples } = this.ports;
    const sample = (params: unknown) => {
      const { id, temperature, seed } = read.sample(params);
      const byDefault = settings['snapshot.sampleLength'].default;
      const length = Number(runManager.run(id)?.settings['snapshot.sampleLength'] ?? byDefault);
      return runManager.sample(id, { length, temperature, seed });
    };
    return {
      ready: () => this.snapshot(),
      pause: async (params: unknown) => void (await runManager.pause(read.run(params).id)),
      resume: async (params: unknown) => {
        const { id, learningRate } = read.resume(params);
        const resume = () => runManager.resume(id, { learningRate });
        const run = runManager.run(id);
        await (run ? whileReading(runManager, run, resume) : resume());
      },
      trainFurther: async (params: unknown) => void (await trainFurther(read.run(params).id)),
      stop: async (params: unknown) => void (await runManager.stop(read.run(params).id)),
      sample,
      labelFigures: (params: unknown, signal) => labelFigures(read.run(params).id, signal),
      translatorFigures: (params: unknown, signal) => translatorFigures(read.run(params).id, signal),
      showExamples: async (params: unknown) => void (await showExamples(read.cell(params))),
      change: (params: unknown) => {
        const { id, setting, value } = read.change(params);
        return runManager.changeSetting(id, setting, value);
      },
      train: async () => void (await train()),
      openSample: async () => void (await openSample()),
      holdOut: async (params: unknown) => {
        const run = runManager.run(read.run(params).id);
        if (run) await holdOut(run);
      },
      note: (params: unknown) => {
        const { id, note } = read.note(params);
        return runManager.label(id, { note });
      },
      choose: (params: unknown) => selection.choose(read.runs(params).ids),
      pickRuns: async () => {
        const ids = await pickRuns(runManager.runs, selection.ids);
        if (ids) selection.choose(ids);
      },
      focus: (params: unknown) => selection.pick(read.run(params).id),
      follow: (params: unknown) => selection.follow(read.follow(params).follows),
      pin: (params: unknown) => selection.pin(read.pin(params).pinned),
      save: (params: unknown) => savePicture(params),
    };
  }

  private async snapshot(): Promise<Snapshot> {
    const { runManager, defaults } = this.ports;
    await runManager.load();
    // Sends the runs only after the answer to this request was sent, because the page needs its snapshot
    // first.
    setTimeout(() => this.subscriptions.start(), 0);
    const { unfolded: unfold } = this;
    return { shown: this.subscriptions.shown, defaults, unfold, ...pageTexts() };
  }
}
