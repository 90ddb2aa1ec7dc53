import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ModelScore } from '../../src/extension/core/textReader';
import { runEntry } from '../../src/extension/format/runFigures';
import { describeSelection } from '../../src/extension/reading/hover/selectionMarkdown';
import { tooltipOf as selectionTooltip } from '../../src/extension/reading/selectionStatus';
import { itemOf } from '../../src/extension/runs/tree/runItem';
import { tooltipOf as progressTooltip } from '../../src/extension/training/statusBar';
import { record as recordOf } from '../webview/preview/run';
import { newDocument } from './support/services';
import { shownText } from './support/shownText';

const NAME = 'a\n# b\u2028c $(trash) [d](command:e) <img src=x> <mailto:f> &lt; https://g.h **i**';

describe('a run name with markup', () => {
  const { live, ...run } = recordOf({ id: '20260102T030405-1', name: NAME, state: 'running' });
  const score: ModelScore = {
    ...{ tokens: 1, scored: 1, unknown: 0, leftOut: 0, zeroProbs: 0, sentenceEnds: 0, characters: 1 },
    ...{
      logProb: -1,
      logProbWithoutEnds: -1,
      logProbWithoutUnknown: -1,
      zeroProbEnds: 0,
      mostSurprising: [],
    },
    ...{ charactersLeftOut: 0, unreadable: 0 },
    model: {
      name: NAME,
      iteration: 0,
      isBest: false,
      description: NAME,
      unit: 'char',
      vocabulary: 2,
      hasUnknown: false,
      reference: { kind: 'made', id: 'a' },
    },
  };

  it('is one line in the status bar', () => {
    assert.equal(progressTooltip([run, run]).split(/[\n\u2028]/).length, 2);
    const [first, second] = selectionTooltip(score).split(/[\n\u2028]/);
    assert.ok(first.startsWith('a # b c $(trash)') && first.endsWith('**i**'));
    assert.ok(second.includes(': '));
  });

  it('creates neither an icon nor a link in lists and the tree', () => {
    const { label } = runEntry(run);
    const item = itemOf(run, { active: undefined, live: false });
    for (const text of [label, String(item.label)]) {
      assert.doesNotMatch(text, /\n|\u2028|\$\(|\]\(/);
      assert.equal(text.replaceAll('\u2060', ''), NAME.replace(/[\n\u2028]/g, ' '));
    }
  });

  it('creates no Markdown in tooltips', () => {
    const item = itemOf(run, { active: undefined, live: false });
    const markdown = item.tooltip as vscode.MarkdownString;
    assert.ok(!markdown.isTrusted && !markdown.supportHtml && !markdown.supportThemeIcons);
    const [line] = markdown.value.split('\n');
    assert.match(line, /^\*\*a&nbsp;\\#&nbsp;b&nbsp;c/);
    assert.match(line, /\\\[d\\\]\\\(command:e\\\)/);
    assert.match(line, /\\\*\\*i\\\*\\*\*\*/);
    assert.doesNotMatch(line, /:\/\/|<mailto|&lt;/);
  });

  it('creates no markup in the hover, whose links call one command only', async () => {
    const document = await newDocument(NAME);
    const surprising = { text: NAME, start: 0, end: 1, surprisal: 3 };
    const mostSurprising = [{ ...surprising, expected: { text: NAME, probability: 0.5 } }];
    const markdown = describeSelection({ ...score, mostSurprising }, document);
    assert.deepEqual(markdown.isTrusted, { enabledCommands: ['elman.revealText'] });
    assert.ok(!markdown.supportThemeIcons);
    const [line, , ...others] = markdown.value.split('\n');
    assert.match(line, /^\*\*[\p{L}\p{N}&#;]+\*\* · [\p{L}\p{N}&#;]+$/u);
    assert.ok(shownText(line).startsWith(`**${NAME.replace(/[\n\u2028]/g, ' ')}** · `));
    const table = others.join('\n');
    assert.deepEqual(table.match(/<\/?[a-z]+/g), ['<b', '</b', '<span', '</span']);
    assert.equal(table.match(/\]\(/g)?.length, 1);
    assert.doesNotMatch(table, /[$\\]|!\[/);
  });
});
