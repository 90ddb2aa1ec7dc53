import * as vscode from 'vscode';
import { valueText } from '../../common/differingTraits';
import { fileName } from '../../common/names';
import type { RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Messages } from '../messages';
import { showInformation } from '../notify';
import { readTrainingSettings } from '../settings';
import { showFolder } from '../showFolder';
import { back, pickItem, type StepPlace } from '../training/quickSteps';
import { unmetCondition } from '../training/settingDependencies';
import { SettingQuestion } from '../training/settingQuestion';
import type { SettingRanges } from '../training/settingRanges';
import { SettingsDraft } from '../training/settingsDraft';
import { chooseText } from '../training/textSource';
import { nameOf } from '../uris';
import { createExperiment, experimentsFolder } from './createExperiment';
import { draftForPartner, fileOf } from './draftExperiment';
import { checkFile } from './experimentPlace';

/** Settings of a network and its training can differ. Those of the text and of validation must be equal. */
const COMPARED = /^(model|training)\.(?!seed$|file$|maxIterations$)/;

/** The setting in which two partners' networks differ, and its two values. */
export interface PairChoice {
  readonly setting: string;
  readonly values: readonly [SettingValue, SettingValue];
}

/**
 * Implements "Work in Pairs…": writes two experiments on a text that differ in one setting. Each of two partners trains one.
 */
export class WorkInPairs {
  private readonly question: SettingQuestion;

  constructor(
    private readonly ranges: SettingRanges,
    /** The extension's folder for files, which is used if no folder is open. */
    private readonly storage: vscode.Uri,
    private readonly messages: Messages,
  ) {
    this.question = new SettingQuestion(ranges);
  }

  /** Asks for the setting and its values, unless `given` has them. Undefined if the user cancelled. */
  async run(clicked?: vscode.Uri, given?: PairChoice): Promise<readonly vscode.Uri[] | undefined> {
    const text = chooseText(clicked);
    const own = readTrainingSettings(text);
    const choice = given ?? (await this.ask(nameOf(text), own));
    if (!choice) return undefined;
    if (choice.values[0] === choice.values[1])
      throw new UserError('Choose two different values of {0}.', [{ setting: choice.setting }]);
    const files = await this.write(await textToShare(text, this.storage), own, choice);
    await vscode.window.showTextDocument(files[0], { preview: false });
    const [mine, other] = files.map(nameOf);
    const reveal = vscode.l10n.t('Show in Folder');
    void showInformation(
      vscode.l10n.t('"{0}" is for you, "{1}" for your partner, with the same text.', mine, other),
      reveal,
    ).then(
      this.messages.guard(chosen =>
        chosen === reveal ? showFolder(vscode.Uri.joinPath(files[1], '..'), other, other) : undefined,
      ),
    );
    return files;
  }

  private async ask(name: string, own: RunSettings): Promise<PairChoice | undefined> {
    const { t } = vscode.l10n;
    const draft = new SettingsDraft(t('Work in Pairs on {0}', name), own, false);
    const [setting, first, second] = [0, 1, 2];
    const answers: SettingValue[] = [];
    const askValue = (label: string, place: StepPlace) =>
      this.question.ask(draft, String(answers[setting]), label, place);
    const questions = [
      (place: StepPlace) => this.askSetting(draft, place, answers[setting] ?? 'model.activation'),
      (place: StepPlace) => askValue(t("Partner A's value"), place),
      (place: StepPlace) => askValue(t("Partner B's value"), place),
    ];
    for (let i = 0; i < questions.length; ) {
      const answer = await questions[i]({ step: i + 1, totalSteps: questions.length });
      if (answer === undefined || (answer === back && i === 0)) return undefined;
      if (answer === back) i--;
      else answers[i++] = answer;
    }
    return { setting: String(answers[setting]), values: [answers[first], answers[second]] };
  }

  /** Asks in which setting the networks differ. */
  private async askSetting(draft: SettingsDraft, place: StepPlace, active: SettingValue) {
    const { title, settings } = draft;
    const items = this.ranges.groups.flatMap(group => {
      const offered = group.names.filter(
        name => COMPARED.test(name) && name in settings && unmetCondition(name, draft) === undefined,
      );
      const rows = offered.map(name => ({
        label: name,
        description: String(settings[name]),
        detail: this.ranges.describe(name),
      }));
      return rows.length > 0
        ? [{ label: group.title, kind: vscode.QuickPickItemKind.Separator }, ...rows]
        : [];
    });
    const picked = await pickItem<vscode.QuickPickItem>({
      ...{ ...place, title, items, active: items.find(({ label }) => label === active) },
      placeholder: vscode.l10n.t('The setting in which your networks differ'),
    });
    return picked === undefined || picked === back ? picked : picked.label;
  }

  private write(
    text: vscode.Uri,
    own: RunSettings,
    { setting, values }: PairChoice,
  ): Promise<readonly vscode.Uri[]> {
    const { t } = vscode.l10n;
    const title = nameOf(text).replace(/\.\w+$/, '');
    const hints = [
      t('Two partners train networks that differ in one setting: {0}.', setting),
      t('Run the experiment above these lines. Then use "Export Run as File…" and exchange the files.'),
      t('"Compare with a Partner\'s Run…" shows both runs and which loss is lower.'),
    ];
    const write = (value: SettingValue, partner: string) => {
      const name = `${title} · ${t('partner {0}', partner)} · ${valueText(setting, value)}`;
      const draft = draftForPartner(name, nameOf(text), {
        ...{ own, defaults: this.ranges.defaults, change: { [setting]: value } },
      });
      const file = fileName(`${title}-${partner}`, 'pair');
      return createExperiment(vscode.Uri.joinPath(text, '..'), file, fileOf(draft, hints));
    };
    return Promise.all(values.map((value, i) => write(value, 'AB'[i])));
  }
}

/**
 * Returns a text in a folder where experiments can be written. Copies a text from outside the workspace, such as a sample, into
 * the folder of new experiments. Throws a UserError if the text is not a file, or another text has its name there.
 */
async function textToShare(text: vscode.Uri, storage: vscode.Uri): Promise<vscode.Uri> {
  checkFile(text);
  if (vscode.workspace.getWorkspaceFolder(text)) return text;
  const copy = vscode.Uri.joinPath(experimentsFolder(storage), nameOf(text));
  const content = await vscode.workspace.fs.readFile(text);
  const present = await vscode.workspace.fs.readFile(copy).then(undefined, () => undefined);
  if (present === undefined) await vscode.workspace.fs.writeFile(copy, content);
  else if (!isEqual(present, content))
    throw new UserError('Another text is in "{0}". Open that text, or rename it.', [copy.fsPath]);
  return copy;
}

const isEqual = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
