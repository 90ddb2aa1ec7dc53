import * as vscode from 'vscode';
import { plural } from '../../common/plural';
import { ChannelClosed } from '../../protocol/channel';
import { UserError } from '../../protocol/userError';
import { checkTrusted } from '../checkTrusted';
import type { Services } from '../core/services';
import { Owner } from '../disposableOwner';
import { count } from '../format/numbers';
import { showInformation, showWarning } from '../notify';
import { nameOf } from '../uris';
import { ActiveExperiment, type PreparedExperiment, type RoundTrainer } from './activeExperiment';
import { readTexts } from './experimentFile';
import { LocalTraining } from './localTraining';
import { TrainingOnCluster } from './trainingOnCluster';

/** Number of runs above which the user must confirm that they should be trained. */
const MANY = 300;
/** Milliseconds between two events that report the progress. */
const REPORT_EVERY = 500;

type Needs = Pick<Services, 'runManager' | 'queue' | 'storage' | 'messages'>;

/** Manages the experiments that this window is running. Trains their runs that have not ended. */
export class Experiments extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  /** Fires when an experiment begins or ends, and regularly while its runs train. */
  readonly onDidChange: vscode.Event<void> = this.changed.event;
  private readonly active = new Map<string, ActiveExperiment>();
  private readonly starting = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly services: Needs,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {
    super();
    this.own(services.runManager.onDidChange(() => this.active.size > 0 && this.reportSoon()));
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
  }

  /** The experiments that this window is running, by the URIs of their files. */
  get all(): ReadonlyMap<string, ActiveExperiment> {
    return this.active;
  }

  /**
   * Reads an experiment's file, with its unsaved changes, and the experiment's texts. Throws a UserError if
   * the file or a text has an error.
   */
  async open(uri: vscode.Uri): Promise<PreparedExperiment> {
    const { channel } = this.services.storage;
    const source = (await vscode.workspace.openTextDocument(uri)).getText();
    const check = await channel.request('checkExperiment', { source });
    if ('error' in check) {
      throw new UserError('"{0}" has an error, which the editor marks. Correct it first.', [nameOf(uri)]);
    }
    const { outline } = check;
    const texts = await readTexts(uri, outline);
    const plan = await channel.request('planExperiment', { source, ...texts });
    const ids = plan.runs.map(({ id }) => id);
    await this.services.runManager.load();
    const { name, task, parallel, launch, isPhased } = outline;
    return {
      ...{ name, task, source, parallel, launch, isPhased, ...plan, texts },
      prepareText: text => channel.request('experimentText', { source, name: text, ...texts }),
      due: () => channel.request('dueRuns', { source, ids }),
      earlier: () => channel.request('earlierRuns', { source, ...texts }),
      isOpenElsewhere: id => channel.request('isOpenElsewhere', { id }),
    };
  }

  /**
   * Trains the runs of an experiment that are due. Undefined if no run is due, or if the user cancels. Throws
   * a UserError if the workspace is not trusted, or if the experiment trains on a cluster.
   */
  async run(uri: vscode.Uri): Promise<ActiveExperiment | undefined> {
    const key = uri.toString();
    checkTrusted(this.isTrusted());
    if (this.active.has(key) || this.starting.has(key)) return this.active.get(key);
    this.starting.add(key);
    try {
      const experiment = await this.open(uri);
      const trainer = this.trainerFor(uri, experiment);
      if (!(await this.isWanted(experiment))) return undefined;
      sayEarlier(experiment, await experiment.earlier());
      return this.begin(key, experiment, trainer);
    } finally {
      this.starting.delete(key);
    }
  }

  /** Stops the runs of an experiment that are training. The experiment begins no further runs. */
  async stop(uri: vscode.Uri): Promise<void> {
    await this.active.get(uri.toString())?.stop();
  }

  private trainerFor(uri: vscode.Uri, experiment: PreparedExperiment): RoundTrainer {
    const { runManager, queue } = this.services;
    if (experiment.launch === 'local') return new LocalTraining(experiment, runManager, queue);
    checkSaved(uri, experiment);
    return new TrainingOnCluster(experiment, uri.fsPath, this.services);
  }

  private begin(key: string, experiment: PreparedExperiment, trainer: RoundTrainer): ActiveExperiment {
    const { runManager, messages } = this.services;
    const active = new ActiveExperiment(experiment, runManager, trainer);
    this.active.set(key, active);
    this.changed.fire();
    const end = () => {
      this.active.delete(key);
      this.changed.fire();
    };
    active.done.then(end, error => {
      end();
      // When the window closes, the worker that answers ends first.
      if (!(error instanceof ChannelClosed)) messages.show(error);
    });
    return active;
  }

  private async isWanted({ name, due }: PreparedExperiment): Promise<boolean> {
    const { t } = vscode.l10n;
    const missing = (await due()).due.length;
    if (missing === 0) void showInformation(t('No run of "{0}" is left to train.', name));
    if (missing <= MANY) return missing > 0;
    const train = t('Train {0} Runs', count(missing));
    return (await showWarning(t('"{0}" has {1} runs to train.', name, count(missing)), train)) === train;
  }

  private reportSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.changed.fire();
    }, REPORT_EVERY);
  }
}

/** Reports that a text has changed since runs of the experiment were trained. */
function sayEarlier({ name }: PreparedExperiment, runs: number): void {
  const { t } = vscode.l10n;
  if (runs === 0) return;
  void showInformation(
    plural(
      runs,
      t(
        'A text has changed since {0} run of "{1}" trained on it. The old run is kept; the experiment trains on the changed text.',
        count(runs),
        name,
      ),
      t(
        'A text has changed since {0} runs of "{1}" trained on it. The old runs are kept; the experiment trains on the changed text.',
        count(runs),
        name,
      ),
    ),
  );
}

/** Throws a UserError if the experiment's file or one of its texts is not a file, or has unsaved changes. */
function checkSaved(file: vscode.Uri, { texts: { texts, validationText } }: PreparedExperiment): void {
  const sources = [...Object.values(texts), ...(validationText ? [validationText] : [])];
  const uris = [file, ...sources.map(({ uri }) => vscode.Uri.parse(uri))];
  const isDirty = (uri: vscode.Uri) =>
    vscode.workspace.textDocuments.some(each => each.isDirty && each.uri.toString() === uri.toString());
  const unsaved = uris.find(uri => uri.scheme !== 'file' || isDirty(uri));
  if (unsaved)
    throw new UserError('Save "{0}" first: the cluster reads it from its file.', [nameOf(unsaved)]);
}
