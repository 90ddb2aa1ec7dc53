import * as vscode from 'vscode';
import { hmmMaxima } from '../../common/emMaxima';
import type { HmmChoice, HmmFurtherParams, HmmParams, HmmRecord, HmmReport } from '../../protocol/hmmRecord';
import { UserError } from '../../protocol/userError';
import { count, number } from '../format/numbers';
import { askNumbers } from './askNumbers';
import { EmCommand } from './emCommand';
import { withStoppableProgress } from './stoppableProgress';

/** Two states of letters: the demonstration that finds vowels and consonants (Cave and Neuwirth 1980). */
export const vowelChoice: HmmChoice = {
  ...{ states: 2, iterations: 120, restarts: 4, byLine: false, isOfLetters: true },
};

/**
 * Implements "Train Hidden Markov Model on This Text…", "Train Hidden Markov Model Further…" and "Find Vowels and Consonants in
 * This Text".
 */
export class HmmCommand extends EmCommand<HmmRecord, HmmChoice> {
  protected override async ask(): Promise<HmmChoice | undefined> {
    const { t } = vscode.l10n;
    const numbers = await askNumbers(
      t('Train Hidden Markov Model'),
      {
        prompt: t('Number of states. Two states divide letters into vowels and consonants.'),
        ...{ usual: 2, minimum: 1, maximum: hmmMaxima.states },
      },
      {
        prompt: t(
          'Number of iterations of EM. Each raises the likelihood of the text or leaves it as it is.',
        ),
        ...{ usual: 100, minimum: 1, maximum: hmmMaxima.iterations },
      },
      {
        prompt: t('Number of random starts. The most likely result is kept.'),
        ...{ usual: 3, minimum: 1, maximum: hmmMaxima.restarts },
      },
    );
    const byLine = numbers && (await askByLine());
    if (!numbers || byLine === undefined) return undefined;
    const [states, iterations, restarts] = numbers;
    return { states, iterations, restarts, byLine, isOfLetters: false };
  }

  protected override nameFor(text: string, { isOfLetters, states }: HmmChoice): string {
    return isOfLetters
      ? vscode.l10n.t('{0} · vowels and consonants', text)
      : vscode.l10n.t('{0} · hidden Markov model {1}', text, states);
  }

  protected override make(params: HmmParams | HmmFurtherParams): Promise<HmmRecord> {
    const title = vscode.l10n.t(
      'Training a hidden Markov model on {0}. Cancel keeps what was trained so far.',
      params.text.name,
    );
    return withStoppableProgress(title, (endings, report) =>
      this.modelRegistry.trainHmm(params, endings, progress => report(progress.share, detailOf(progress))),
    );
  }

  protected override stored(): readonly HmmRecord[] {
    const all = this.modelRegistry.models.filter(model => model.kind === 'hmm');
    if (all.length === 0) throw new UserError('There is no hidden Markov model yet.');
    return all;
  }

  protected override furtherTitle(): string {
    return vscode.l10n.t('Train Hidden Markov Model Further');
  }
}

const detailOf = ({ start, iteration, logLikelihood }: HmmReport) =>
  vscode.l10n.t(
    'start {0}, iteration {1}: log likelihood {2}',
    count(start),
    count(iteration),
    number(logLikelihood, 1),
  );

async function askByLine(): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  const items = [
    { label: t('The whole text is one sequence'), description: t('usual'), byLine: false },
    { label: t('Each line is a sequence'), description: t('begins with the initial states'), byLine: true },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Train Hidden Markov Model') }))?.byLine;
}
