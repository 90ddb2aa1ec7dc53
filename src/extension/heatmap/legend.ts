import * as vscode from 'vscode';
import { inMarkdown } from '../../common/harmlessText';
import { commandId } from '../commandId';
import type { ActiveModel } from '../core/activeModel';
import { Owner } from '../disposableOwner';
import { percent } from '../format/numbers';
import { brieflyAttention, explainAttention } from './attentionLegend';
import type { Heatmap } from './heatmap';
import { commandOf, nameOf } from './modeNames';
import { hasLines, lineName } from './palette';
import type { AttentionScale, HeatmapScale, SignedScale, StatesScale, SurpriseScale } from './scale';
import { brieflySigned, explainSigned } from './signedLegend';
import { brieflyStates, explainStates } from './statesLegend';
import { swatch } from './swatch';
import { QUANTILES } from './thresholds';

/**
 * The legend of the heatmap in the status bar. Its tooltip shows the colour scale; a click changes the mode.
 */
export class Legend extends Owner {
  private readonly item: vscode.StatusBarItem;
  private shown: boolean | undefined;

  constructor(
    private readonly heatmap: Heatmap,
    private readonly activeModel: ActiveModel,
  ) {
    super();
    const { Right } = vscode.StatusBarAlignment;
    this.item = this.own(vscode.window.createStatusBarItem('elman.heatmap', Right, 90));
    this.item.name = vscode.l10n.t('Surprisal Heatmap');
    this.item.command = commandId('heatmapMode');
    const look = () => this.look();
    const listeners = [
      heatmap.onDidChange(look),
      activeModel.onDidChange(look),
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.window.onDidChangeActiveColorTheme(look),
      vscode.workspace.onDidChangeConfiguration(look),
    ];
    for (const listener of listeners) this.own(listener);
  }

  private look(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isOn = document !== undefined && this.heatmap.isOn(document);
    if (isOn !== this.shown) {
      this.shown = isOn;
      void vscode.commands.executeCommand('setContext', 'elman.heatmap', isOn);
    }
    if (!isOn) {
      void vscode.commands.executeCommand('setContext', 'elman.heatmapUnit', false);
      this.item.hide();
      return;
    }
    const scale = this.heatmap.scaleOf(document);
    // If there is no scale yet, the text is still being read.
    if (!scale) return;
    const { name } = nameOf(scale.mode);
    this.item.command = commandId(commandOf(scale.mode));
    this.item.text = `$(symbol-color) ${briefly(scale)}`;
    this.item.tooltip = this.explain(scale);
    void vscode.commands.executeCommand('setContext', 'elman.heatmapUnit', scale.mode === 'unit');
    const ranges = isOfSurprise(scale)
      ? scale.thresholds.map((_threshold, i) => rangeOf(scale, i + 1)).join(', ')
      : brieflyOther(scale);
    const label = `${name}: ${ranges}. ${unknownWords(scale)}`;
    this.item.accessibilityInformation = { label, role: 'button' };
    this.item.show();
  }

  /**
   * Returns the tooltip: the colour scale in the theme's colours, and an explanation. Appends the model's
   * name as plain text, because it could contain Markdown.
   */
  private explain(scale: HeatmapScale): vscode.MarkdownString {
    const markdown = new vscode.MarkdownString();
    markdown.supportHtml = true;
    const { name, description } = nameOf(scale.mode);
    markdown.appendMarkdown(`**${name}** · `).appendText(inMarkdown(this.activeModel.model?.name ?? ''));
    markdown.appendMarkdown(`\n\n${description}\n\n`);
    if (!isOfSurprise(scale)) return explainOther(markdown, scale);
    const isLined = hasLines(vscode.window.activeColorTheme.kind);
    for (let level = 0; level <= scale.thresholds.length; level++) {
      const line = isLined && level > 0 ? ` (${lineName(level)})` : '';
      markdown.appendMarkdown(`${swatch(level)} ${rangeOf(scale, level)}${line}  \n`);
    }
    const { t } = vscode.l10n;
    if (scale.bothSides)
      markdown.appendMarkdown(`\n${t('Each token is predicted from the tokens before and after it.')}\n`);
    markdown.appendMarkdown(`\n${basisOf(scale)}\n\n`);
    markdown.appendMarkdown(`\n${unknownWords(scale)} `.replaceAll('<', '&lt;'));
    return markdown.appendMarkdown(vscode.l10n.t('Click to change the colouring.'));
  }
}

