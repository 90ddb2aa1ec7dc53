import * as vscode from 'vscode';
import { Channel, ChannelClosed, type Handlers, type Nothing } from '../../protocol/channel';
import type { ClassicFigures } from '../../protocol/classicFigures';
import type { ExperimentFigures } from '../../protocol/experimentFigures';
import type { ExperimentPageEvents, ExperimentPageRequests } from '../../protocol/experimentPage';
import { readMessage } from '../core/pageMessage';
import { pageTexts } from '../core/pageTexts';
import type { Services } from '../core/services';
import { Owner } from '../disposableOwner';
import { explainError } from '../explainError';
import type { PreparedExperiment } from './activeExperiment';
import type { Checks } from './checks';
import { progressOf } from './experimentProgress';
import type { Experiments } from './experiments';
import { resultsActions } from './resultsActions';

/** Milliseconds between two updates of the page. */
const UPDATE_EVERY = 500;
/**
 * Minimum pause before the results are read again, as a multiple of the time that reading them took. For
 * thousands of runs, reading takes seconds.
 */
const REST = 4;

export interface ResultsPorts extends Pick<Services, 'runManager' | 'selection' | 'storage' | 'report'> {
  readonly checks: Checks;
  readonly experiments: Experiments;
}

/** A page with the results of an experiment. The results are updated whenever a run ends. */
export class ResultsPage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, ExperimentPageRequests, ExperimentPageEvents>;
  private receive: (message: unknown) => void = () => undefined;
  private readonly shown = this.own(new vscode.EventEmitter<ExperimentFigures>());
  /** Fires when results were sent to the page. */
  readonly onDidShow: vscode.Event<ExperimentFigures> = this.shown.event;
  private experiment: Promise<PreparedExperiment> | undefined;
  private sent: ExperimentFigures | undefined;
  private classic: ClassicFigures | undefined;
  /**
   * Number of runs that had ended or were paused when the shown results were read. -1 if none were read yet.
   */
  private settled = -1;
  private isOutdated = true;
  /** The time before which the results are not read again, in milliseconds since 1970. */
  private restUntil = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isReady = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    readonly file: vscode.Uri,
    private readonly ports: ResultsPorts,
  ) {
    super();
    const { webview } = panel;
    const port = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => {
        this.receive = receive;
      },
    };
    this.channel = new Channel(port, this.answers(), ports.report);
    const isOurs = ({ uri }: vscode.TextDocument) => uri.toString() === file.toString();
    this.own(
      webview.onDidReceiveMessage(received => {
        const message = readMessage(received);
        if (message) this.receive(message);
      }),
    );
    this.own(ports.checks.onDidCheck(document => isOurs(document) && this.follow(document)));
    this.own(ports.experiments.onDidChange(() => this.updateSoon()));
    this.own(ports.runManager.onDidChange(() => this.updateSoon()));
    this.own(panel.onDidChangeViewState(() => this.updateSoon()));
  }

  /** The results that the page shows. Undefined until the first results were read. */
  get figures(): ExperimentFigures | undefined {
    return this.sent;
  }

  /** What the finished runs have learned, as the page shows it. Undefined if the experiment does not repeat a classic one. */
  get classicFigures(): ClassicFigures | undefined {
    return this.classic;
  }

  get prepared(): Promise<PreparedExperiment> | undefined {
    return this.experiment;
  }

  get viewColumn(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  override dispose(): void {
    clearTimeout(this.timer);
    this.channel.close('the page was closed');
    super.dispose();
  }

  private answers(): Handlers<ExperimentPageRequests> {
    return {
      ready: () => {
        // Sends the results only after the answer to this request was sent, so that the page has its texts
        // first.
        setTimeout(() => this.begin(), 0);
        return { ...pageTexts(), file: this.file.toString() };
      },
      ...resultsActions(this.ports, this),
    };
  }

  private begin(): void {
    this.isReady = true;
    this.isOutdated = true;
    void this.update();
  }

  /** Updates the page after the experiment's file was edited. Does nothing if the file has an error. */
  private follow(document: vscode.TextDocument): void {
    const check = this.ports.checks.of(document);
    if (!check || 'error' in check) return;
    this.isOutdated = true;
    this.updateSoon();
  }

  private updateSoon(): void {
    if (!this.isReady || !this.panel.visible) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.update();
    }, UPDATE_EVERY);
  }

  /**
   * Sends the progress to the page. If more runs have ended since the last update, also sends the results.
   */
  private async update(): Promise<void> {
    if (this.isOutdated) {
      this.experiment = this.ports.experiments.open(this.file);
      [this.isOutdated, this.settled, this.restUntil] = [false, -1, 0];
    }
    try {
      const experiment = await this.experiment;
      if (experiment) await this.send(experiment);
    } catch (error) {
      this.fail(error);
    }
  }

  private async send(experiment: PreparedExperiment): Promise<void> {
    const settled = this.sendProgress(experiment);
    if (this.settled === settled) return;
    if (Date.now() < this.restUntil) {
      this.updateSoon();
      return;
    }
    this.settled = settled;
    const began = Date.now();
    const { source, runs } = experiment;
    const ids = runs.map(({ id }) => id);
    const { channel } = this.ports.storage;
    const figures = await channel.request('experimentFigures', { source, ids });
    if (this.settled !== settled) return; // a newer read was started after more runs had ended
    this.restUntil = Date.now() + REST * (Date.now() - began);
    const isNew = figures.dropped !== this.dropped;
    this.sent = figures;
    this.channel.send('figures', figures);
    if (isNew) this.sendProgress(experiment);
    this.shown.fire(figures);
    const classic = await channel.request('experimentClassic', { source, ids });
    if (this.settled !== settled) return;
    this.classic = classic;
    this.channel.send('classic', classic ? { figures: classic } : {});
    this.shown.fire(figures);
  }

  /**
   * Sends the progress to the page. Returns the number of runs that have ended or are paused. If this number
   * changes, the results may have changed.
   */
  private sendProgress(experiment: PreparedExperiment): number {
    const { runManager, experiments } = this.ports;
    const active = experiments.all.get(this.file.toString());
    const { dropped } = this;
    const progress = progressOf(experiment, id => runManager.run(id), dropped);
    const { done, failed, total, training, unfinished } = progress;
    const secondsLeft = active?.secondsLeft;
    this.channel.send('progress', {
      ...{ done, failed, dropped, total, training, isActive: active !== undefined },
      ...(secondsLeft !== undefined && { secondsLeft }),
    });
    return done + failed + dropped + unfinished;
  }

  /** Number of runs that successive halving had dropped when the shown results were read. */
  private get dropped(): number {
    return this.sent?.dropped ?? 0;
  }

  private fail(error: unknown): void {
    if (error instanceof ChannelClosed) return;
    const message = explainError(error, this.ports.report);
    this.channel.send('failed', { message });
  }
}
