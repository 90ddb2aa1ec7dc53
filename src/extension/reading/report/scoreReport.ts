import * as vscode from 'vscode';
import { visible } from '../../../common/visibleToken';
import { perplexityWithoutEnds } from '../../../engine/scoring/perplexities';
import { srilmLines, totalsOf } from '../../../engine/scoring/srilm';
import type { ModelFacts } from '../../../protocol/modelReference';
import type { Context } from '../../../protocol/textRange';
import type { ModelScore } from '../../core/textReader';
import { number, percent } from '../../format/numbers';
import { figuresOf, highestSurprisal, isByCharacter, nameOf, warningsOf } from '../scoreFigures';
import { tokenInPlace } from '../tokenInPlace';
import type { Report } from './layout';

/** Returns the full report on the score of one text under one model. */
export function scoreReport(
  score: ModelScore,
  document: vscode.TextDocument,
  name: string,
  context: Context,
): Report {
  const { l10n } = vscode;
  const { model } = score;
  const isCharacter = isByCharacter(model);
  const figures = [
    [l10n.t('Text'), name],
    [l10n.t('Model'), nameOf(model)],
    ...(model.reference.kind === 'file' ? [] : [['ID', model.reference.id]]),
    [l10n.t('Kind'), model.description],
    [l10n.t('Context'), contextName(context, model)],
    ...[...figuresOf(score), highestSurprisal(score)].map(figure => [figure.name, figure.value]),
    ...(model.bothSides ? [] : [[l10n.t('Perplexity without ends'), number(perplexityWithoutEnds(score))]]),
    [l10n.t('Sentence ends'), number(score.sentenceEnds, 0)],
    ...(isCharacter ? [] : [[l10n.t('Scored tokens'), number(score.scored, 0)]]),
    [l10n.t('Scored characters'), number(score.characters, 0)],
  ];
  const header = ['', l10n.t('Bits'), l10n.t('Expected'), l10n.t('Probability')];
  const mostSurprising = score.mostSurprising.map(token => {
    const { surprisal, expected } = token;
    const [before, itself, after] = tokenInPlace(token, model, document);
    return [
      isCharacter ? `${before}[${itself}]${after}` : itself,
      number(surprisal),
      expected ? visible(expected.text) : '',
      expected ? percent(expected.probability) : '',
    ];
  });
  return [
    ...warningsOf(score),
    ...(model.bothSides ? [] : srilmFigures(score, name)),
    figures,
    isCharacter ? l10n.t('Most surprising characters:') : l10n.t('Most surprising tokens:'),
    [header, ...mostSurprising],
  ];
}

/** Returns the figures of SRILM, which are those of a language model, with an explanation. */
function srilmFigures(score: ModelScore, name: string): readonly string[] {
  const { l10n } = vscode;
  const isCharacter = isByCharacter(score.model);
  return [
    `file ${name}: ${srilmLines(totalsOf(score), isCharacter ? 'characters' : 'words')}`,
    isCharacter
      ? l10n.t(
          'ppl divides logprob by the characters and the line ends, ppl1 by the characters without line ends.',
        )
      : l10n.t('ppl divides logprob by the words and the sentence ends, ppl1 by the words alone.'),
  ];
}

/** Returns what a model reads besides the scored text. A cloze model also reads what follows. */
export function contextName(context: Context, { bothSides }: Pick<ModelFacts, 'bothSides'>): string {
  if (bothSides && context !== 'none') return aroundName(context);
  switch (context) {
    case 'none':
      return vscode.l10n.t('none');
    case 'line':
      return vscode.l10n.t('the line before it');
    case 'paragraph':
      return vscode.l10n.t('the paragraph before it');
    case 'document':
      return vscode.l10n.t('the document before it');
  }
}

function aroundName(context: Exclude<Context, 'none'>): string {
  switch (context) {
    case 'line':
      return vscode.l10n.t('the line around it');
    case 'paragraph':
      return vscode.l10n.t('the paragraph around it');
    case 'document':
      return vscode.l10n.t('the document around it');
  }
}