function explainOther(
  markdown: vscode.MarkdownString,
  scale: SignedScale | StatesScale | AttentionScale,
): vscode.MarkdownString {
  const { t } = vscode.l10n;
  if (scale.mode === 'states') explainStates(markdown, scale);
  else if (scale.mode === 'attention') explainAttention(markdown, scale);
  else explainSigned(markdown, scale);
  if (!scale.unknown.isScored)
    markdown.appendMarkdown(`\n${t("Dashed underline: not in the model's vocabulary.")}\n`);
  const click = {
    unit: t('Click to choose a unit.'),
    difference: t('Click to choose another model.'),
    states: t('Click to change the colouring.'),
    attention: t('Click to choose a layer and a head.'),
  }[scale.mode];
  return markdown.appendMarkdown(`\n${click}`);
}

const isOfSurprise = (scale: HeatmapScale): scale is SurpriseScale => 'basis' in scale;

function brieflyOther(scale: SignedScale | StatesScale | AttentionScale): string {
  if (scale.mode === 'attention') return brieflyAttention(scale);
  if (scale.mode === 'states') return brieflyStates(scale);
  return brieflySigned(scale);
}

/** Shades of the levels, from the least to the most surprising. */
const SHADES = '░▒▓█';

/**
 * Returns the scale as one line: for each level its shade and its threshold, then the share of unknown tokens
 * if it is at least `SOME`. Returns only the share of unknown tokens if it is at least `MOSTLY`.
 */
export function briefly(scale: HeatmapScale): string {
  const { t } = vscode.l10n;
  const { share } = scale.unknown;
  if (share >= MOSTLY) return t('{0} unknown to the model', percent(share));
  if (!isOfSurprise(scale)) return brieflyOther(scale);
  const { mode, thresholds } = scale;
  const levels = thresholds.map((threshold, i) => `${SHADES[i]} ${number(threshold)}`).join('\u2002');
  const words = {
    bits: t('bits from {0}', levels),
    rank: t('rank above {0}', levels),
    probability: t('P below {0}', levels),
  }[mode];
  const measured = scale.bothSides ? t('{0}, from both sides', words) : words;
  return share >= SOME ? `${measured} · ${t('{0} unknown', percent(share))}` : measured;
}

/** Returns sentences that say how many tokens the model does not know, and how the heatmap marks them. */
export function unknownWords({ unknown: { share, isScored } }: Pick<HeatmapScale, 'unknown'>): string {
  const { t } = vscode.l10n;
  const drawn = isScored
    ? t("Tokens outside the model's vocabulary are coloured by the probability of <unk>.")
    : t("Dashed underline: not in the model's vocabulary.");
  return share === 0
    ? drawn
    : `${t('{0} of the tokens on the screen are unknown to the model.', percent(share))} ${drawn}`;
}

/** Minimum share of unknown tokens, from 0 to 1, at which the status bar shows the share. */
const SOME = 0.01;

/** Minimum share of unknown tokens, from 0 to 1, at which the colours say little about the text. */
const MOSTLY = 0.5;

/** Returns a sentence that says where the thresholds come from. */
function basisOf({ basis }: SurpriseScale): string {
  const { t } = vscode.l10n;
  const shares = QUANTILES.map(share => number(100 * share)).join(', ');
  return {
    settings: t('Thresholds: from the settings.'),
    quantiles: t('Thresholds: the {0}% quantiles of this text.', shares),
    vocabulary: t("Thresholds: from the number of the model's symbols."),
  }[basis];
}

/** Returns the range of values of a level as text. The range lies between two thresholds. */
function rangeOf({ mode, thresholds }: SurpriseScale, level: number): string {
  const { t } = vscode.l10n;
  const [from, to] = [number(thresholds[level - 1] ?? 0), number(thresholds[level])];
  const isFirst = level === 0;
  const isLast = level === thresholds.length;
  switch (mode) {
    case 'bits':
      return isLast ? t('{0} bits and more', from) : t('{0} to {1} bits', from, to);
    case 'rank':
      if (isLast) return t('beyond the first {0}', from);
      return thresholds[level] === 1 ? t('the most likely') : t('among the first {0}', to);
    case 'probability':
      return isFirst ? t('{0} and more', to) : isLast ? t('below {0}', from) : t('{0} to {1}', to, from);
  }
}

function number(value: number | undefined): string {
  return value?.toLocaleString(vscode.env.language) ?? '';
}
