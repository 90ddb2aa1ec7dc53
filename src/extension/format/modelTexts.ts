import * as vscode from 'vscode';
import { inert, inMarkdown } from '../../common/harmlessText';
import type { HmmRecord } from '../../protocol/hmmRecord';
import type { LdsRecord } from '../../protocol/ldsRecord';
import type { LesionNote } from '../../protocol/lesion';
import type {
  MixtureRecord,
  NgramRecord,
  OfferedSmoothing,
  StoredLanguageModel,
  StoredModel,
} from '../../protocol/storedModels';
import type { VectorsRecord } from '../../protocol/vectorsRecord';
import { count, number, time } from './numbers';

/** Returns a short description of a stored model: `5-gram`, `hidden Markov model, states: 2` or `mixture of 3`. */
export function describeModel(record: StoredModel): string {
  switch (record.kind) {
    case 'ngram':
      return vscode.l10n.t('{0}-gram', record.ngrams.length);
    case 'hmm':
      return vscode.l10n.t('hidden Markov model, states: {0}', count(record.states));
    case 'lds':
      return vscode.l10n.t('linear dynamical system, states: {0}', count(record.states));
    case 'mixture':
      return vscode.l10n.t('mixture of {0}', record.members.length);
    case 'lesion':
      return vscode.l10n.t('network with a lesion');
    case 'vectors':
      return vscode.l10n.t('word vectors');
  }
}

export function smoothingName(name: OfferedSmoothing): string {
  switch (name) {
    case 'kneserNey':
      return vscode.l10n.t('Kneser-Ney, modified');
    case 'wittenBell':
      return vscode.l10n.t('Witten-Bell');
    case 'goodTuring':
      return vscode.l10n.t('Good-Turing (Katz)');
    case 'additive':
      return vscode.l10n.t('Additive');
  }
}

/**
 * Returns the tooltip of a model. Appends the model's name as plain text, because it can contain any
 * characters, including Markdown.
 */
export function tooltipOf(record: StoredModel): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  const line = (words: string) => tooltip.appendText(inMarkdown(words)).appendMarkdown('\n\n');
  tooltip.appendMarkdown('**').appendText(inMarkdown(record.name)).appendMarkdown('**\n\n');
  for (const words of linesOf(record)) line(words);
  line(time(record.createdAt));
  return tooltip;
}

function linesOf(record: StoredModel): string[] {
  if (record.kind === 'vectors') return vectorLines(record);
  return [...linesOfModel(record), vscode.l10n.t('{0} distinct symbols', count(record.vocabulary))];
}

/** Returns what a language model is, how it was trained or made, and last the text if there is one. */
export function linesOfModel(record: StoredLanguageModel): string[] {
  switch (record.kind) {
    case 'ngram':
      return ngramLines(record);
    case 'hmm':
      return hmmLines(record);
    case 'lds':
      return ldsLines(record);
    case 'mixture':
      return mixtureLines(record);
    case 'lesion':
      return lesionLines(record.lesion);
  }
}

/** Returns what a hidden Markov model is, how it was trained, and how many emissions have the lowest probability. */
function hmmLines({
  states,
  iterations,
  perplexity,
  raisedEmissions,
  isOfLetters,
  byLine,
  text,
}: HmmRecord): string[] {
  const { t } = vscode.l10n;
  return [
    t('Hidden Markov model, states: {0}', count(states)),
    emLine(iterations, perplexity),
    ...(isOfLetters
      ? [t('Upper and lower case are one letter, and all other characters are one blank.')]
      : []),
    ...(byLine ? [t('Each line is a sequence of its own.')] : []),
    ...(raisedEmissions > 0
      ? [t('Emissions raised to the lowest probability, 1e-12: {0}', count(raisedEmissions))]
      : []),
    t('{0}: {1} tokens', text.name, count(text.tokens)),
  ];
}

function ldsLines({ states, iterations, passes, perplexity, text }: LdsRecord): string[] {
  const { t } = vscode.l10n;
  return [
    t('Linear dynamical system, states: {0}', count(states)),
    emLine(iterations, perplexity),
    t('Passes of its readout: {0}', count(passes)),
    t('{0}: {1} tokens', text.name, count(text.tokens)),
  ];
}

const emLine = (iterations: number, perplexity: number) =>
  vscode.l10n.t(
    'Iterations of EM: {0}. Perplexity of its text: {1}.',
    count(iterations),
    number(perplexity, 2),
  );

function vectorLines({ vocabulary, size, settings, text, trained }: VectorsRecord): string[] {
  const isCbow = settings['vectors.method'] === 'cbow';
  return [
    vscode.l10n.t('{0} words, {1} dimensions', count(vocabulary), count(size)),
    isCbow ? vscode.l10n.t('Continuous bag of words (CBOW)') : vscode.l10n.t('Skip-gram'),
    vscode.l10n.t('{0}: {1} words', text.name, count(text.tokens)),
    ...(trained === undefined
      ? []
      : [vscode.l10n.t('Stopped after {0}% of the training', Math.floor(100 * trained))]),
  ];
}

function lesionLines({ units, connections, base }: LesionNote): string[] {
  return [
    vscode.l10n.t('Silenced units: {0}. Removed connections: {1}.', count(units), count(connections)),
    ...(base ? [vscode.l10n.t('Made from {0} at iteration {1}', base.name, count(base.iteration))] : []),
  ];
}

function ngramLines({ smoothing, ngrams, text }: NgramRecord): string[] {
  return [
    `${vscode.l10n.t('{0}-gram', ngrams.length)} · ${smoothingName(smoothing)}`,
    ngrams.map((n, i) => `${i + 1}: ${count(n)}`).join(' · '),
    vscode.l10n.t('{0}: {1} tokens', text.name, count(text.tokens)),
  ];
}

function mixtureLines(record: MixtureRecord): string[] {
  const { members, combination, heldOut } = record;
  return [
    combination === 'linear'
      ? vscode.l10n.t('Linear interpolation')
      : vscode.l10n.t('Log-linear interpolation'),
    ...members.map(({ name, weight }) => `${number(weight, 3)}  ${name}`),
    ...differences(record),
    ...(heldOut
      ? [
          vscode.l10n.t(
            'Weights from {0} ({1} tokens): perplexity {2}',
            heldOut.name,
            count(heldOut.tokens),
            number(heldOut.perplexity, 2),
          ),
        ]
      : []),
  ];
}

/**
 * Returns sentences that explain how a mixture combines members with different vocabularies. Empty if all
 * members have the same vocabulary.
 */
export function differences({ members, vocabulary }: MixtureRecord): string[] {
  const sizes = members.flatMap(member => member.vocabulary ?? []);
  if (sizes.every(size => size === vocabulary)) return [];
  return [
    vscode.l10n.t(
      'Its models know {0} of {1} symbols. Each spreads the probability of its <unk> over the symbols that it lacks; without <unk> it gives them probability 0.',
      sizes.map(count).join(' · '),
      count(vocabulary),
    ),
  ];
}

/** Returns the entry of a model in a selection list. */
export const modelEntry = (model: StoredModel) => ({
  label: inert(model.name),
  description: describeModel(model),
  detail: time(model.createdAt),
});
