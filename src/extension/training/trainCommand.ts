import * as vscode from 'vscode';
import { freeName } from '../../common/names';
import { fullName } from '../../common/runNames';
import { collectionNote, collectionOfBytes, type TextCollection } from '../../common/textCollections';
import type { RunRecord, RunSettings } from '../../protocol/run';
import type { RunManager } from '../core/runManager';
import type { Selection } from '../core/selection';
import { unknownWarningOf } from '../format/runFigures';
import type { Messages } from '../messages';
import { caution, inform } from '../notify';
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

  constructor(
    private readonly runManager: RunManager,
    private readonly selection: Selection,
    private readonly setup: RunSetup,
    private readonly messages: Messages,
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
    const text = await readRunText(uri);
    return this.setup.ask(
      uri,
      settings => heldOut(uri, text, settings),
      choice => this.train(uri, choice),
    );
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
    const settings = { ...own, ...(choice?.settings ?? heldOut(uri, text, own)) };
    const collection = unfilteredCollection(uri, texts.text, settings);
    const record = await this.start(name, texts, settings);
    if (collection) void this.offerFilter(record, uri, collection);
    this.last = uri;
    return record;
  }

  /**
   * Trains again on the text of a run, without the markup of its collection. Pauses the run, so that the two
   * do not compete for the processor.
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

  private async offerFilter(record: RunRecord, uri: vscode.Uri, collection: TextCollection): Promise<void> {
    const again = vscode.l10n.t('Train Again without Markup');
    const choice = await inform(translate(collectionNote(record.text.name, collection)), again);
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
    const choice = await inform(message, show, another);
    if (choice === show) {
      this.selection.pick(running.id);
      await this.showDashboard();
    }
    if (choice === another) await vscode.commands.executeCommand('elman.trainAnother', uri);
  }
}

/** Returns the collection of a text if its markup is trained on and the user did not decide about that. */
function unfilteredCollection(
  uri: vscode.Uri,
  text: Texts['text'],
  settings: RunSettings,
): TextCollection | undefined {
  if (!('bytes' in text) || settings['text.filter'] !== 'none' || isSet('text.filter', uri)) return undefined;
  return collectionOfBytes(text.bytes);
}

/** Returns the settings that hold out a part of the text, without those that the user has set. */
function heldOut(uri: vscode.Uri, text: Texts['text'], own: RunSettings): RunSettings {
  if (readValidationFile(uri) || isSet('validation.fraction', uri)) return {};
  const settings = Object.entries(heldOutSettings(text, own));
  return Object.fromEntries(settings.filter(([name]) => !isSet(name, uri)));
}

/** Returns the text to train on. Some menus pass an argument that is not a URI. */
function textOf(clicked: unknown): vscode.Uri {
  return chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
}
