import * as vscode from 'vscode';
import { hmmMaxima } from '../../common/hmmMaxima';
import type { HmmParams, HmmRecord, HmmReport } from '../../protocol/hmmRecord';
import { checkTrusted } from '../checkTrusted';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import { hmmLines } from '../format/modelTexts';
import { count, number } from '../format/numbers';
import type { Messages } from '../messages';
import { readTrainingSettings } from '../settings';
import { chooseText, readText, sourceOf } from '../training/textSource';
import { withCancellableProgress } from './cancellableProgress';
import { offerModel } from './offerModel';

export type HmmChoice = Pick<HmmParams, 'states' | 'iterations' | 'restarts' | 'isOfLetters'>;

/** Two states of letters: the demonstration that finds vowels and consonants (Cave and Neuwirth 1980). */
export const vowelChoice: HmmChoice = { states: 2, iterations: 120, restarts: 4, isOfLetters: true };

interface NumberRange {
  readonly usual: number;
  readonly maximum: number;
}

const RANGES = {
  states: { usual: 2, maximum: hmmMaxima.states },
  iterations: { usual: 100, maximum: hmmMaxima.iterations },
  restarts: { usual: 3, maximum: hmmMaxima.restarts },
} satisfies Record<string, NumberRange>;

/** Implements "Train Hidden Markov Model on This Text…" and "Find Vowels and Consonants in This Text". */
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
    return withCancellableProgress(t('Training a hidden Markov model on {0}', text.name), (signal, report) =>
      this.modelRegistry.trainHmm(params, signal, progress => report(progress.share, detailOf(progress))),
    );
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
  return restarts === undefined ? undefined : { states, iterations, restarts, isOfLetters: false };
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
