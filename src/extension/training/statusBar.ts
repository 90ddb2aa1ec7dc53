import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import { fullName } from '../../common/runNames';
import type { RunRecord } from '../../protocol/run';
import type { RunManager } from '../core/runManager';
import { Owner } from '../disposableOwner';
import { count } from '../format/numbers';
import { lossText, perplexityText, speedOf, stateName, timeLeftText } from '../format/runFigures';

/** Shows the progress of the newest run that is training in the status bar. */
export class StatusBar extends Owner {
  private readonly item: vscode.StatusBarItem;

  constructor(private readonly runManager: RunManager) {
    super();
    const { Left } = vscode.StatusBarAlignment;
    this.item = this.own(vscode.window.createStatusBarItem('elman.progress', Left, 10));
    this.item.name = 'Elman Lab';
    this.item.command = 'elman.openDashboard';
    this.own(runManager.onDidChange(() => this.show()));
  }

  private show(): void {
    const running = this.runManager.runs.filter(({ state }) => state === 'running');
    if (running.length === 0) {
      this.item.hide();
      return;
    }
    const [newest] = running;
    const more = running.length > 1 ? [`+${running.length - 1}`] : [];
    this.item.text = ['$(pulse) Elman', ...wordsOf(newest), ...more].join(' · ');
    this.item.tooltip = tooltipOf(running);
    this.item.accessibilityInformation = { label: this.item.tooltip };
    this.item.show();
  }
}

function wordsOf(run: RunRecord): string[] {
  const figures = [
    vscode.l10n.t('loss {0}', lossText(run)),
    vscode.l10n.t('training perplexity {0}', perplexityText(run)),
  ];
  if (run.validating) figures.push(stateName(run));
  else if (run.tokensPerSecond > 0) figures.push(vscode.l10n.t('{0} tokens/s', speedOf(run)));
  return [...figures, ...[timeLeftText(run)].filter(left => left !== undefined)];
}

/** Returns a tooltip with one line for each run. */
export const tooltipOf = (runs: readonly RunRecord[]) => runs.map(describe).join('\n');

function describe(run: RunRecord): string {
  const iteration = vscode.l10n.t('iteration {0}', count(run.iteration));
  return `${oneLine(fullName(run))}: ${[iteration, ...wordsOf(run)].join(', ')}`;
}
