import * as vscode from 'vscode';
import { inMarkdown } from '../../common/harmlessText';
import { visible } from '../../common/visibleToken';
import { unitName } from '../../protocol/unitReading';
import { headName } from './chosenHead';
import type { ValueAt } from './editorHeatmap';
import type { Heatmap } from './heatmap';

/** Shows the value by which the token under the pointer is coloured, if it is that of a unit, a difference or an attention, or its state. */
export function valueHover(heatmap: Heatmap): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const found = heatmap.valueAt(document, position);
      if (!found) return undefined;
      const { start, end } = found;
      const scale = heatmap.scaleOf(document);
      const symbols =
        scale?.mode === 'states' && found.kind === 'state' ? scale.symbols[found.state] : undefined;
      const compared = scale?.mode === 'difference' ? scale.compared : '';
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return new vscode.Hover(
        found.kind === 'state' ? markdownOfState(found, symbols) : markdownOf(found, compared),
        range,
      );
    },
  };
}

type StateAt = Extract<ValueAt, { kind: 'state' }>;

/** Names a state, its probability and its most likely symbols. */
function markdownOfState({ state, probability }: StateAt, symbols: readonly string[] = []) {
  const { t } = vscode.l10n;
  const markdown = new vscode.MarkdownString();
  if (state < 0) return markdown.appendMarkdown(t("not in the model's vocabulary"));
  markdown.appendMarkdown(
    `${t('State {0}: probability {1}, given the text that was read', `**${state + 1}**`, number(probability))}\n\n`,
  );
  return symbols.length === 0
    ? markdown
    : markdown.appendText(inMarkdown(t('Its most likely symbols: {0}', symbols.map(visible).join(' '))));
}

function markdownOf(found: Exclude<ValueAt, StateAt>, compared: string): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const isUnknown = Number.isNaN(found.value);
  const markdown = new vscode.MarkdownString();
  if (found.kind === 'attention') {
    const text = isUnknown ? t("not in the model's vocabulary") : number(found.value);
    return markdown.appendMarkdown(`${t('Attention, {0}', headName(found.place))}: **${text}**`);
  }
  if (found.kind === 'unit') {
    const text = isUnknown ? t("not in the model's vocabulary") : number(found.value);
    return markdown.appendMarkdown(`${unitName(found.place)}: **${text}**`);
  }
  const [active, other] = found.surprisals.map(number);
  if (isUnknown) return markdown.appendMarkdown(t('One of the two models gives this token no probability.'));
  const difference = `${found.value > 0 ? '+' : ''}${number(found.value)}`;
  return markdown
    .appendMarkdown(`${t('Difference: {0} bits', `**${difference}**`)}\n\n`)
    .appendText(inMarkdown(t('Active model: {0} bits. {1}: {2} bits.', active, compared, other)));
}

function number(value: number): string {
  return value.toLocaleString(vscode.env.language, { maximumSignificantDigits: 3 });
}
