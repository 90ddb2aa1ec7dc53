import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import { fullName } from '../../common/runNames';
import { isLanguageModel } from '../../common/runTask';
import type { RunRecord } from '../../protocol/run';
import { commandId } from '../commandId';
import type { RunManager } from '../core/runManager';
import { Owner } from '../disposableOwner';
import { count } from '../format/numbers';
import { lossText, perplexityText, shareText, speedOf, stateName, timeLeftText } from '../format/runFigures';

/** Shows the progress of the newest run that is training in the status bar. */
export class StatusBar extends Owner {
  private readonly item: vscode.StatusBarItem;

  constructor(private readonly runManager: RunManager) {
    super();
    const { Left } = vscode.StatusBarAlignment;
    this.item = this.own(vscode.window.createStatusBarItem('elman.progress', Left, 10));
    this.item.name = 'Elman Lab';
    this.item.command = commandId('openDashboard');
    this.own(runManager.onDidChange(() => this.show()));
  }

  private show(): void {
    const running = this.runManager.runs.filter(({ state }) => state === 'running');
    if (running.length === 0) {
      this.item.hide();
      return;
    }
    this.item.text = textOf(running);
    this.item.tooltip = tooltipOf(running);
    this.item.accessibilityInformation = { label: this.item.tooltip };
    this.item.show();
  }
}

/**
 * Returns the text of the status bar item: the loss of the newest run and the time left. It is short, because
 * VS Code hides other items, such as the active model, where the status bar is too narrow.
 */
export function textOf([newest, ...others]: readonly RunRecord[]): string {
  const more = others.length > 0 ? [`+${others.length}`] : [];
  return ['$(pulse) Elman', lossOf(newest), ...progressOf(newest), ...more].join(' · ');
}

/** Returns a tooltip with one line for each run. */
export const tooltipOf = (runs: readonly RunRecord[]) => runs.map(describe).join('\n');

function describe(run: RunRecord): string {
  const { t } = vscode.l10n;
  const figures = [
    t('iteration {0}', count(run.iteration)),
    lossOf(run),
    ...(!isLanguageModel(run)
      ? [shareText(run) ?? []].flat()
      : [t('training perplexity {0}', perplexityText(run))]),
    ...(run.validating || !(run.tokensPerSecond > 0) ? [] : [t('{0} tokens/s', speedOf(run))]),
    ...progressOf(run),
  ];
  return `${oneLine(fullName(run))}: ${figures.join(', ')}`;
}

const lossOf = (run: RunRecord) => vscode.l10n.t('loss {0}', lossText(run));

/** Returns the progress of a validation, if one is running, and the time left, if it is known. */
function progressOf(run: RunRecord): string[] {
  const left = timeLeftText(run);
  return [...(run.validating ? [stateName(run)] : []), ...(left === undefined ? [] : [left])];
}
