import * as vscode from 'vscode';
import { inert, inMarkdown, oneLine } from '../../../common/harmlessText';
import { networkOf } from '../../../common/networkName';
import { hasHeldOutText } from '../../../common/runFigures';
import { fullName, shortName } from '../../../common/runNames';
import { isLanguageModel } from '../../../common/runTask';
import type { CheckpointChoice } from '../../../protocol/modelReference';
import type { RunRecord, RunState } from '../../../protocol/run';
import { commandId } from '../../commandId';
import { count, number, time } from '../../format/numbers';
import {
  judgedFigure,
  judgedText,
  lossLine,
  shareText,
  speedOf,
  stateName,
  timeLeftText,
  unknownMarkOf,
  unknownOf,
  validated,
} from '../../format/runFigures';
import { activeUri } from '../../models/activeBadge';
import { translate } from '../../translate';

const icons: Record<RunState, vscode.ThemeIcon> = {
  running: new vscode.ThemeIcon('sync~spin', new vscode.ThemeColor('charts.green')),
  paused: new vscode.ThemeIcon('debug-pause', new vscode.ThemeColor('charts.yellow')),
  stopped: new vscode.ThemeIcon('debug-stop'),
  done: new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('charts.red')),
  interrupted: new vscode.ThemeIcon('debug-disconnect', new vscode.ThemeColor('charts.yellow')),
};

interface Marks {
  /**
   * The checkpoint whose weights are used, if the run is the active model. Undefined if the run is not the
   * active model.
   */
  readonly active: CheckpointChoice | undefined;
  /** Whether the run has a worker in this window. */
  readonly live: boolean;
}

export function itemOf(record: RunRecord, { active: checkpoint, live }: Marks): vscode.TreeItem {
  const item = new vscode.TreeItem(inert(shortName(record)));
  const { starred, tags = [], elsewhere, note } = record;
  const unknown = record.validation && unknownMarkOf(record);
  const loss = shareText(record) ?? judgedText(record);
  const notes = [timeLeftText(record), unknown].filter(note => note !== undefined);
  const active = checkpoint === undefined ? undefined : activeMark(checkpoint);
  const marks = [...tags.map(tag => `#${tag}`), ...(elsewhere ? [vscode.l10n.t('in another window')] : [])];
  item.id = record.id;
  item.iconPath = icons[record.state];
  item.description = inert([loss, ...(starred ? ['★'] : []), ...notes, ...marks].join(' · '));
  item.resourceUri = active === undefined ? undefined : activeUri(record.id, active);
  item.tooltip = tooltipOf(record, active);
  item.contextValue = [
    'run',
    // Shows no menu items that control the run if another window trains it.
    elsewhere ? 'elsewhere' : record.state,
    starred ? 'starred' : 'plain',
    ...(live ? ['live'] : []),
    // Shows menu items for language models only on their runs.
    ...(isLanguageModel(record) ? ['language'] : []),
    ...(checkpoint === undefined ? [] : ['active']),
  ].join(' ');
  item.command = {
    command: commandId('showRun'),
    title: vscode.l10n.t('Show in the Dashboard'),
    arguments: [record.id],
  };
  item.accessibilityInformation = {
    label: [
      oneLine(shortName(record)),
      stateName(record),
      ...(active === undefined ? [] : [active]),
      judgedFigure(record),
      ...notes,
      ...(starred ? [vscode.l10n.t('starred')] : []),
      ...marks,
      ...(note ? [oneLine(note)] : []),
    ].join(', '),
  };
  return item;
}

/** Returns a text that says which weights of the active model are used. */
function activeMark(checkpoint: CheckpointChoice): string {
  const { t } = vscode.l10n;
  switch (checkpoint) {
    case 'usual':
      return t('Active model');
    case 'newest':
      return t('Active model, newest weights');
    case 'best':
      return t('Active model, best weights');
    default:
      return t('Active model, iteration {0}', count(checkpoint));
  }
}

function validationLine(record: RunRecord, { last, best }: NonNullable<RunRecord['validation']>): string {
  const share = shareText(record);
  if (share !== undefined)
    return last.macroF1 === undefined
      ? share
      : vscode.l10n.t('{0} · macro-F1 {1}', share, number(last.macroF1, 3));
  const figures = [...[last, best].map(validated), count(best.iteration)];
  return record.task === 'cloze'
    ? vscode.l10n.t('validation pseudo-perplexity {0} · best {1} at iteration {2}', ...figures)
    : vscode.l10n.t('validation perplexity {0} · best {1} at iteration {2}', ...figures);
}

/**
 * Returns the tooltip of a run. Appends names and failures as plain text, because they can contain any
 * characters, including Markdown.
 */
function tooltipOf(record: RunRecord, active: string | undefined): vscode.MarkdownString {
  const { settings, text } = record;
  const tooltip = new vscode.MarkdownString();
  const line = (words: string) => tooltip.appendText(inMarkdown(words)).appendMarkdown('\n\n');
  tooltip
    .appendMarkdown('**')
    .appendText(inMarkdown(fullName(record)))
    .appendMarkdown('**\n\n');
  line(vscode.l10n.t('{0} at iteration {1}', stateName(record), count(record.iteration)));
  if (active !== undefined) line(active);
  if (record.elsewhere) line(vscode.l10n.t('It is open in another window or program.'));
  if (record.failure) line(translate(record.failure));
  line(lossLine(record));
  if (record.validation) line(validationLine(record, record.validation));
  if (!hasHeldOutText(record)) line(vscode.l10n.t('No held-out text: this may be memorised.'));
  const unknown = unknownOf(record);
  if (unknown !== undefined) line(vscode.l10n.t('validation text: {0}', unknown));
  if (record.state === 'running') line(vscode.l10n.t('{0} tokens/s', speedOf(record)));
  line(
    vscode.l10n.t(
      '{0}: {1} tokens, {2} distinct symbols',
      text.name,
      count(text.tokens),
      count(record.vocabulary),
    ),
  );
  line(`${networkOf(settings)} · ${settings['training.optimizer']} ${record.learningRate}`);
  line(time(record.createdAt));
  if (record.note) for (const words of record.note.split('\n')) line(words);
  return tooltip;
}
