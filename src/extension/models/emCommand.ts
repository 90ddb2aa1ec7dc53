import * as vscode from 'vscode';
import { hmmMaxima } from '../../common/emMaxima';
import type { EmChoice, EmFurtherParams, EmParams } from '../../protocol/emRecord';
import type { HmmRecord } from '../../protocol/hmmRecord';
import type { LdsRecord } from '../../protocol/ldsRecord';
import { checkTrusted } from '../checkTrusted';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import { linesOfModel, modelEntry } from '../format/modelTexts';
import { count } from '../format/numbers';
import type { Messages } from '../messages';
import { readTrainingSettings } from '../settings';
import { chooseText, readText, sourceOf } from '../training/textSource';
import { askNumbers } from './askNumbers';
import { offerModel } from './offerModel';
import { isModel } from './runAndModelTree';

/** Trains models by EM on a text, and stored ones further. Only in trusted workspaces. */
export abstract class EmCommand<Made extends HmmRecord | LdsRecord, Choice extends EmChoice> {
  constructor(
    protected readonly modelRegistry: ModelRegistry,
    private readonly activeModel: ActiveModel,
    private readonly messages: Messages,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {}

  /** Asks the user how to train. Undefined if the user cancelled. */
  protected abstract ask(): Promise<Choice | undefined>;
  /** The name of a model of a text, which need not be free. */
  protected abstract nameFor(text: string, choice: Choice): string;
  protected abstract make(params: (EmParams & Choice) | EmFurtherParams): Promise<Made>;
  /** Returns the stored models of this kind, newest first. Throws a UserError if there are none. */
  protected abstract stored(): readonly Made[];
  /** The title of the questions about training further. */
  protected abstract furtherTitle(): string;

  async run(clicked?: unknown): Promise<Made | undefined> {
    checkTrusted(this.isTrusted());
    const uri = chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
    const choice = await this.ask();
    const record = choice && (await this.train(uri, choice));
    if (record) this.offer(record);
    return record;
  }

  /** Trains and stores a model. Throws a UserError if the workspace is not trusted. */
  async train(uri: vscode.Uri, choice: Choice): Promise<Made> {
    checkTrusted(this.isTrusted());
    const text = await readText(uri);
    await this.modelRegistry.load();
    const name = this.modelRegistry.freeName(this.nameFor(text.name, choice));
    return this.make({ name, text: sourceOf(text), settings: readTrainingSettings(uri), ...choice });
  }

  /** Asks for the number of further iterations of a model, and trains it. */
  async runFurther(clicked?: unknown): Promise<Made | undefined> {
    checkTrusted(this.isTrusted());
    await this.modelRegistry.load();
    const earlier = await this.pick(clicked);
    if (!earlier) return undefined;
    const prompt = vscode.l10n.t(
      'Number of iterations after the {0} completed ones.',
      count(earlier.iterations),
    );
    const usual = Math.max(1, earlier.iterations);
    const range = { usual, minimum: 1, maximum: hmmMaxima.iterations };
    const answers = await askNumbers(this.furtherTitle(), { prompt, ...range });
    if (!answers) return undefined;
    const record = await this.trainFurther(earlier, answers[0]);
    this.offer(record);
    return record;
  }

  /** Trains a stored model further on its text. The result is a new model. */
  async trainFurther(earlier: Made, iterations: number): Promise<Made> {
    checkTrusted(this.isTrusted());
    const text = await readText(vscode.Uri.parse(earlier.text.uri));
    const name = this.modelRegistry.freeName(earlier.name);
    return this.make({ name, text: sourceOf(text), iterations, from: earlier.id });
  }

  private offer(record: Made): void {
    offerModel(this.activeModel, this.messages, record, linesOfModel(record).slice(1, -1));
  }

  /** Returns the clicked model, or asks the user for one of this kind. */
  private async pick(clicked: unknown): Promise<Made | undefined> {
    const all = this.stored();
    if (isModel(clicked)) return all.find(({ id }) => id === clicked.id);
    const items = all.map(record => ({ ...modelEntry(record), record }));
    return (await vscode.window.showQuickPick(items, { title: this.furtherTitle() }))?.record;
  }
}
