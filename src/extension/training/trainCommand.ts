import * as vscode from 'vscode';
import { freeName } from '../../common/names';
import type { RunRecord, RunSettings } from '../../protocol/run';
import type { RunManager } from '../core/runManager';
import type { Selection } from '../core/selection';
import { unknownWarningOf } from '../format/runFigures';
import { caution, inform } from '../notify';
import { isSet, readTrainingSettings } from '../settings';
import { nameOf } from '../uris';
import { heldOutSettings } from './heldOut';
import { whileReading } from './readingProgress';
import type { RunChoice, RunSetup } from './runSetup';
import { chooseText, readRunText, type Texts, withValidationText } from './textSource';

/** Implements "Train Elman on This File" and "Train on This File with…". */
export class TrainCommand {
  private readonly starting = new Set<string>();
  private last: vscode.Uri | undefined;

  constructor(
    private readonly runManager: RunManager,
    private readonly selection: Selection,
    private readonly setup: RunSetup,
    private readonly showDashboard: () => Promise<void>,
  ) {}

  /** Trains on a text. If a run already trains on it, offers to train another one, and returns undefined. */
  async run(clicked?: vscode.Uri): Promise<RunRecord | undefined> {
    const uri = textOf(clicked);
    const key = uri.toString();
    const running = this.runManager.runs.find(({ state, text }) => state === 'running' && text.uri === key);
    if (running) {
      void this.offerAnother(running, uri);
      return undefined;
    }
    if (this.starting.has(key)) return undefined; // a second click, before the first has started a run
    this.starting.add(key);
    try {
      return await this.train(uri);
    } finally {
      this.starting.delete(key);
    }
  }

  /** Asks for the settings, then trains. Does not ask whether another run on the same text is wanted. */
  async runWith(clicked?: vscode.Uri): Promise<RunRecord | undefined> {
    const uri = textOf(clicked);
    return this.setup.ask(uri, choice => this.train(uri, choice));
  }

  /**
   * Trains on the text of the active editor, or else on the last one. Used by the dashboard, which takes the
   * focus from the editors.
   */
  again(): Promise<RunRecord | undefined> {
    return this.run(vscode.window.activeTextEditor?.document.uri ?? this.last);
  }

  /**
   * Trains on a text with the user's settings, or with those of a choice. Without a choice, the end of a long
   * text is held out, unless the user decided about it.
   */
  async train(uri: vscode.Uri, choice?: RunChoice): Promise<RunRecord> {
    const text = await readRunText(uri);
    const texts = await withValidationText(text);
    const name = choice?.name ? `${text.name} · ${choice.name}` : text.name;
    const own = readTrainingSettings(uri);
    const record = await this.start(name, texts, {
      ...own,
      ...(choice?.settings ?? heldOut(uri, texts, own)),
    });
    this.last = uri;
    return record;
  }

  /** Starts a run like `begin`, selects it and shows the dashboard. */
  async start(name: string, texts: Texts, settings: RunSettings): Promise<RunRecord> {
    const record = await this.begin(name, texts, settings);
    this.selection.started(record);
    await this.showDashboard();
    return record;
  }

  /** Starts a run on texts that were already read. If the name is taken, appends a number to it. */
  async begin(name: string, texts: Texts, settings: RunSettings): Promise<RunRecord> {
    const taken = new Set(this.runManager.runs.map(run => run.name));
    const free = freeName(name, each => taken.has(each));
    const start = () => this.runManager.start({ ...texts, name: free, settings });
    const record = await whileReading(this.runManager, texts, start);
    const warning = unknownWarningOf(record);
    if (warning !== undefined) void caution(warning);
    return record;
  }

  private async offerAnother(running: RunRecord, uri: vscode.Uri): Promise<void> {
    const show = vscode.l10n.t('Show It');
    const another = vscode.l10n.t('Train Another');
    const message = vscode.l10n.t('The run "{0}" is training on "{1}" already.', running.name, nameOf(uri));
    const choice = await inform(message, show, another);
    if (choice === show) {
      this.selection.pick(running.id);
      await this.showDashboard();
    }
    if (choice === another) await vscode.commands.executeCommand('elman.trainAnother', uri);
  }
}

/** Returns the settings that hold out a part of the text, as far as the user did not set them. */
function heldOut(uri: vscode.Uri, { text, validationText }: Texts, own: RunSettings): RunSettings {
  if (validationText || isSet('validation.fraction', uri)) return {};
  const settings = Object.entries(heldOutSettings(text, own));
  return Object.fromEntries(settings.filter(([name]) => !isSet(name, uri)));
}

/** Returns the text to train on. Some menus pass an argument that is not a URI. */
function textOf(clicked: unknown): vscode.Uri {
  return chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
}
