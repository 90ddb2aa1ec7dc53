import * as vscode from 'vscode';
import { freeName } from '../../common/names';
import { fullName } from '../../common/runNames';
import { collectionNote, collectionOfBytes, type TextCollection } from '../../common/textCollections';
import type { RunRecord, RunSettings, TrainTask } from '../../protocol/run';
import { checkTrusted } from '../checkTrusted';
import { commandId } from '../commandId';
import type { RunManager } from '../core/runManager';
import type { Selection } from '../core/selection';
import { unknownWarningOf } from '../format/runFigures';
import type { Messages } from '../messages';
import { showInformation, showWarning } from '../notify';
import { currentSettings, isSet, readTrainingSettings, readValidationFile } from '../settings';
import { translate } from '../translate';
import { nameOf } from '../uris';
import { heldOutSettings } from './heldOut';
import type { RunChoice } from './presetQuestion';
import { whileReading } from './readingProgress';
import type { RunSetup } from './runSetup';
import { chooseText, readRunText, type Texts, withValidationText } from './textSource';

/** Implements "Train Elman on This File" and "Train on This File with…". */
export class TrainCommand {
  private readonly starting = new Set<string>();
  private last: vscode.Uri | undefined;
  private readonly isTrusted = () => vscode.workspace.isTrusted;

  constructor(
    private readonly runManager: RunManager,
    private readonly selection: Selection,
    private readonly setup: RunSetup,
    private readonly messages: Messages,
    private readonly showDashboard: () => Promise<void>,
  ) {}

  /**
   * Trains on a text. If a run is already training on the text, offers to train another run and returns
   * undefined.
   */
  async run(clicked?: vscode.Uri): Promise<RunRecord | undefined> {
    const uri = textOf(clicked);
    const key = uri.toString();
    const running = this.runManager.runs.find(({ state, text }) => state === 'running' && text.uri === key);
    if (running) {
      void this.offerAnother(running, uri);
      return undefined;
    }
    // Ignores a second click on the command while the run is being started.
    if (this.starting.has(key)) return undefined;
    this.starting.add(key);
    try {
      return await this.train(uri);
    } finally {
      this.starting.delete(key);
    }
  }

  /**
   * Asks the user for the settings, then trains. Starts a new run even if a run is training on the same text.
   * Undefined if the user cancelled.
   */
  async runWith(clicked?: vscode.Uri): Promise<RunRecord | undefined> {
    const uri = textOf(clicked);
    const text = await readRunText(uri);
    return this.setup.ask(
      uri,
      settings => heldOut(uri, text, settings),
      choice => this.train(uri, choice),
    );
  }

  /**
   * Trains on the text of the active editor or, if no editor is active, on the text that was last trained on.
   * Used by the dashboard, because no editor is active while the dashboard has the focus. Undefined if a run
   * is already training on the text.
   */
  again(): Promise<RunRecord | undefined> {
    return this.run(vscode.window.activeTextEditor?.document.uri ?? this.last);
  }

  /**
   * Trains on a text with the user's settings. The settings in `choice` replace the user's own. Without
   * `choice`, the end of a long text is used for validation instead of training, unless the user has set a
   * validation setting.
   */
  async train(uri: vscode.Uri, choice?: RunChoice): Promise<RunRecord> {
    const text = await readRunText(uri);
    const texts = await withValidationText(text);
    const name = choice?.name ? `${text.name} · ${choice.name}` : text.name;
    const own = readTrainingSettings(uri);
    const settings = { ...own, ...(choice?.settings ?? heldOut(uri, text, own)) };
    const collection = unfilteredCollection(uri, texts.text, settings);
    const record = await this.start(name, texts, settings);
    if (collection) void this.offerFilter(record, uri, collection);
    this.last = uri;
    return record;
  }

  /**
   * Trains a new run on the text of an existing run, but leaves out the markup that the text's collection has
   * added, such as the licence of Project Gutenberg. Pauses the old run, so that the two runs do not compete
   * for the processor.
   */
  async withoutMarkup(
    { id, settings }: RunRecord,
    uri: vscode.Uri,
    collection: TextCollection,
  ): Promise<RunRecord> {
    const isRunning = this.runManager.runs.some(run => run.id === id && run.state === 'running');
    if (isRunning) await this.runManager.pause(id);
    const filtered = { ...currentSettings(settings), 'text.filter': collection };
    return this.train(uri, { name: vscode.l10n.t('without markup'), settings: filtered });
  }

  /** Starts a run as `begin` does, selects it and shows the dashboard. */
  async start(name: string, texts: Texts, settings: RunSettings, task?: TrainTask): Promise<RunRecord> {
    const record = await this.begin(name, texts, settings, task);
    this.selection.started(record);
    await this.showDashboard();
    return record;
  }

  /**
   * Starts a run on texts that were already read. Appends a number to the name if another run has this name. `task`: what
   * the network labels or writes; missing for a language model. Such networks are trained only in trusted workspaces.
   */
  async begin(name: string, texts: Texts, settings: RunSettings, task?: TrainTask): Promise<RunRecord> {
    if (task !== undefined) checkTrusted(this.isTrusted());
    const taken = new Set(this.runManager.runs.map(run => run.name));
    const free = freeName(name, each => taken.has(each));
    const start = () => this.runManager.start({ ...texts, name: free, settings, task });
    const record = await whileReading(this.runManager, texts, start);
    const warning = unknownWarningOf(record);
    if (warning !== undefined) void showWarning(warning);
    return record;
  }

  private async offerFilter(record: RunRecord, uri: vscode.Uri, collection: TextCollection): Promise<void> {
    const again = vscode.l10n.t('Train Again without Markup');
    const choice = await showInformation(translate(collectionNote(record.text.name, collection)), again);
    const train = this.messages.guard(() => this.withoutMarkup(record, uri, collection));
    if (choice === again) await train();
  }

  private async offerAnother(running: RunRecord, uri: vscode.Uri): Promise<void> {
    const show = vscode.l10n.t('Show It');
    const another = vscode.l10n.t('Train Another');
    const message = vscode.l10n.t(
      'The run "{0}" is training on "{1}" already.',
      fullName(running),
      nameOf(uri),
    );
    const choice = await showInformation(message, show, another);
    if (choice === show) {
      this.selection.pick(running.id);
      await this.showDashboard();
    }
    if (choice === another) await vscode.commands.executeCommand(commandId('trainAnother'), uri);
  }
}

/**
 * Returns the text collection whose markup the run would learn. Undefined if the text has no such markup, or
 * if the user has set a filter.
 */
function unfilteredCollection(
  uri: vscode.Uri,
  text: Texts['text'],
  settings: RunSettings,
): TextCollection | undefined {
  if (!('bytes' in text) || settings['text.filter'] !== 'none' || isSet('text.filter', uri)) return undefined;
  return collectionOfBytes(text.bytes);
}

/**
 * Returns the settings that hold out a part of the text for validation. Empty if the user has set validation
 * settings.
 */
function heldOut(uri: vscode.Uri, text: Texts['text'], own: RunSettings): RunSettings {
  if (readValidationFile(uri) || isSet('validation.fraction', uri)) return {};
  const settings = Object.entries(heldOutSettings(text, own));
  return Object.fromEntries(settings.filter(([name]) => !isSet(name, uri)));
}

/**
 * Returns the text to train on. `clicked` may be any value, because some menus pass arguments other than a
 * URI.
 */
function textOf(clicked: unknown): vscode.Uri {
  return chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
}
