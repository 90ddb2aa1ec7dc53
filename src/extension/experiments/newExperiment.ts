import * as vscode from 'vscode';
import { labelDefaults } from '../../common/labelDefaults';
import { OPTIMIZER } from '../../common/learningRates';
import type { LabelTask, RunRecord, RunSettings, RunText } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { labelSettings } from '../../settings/labelSettings';
import type { RunManager } from '../core/runManager';
import type { RunPicker } from '../runs/commands/pickRun';
import { readTrainingSettings, usedByLabels } from '../settings';
import type { SettingRanges } from '../training/settingRanges';
import { chooseText } from '../training/textSource';
import { nameOf } from '../uris';
import { draftForRuns, draftForText, type ExperimentDraft, fileOf } from './draftExperiment';
import { pathFrom, placeBeside } from './experimentPlace';

/**
 * Implements "New Experiment…". Opens a new file with an experiment on a text, or with an experiment that
 * repeats the selected runs.
 */
export class NewExperiment {
  constructor(
    private readonly runManager: RunManager,
    private readonly picker: RunPicker,
    private readonly ranges: SettingRanges,
  ) {}

  /**
   * Opens a new experiment. `clicked` is the text or run for which a menu was opened, and `all` contains all
   * selected ones. If both are undefined, uses the text in the active editor.
   */
  async run(clicked?: unknown, all?: unknown): Promise<vscode.TextEditor> {
    const ids = clicked instanceof vscode.Uri ? [] : await this.picker.named(clicked, all);
    await this.runManager.load();
    const runs = ids.flatMap(id => (typeof id === 'string' ? (this.runManager.run(id) ?? []) : []));
    return runs.length > 0
      ? this.ofRuns(runs)
      : this.ofText(clicked instanceof vscode.Uri ? clicked : undefined);
  }

  private ofText(clicked: vscode.Uri | undefined): Promise<vscode.TextEditor> {
    const text = chooseText(clicked);
    const name = nameOf(text).replace(/\.\w+$/, '');
    const file = placeBeside(text, name).with({ scheme: 'untitled' });
    const own = readTrainingSettings(text);
    return open(file, draftForText(name, pathFrom(file, text), own, this.ranges.defaults));
  }

  /** Returns the defaults of a task for the optimizer of the given settings. */
  private defaultsFor(task: LabelTask | undefined, settings: RunSettings): RunSettings {
    const { defaults } = this.ranges;
    return task === undefined
      ? defaults
      : { ...usedByLabels(defaults), ...labelDefaults(task, settings[OPTIMIZER]), ...labelsOnly(task) };
  }

  private ofRuns(runs: readonly RunRecord[]): Promise<vscode.TextEditor> {
    const [first] = runs;
    const task = taskOf(runs);
    const texts = [...new Map(runs.map(({ text }) => [text.uri, text])).values()].map(placeOfText);
    const name = first.text.name.replace(/\.\w+$/, '');
    const file = placeBeside(texts[0], name).with({ scheme: 'untitled' });
    const held = first.validationText && placeOfText(first.validationText);
    const paths = {
      ...(task && { task }),
      texts: texts.map(text => pathFrom(file, text)),
      ...(held && { validationText: pathFrom(file, held) }),
    };
    return open(file, draftForRuns(name, runs, paths, this.defaultsFor(task, first.settings)));
  }
}

/** Returns the defaults of the settings that only classifiers and taggers have. A tagger does not pool. */
const labelsOnly = (task: LabelTask): RunSettings =>
  Object.fromEntries(
    Object.entries(labelSettings).flatMap(([name, field]) =>
      task === 'tag' && name === 'model.pooling' ? [] : [[name, field.default] as const],
    ),
  );

/** Returns what all runs label. Undefined for language models. Throws a UserError for other runs, and for runs of several tasks. */
function taskOf(runs: readonly RunRecord[]): LabelTask | undefined {
  const other = runs.find(({ translation, task }) => translation || task !== undefined);
  if (other)
    throw new UserError(
      'A new experiment cannot repeat "{0}", which is not a language model, a classifier or a tagger.',
      [other.name],
    );
  const [first] = runs;
  if (runs.some(({ labelling }) => labelling?.task !== first.labelling?.task))
    throw new UserError(
      'These runs have different tasks. Choose only language models, only classifiers or only taggers.',
    );
  return first.labelling?.task;
}

/** Returns the place of a run's text. Throws a UserError if the run was imported and its text is not known here. */
function placeOfText({ name, uri }: RunText): vscode.Uri {
  if (uri !== '') return vscode.Uri.parse(uri);
  throw new UserError(
    'The text "{0}" of this run is not on this machine. Train on the same text here first.',
    [name],
  );
}

/**
 * Opens a new, unsaved file that already has a path, so that VS Code does not ask for a path when the user
 * saves the file.
 */
async function open(file: vscode.Uri, draft: ExperimentDraft): Promise<vscode.TextEditor> {
  const hint = vscode.l10n.t('Change what varies, then run the experiment above this line.');
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  if (document.getText() === '') {
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), fileOf(draft, [hint])));
  }
  return editor;
}
