import * as vscode from 'vscode';
import { hmmMaxima } from '../../common/hmmMaxima';
import type { HmmFurtherParams, HmmParams, HmmRecord, HmmReport } from '../../protocol/hmmRecord';
import { UserError } from '../../protocol/userError';
import { checkTrusted } from '../checkTrusted';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import { hmmLines, modelEntry } from '../format/modelTexts';
import { count, number } from '../format/numbers';
import type { Messages } from '../messages';
import { readTrainingSettings } from '../settings';
import { chooseText, readText, sourceOf } from '../training/textSource';
import { withCancellableProgress } from './cancellableProgress';
import { offerModel } from './offerModel';
import { isModel } from './runAndModelTree';

export type HmmChoice = Pick<HmmParams, 'states' | 'iterations' | 'restarts' | 'byLine' | 'isOfLetters'>;

/** Two states of letters: the demonstration that finds vowels and consonants (Cave and Neuwirth 1980). */
export const vowelChoice: HmmChoice = {
  ...{ states: 2, iterations: 120, restarts: 4, byLine: false, isOfLetters: true },
};

interface NumberRange {
  readonly usual: number;
  readonly maximum: number;
}

const RANGES = {
  states: { usual: 2, maximum: hmmMaxima.states },
  iterations: { usual: 100, maximum: hmmMaxima.iterations },
  restarts: { usual: 3, maximum: hmmMaxima.restarts },
} satisfies Record<string, NumberRange>;

/**
 * Implements "Train Hidden Markov Model on This Text…", "Train Hidden Markov Model Further…" and "Find Vowels and Consonants in
 * This Text".
 */
export class HmmCommand {
  constructor(
    private readonly modelRegistry: ModelRegistry,
    private readonly activeModel: ActiveModel,
    private readonly messages: Messages,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {}

  async run(clicked?: unknown): Promise<HmmRecord | undefined> {
    checkTrusted(this.isTrusted());
    const uri = chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
    const choice = await ask();
    const record = choice && (await this.train(uri, choice));
    if (record) offerModel(this.activeModel, this.messages, record, hmmLines(record).slice(1, -1));
    return record;
  }

  /** Trains and stores a model. Throws a UserError if the workspace is not trusted. */
  async train(uri: vscode.Uri, choice: HmmChoice): Promise<HmmRecord> {
    checkTrusted(this.isTrusted());
    const text = await readText(uri);
    await this.modelRegistry.load();
    const { t } = vscode.l10n;
    const title = choice.isOfLetters
      ? t('{0} · vowels and consonants', text.name)
      : t('{0} · hidden Markov model {1}', text.name, choice.states);
    const name = this.modelRegistry.freeName(title);
    const params = { name, text: sourceOf(text), settings: readTrainingSettings(uri), ...choice };
    return this.make(params);
  }

  /** Asks for the number of further iterations of a model, and trains it. */
  async runFurther(clicked?: unknown): Promise<HmmRecord | undefined> {
    checkTrusted(this.isTrusted());
    await this.modelRegistry.load();
    const earlier = await this.pick(clicked);
    if (!earlier) return undefined;
    const iterations = await askNumber(
      vscode.l10n.t('Number of iterations after the {0} completed ones.', count(earlier.iterations)),
      { ...RANGES.iterations, usual: earlier.iterations },
    );
    if (iterations === undefined) return undefined;
    const record = await this.trainFurther(earlier, iterations);
    offerModel(this.activeModel, this.messages, record, hmmLines(record).slice(1, -1));
    return record;
  }

  /** Trains a stored model further on its text. The result is a new model. */
  async trainFurther(earlier: HmmRecord, iterations: number): Promise<HmmRecord> {
    checkTrusted(this.isTrusted());
    const text = await readText(vscode.Uri.parse(earlier.text.uri));
    const name = this.modelRegistry.freeName(earlier.name);
    return this.make({ name, text: sourceOf(text), iterations, from: earlier.id });
  }

  private make(params: HmmParams | HmmFurtherParams): Promise<HmmRecord> {
    const title = vscode.l10n.t('Training a hidden Markov model on {0}', params.text.name);
    return withCancellableProgress(title, (signal, report) =>
      this.modelRegistry.trainHmm(params, signal, progress => report(progress.share, detailOf(progress))),
    );
  }

  /** Returns the clicked model, or asks the user for one of the hidden Markov models. */
  private async pick(clicked: unknown): Promise<HmmRecord | undefined> {
    const all = this.modelRegistry.models.filter(model => model.kind === 'hmm');
    if (isModel(clicked)) return all.find(({ id }) => id === clicked.id);
    if (all.length === 0) throw new UserError('There is no hidden Markov model yet.');
    const items = all.map(record => ({ ...modelEntry(record), record }));
    const title = vscode.l10n.t('Train Hidden Markov Model Further');
    return (await vscode.window.showQuickPick(items, { title }))?.record;
  }
}

const detailOf = ({ start, iteration, logLikelihood }: HmmReport) =>
  vscode.l10n.t(
    'start {0}, iteration {1}: log likelihood {2}',
    count(start),
    count(iteration),
    number(logLikelihood, 1),
  );

/** Asks the user for the numbers of states, iterations and starts. Undefined if the user cancelled. */
async function ask(): Promise<HmmChoice | undefined> {
  const { t } = vscode.l10n;
  const states = await askNumber(
    t('Number of states. Two states divide letters into vowels and consonants.'),
    RANGES.states,
  );
  if (states === undefined) return undefined;
  const iterations = await askNumber(
    t('Number of iterations of EM. Each raises the likelihood of the text or leaves it as it is.'),
    RANGES.iterations,
  );
  if (iterations === undefined) return undefined;
  const restarts = await askNumber(
    t('Number of random starts. The most likely result is kept.'),
    RANGES.restarts,
  );
  if (restarts === undefined) return undefined;
  const byLine = await askByLine();
  return byLine === undefined ? undefined : { states, iterations, restarts, byLine, isOfLetters: false };
}

async function askByLine(): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  const items = [
    { label: t('The whole text is one sequence'), description: t('usual'), byLine: false },
    { label: t('Each line is a sequence'), description: t('begins with the initial states'), byLine: true },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Train Hidden Markov Model') }))?.byLine;
}

async function askNumber(prompt: string, { usual, maximum }: NumberRange): Promise<number | undefined> {
  const isValid = (text: string) => /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= maximum;
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Train Hidden Markov Model'),
    prompt,
    value: String(usual),
    validateInput: text =>
      isValid(text) ? undefined : vscode.l10n.t('Enter a whole number from 1 to {0}.', count(maximum)),
  });
  return answer === undefined ? undefined : Number(answer);
}
