import * as vscode from 'vscode';
import { ldsMaxima } from '../../common/emMaxima';
import type { LdsChoice, LdsFurtherParams, LdsParams, LdsRecord, LdsReport } from '../../protocol/ldsRecord';
import { UserError } from '../../protocol/userError';
import { count, number } from '../format/numbers';
import { askNumbers } from './askNumbers';
import { EmCommand } from './emCommand';
import { withStoppableProgress } from './stoppableProgress';

/** Implements "Train Linear Dynamical System on This Text…" and "Train Linear Dynamical System Further…". */
export class LdsCommand extends EmCommand<LdsRecord, LdsChoice> {
  protected override async ask(): Promise<LdsChoice | undefined> {
    const { t } = vscode.l10n;
    const numbers = await askNumbers(
      t('Train Linear Dynamical System'),
      {
        prompt: t('Number of states: the size of the vector that the model remembers.'),
        ...{ usual: 16, minimum: 1, maximum: ldsMaxima.states },
      },
      {
        prompt: t('Number of iterations of EM after the subspace identification.'),
        ...{ usual: 20, minimum: 0, maximum: ldsMaxima.iterations },
      },
      {
        prompt: t('Number of passes through the text in which the readout is trained.'),
        ...{ usual: 10, minimum: 0, maximum: ldsMaxima.passes },
      },
    );
    if (!numbers) return undefined;
    const [states, iterations, passes] = numbers;
    return { states, iterations, passes };
  }

  protected override nameFor(text: string, { states }: LdsChoice): string {
    return vscode.l10n.t('{0} · linear dynamical system {1}', text, states);
  }

  protected override make(params: LdsParams | LdsFurtherParams): Promise<LdsRecord> {
    const title = vscode.l10n.t(
      'Training a linear dynamical system on {0}. Cancel keeps what was trained so far.',
      params.text.name,
    );
    return withStoppableProgress(title, (endings, report) =>
      this.modelRegistry.trainLds(params, endings, progress => report(progress.share, detailOf(progress))),
    );
  }

  protected override stored(): readonly LdsRecord[] {
    const all = this.modelRegistry.models.filter(model => model.kind === 'lds');
    if (all.length === 0) throw new UserError('There is no linear dynamical system yet.');
    return all;
  }

  protected override furtherTitle(): string {
    return vscode.l10n.t('Train Linear Dynamical System Further');
  }
}

function detailOf({ stage, iteration, logDensity, share }: LdsReport): string {
  const { t } = vscode.l10n;
  if (stage === 'readout') return t('readout: {0}% of all', Math.floor(100 * share));
  if (logDensity === undefined) return t('identified');
  return t('iteration {0}: ln p per token {1}', count(iteration), number(logDensity, 3));
}
