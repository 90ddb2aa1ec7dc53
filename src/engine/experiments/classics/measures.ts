import type { ClassicName, classicThresholds } from '../../../common/classics/classicThresholds';
import { letterBits } from '../../../common/classics/letterBits';
import { symbolBits } from '../../configuration/bits';
import type { TextModel } from '../../model/openModel';
import { RecurrentModel } from '../../model/recurrentModel';
import { type AgreementGroup, agreementOf } from '../../scoring/agreement';
import { bitErrorsOf } from '../../scoring/bitErrors';
import { nearestRows, rowsNearOwnClass } from '../../scoring/clusters/nearestRows';
import { type MeanStates, meanStates } from '../../scoring/meanStates';
import { errorsByLabel } from '../../scoring/surprisal/byLabel';
import { surprisalRows } from '../../scoring/surprisal/rows';
import type { SurprisalRow } from '../../scoring/surprisal/surprisalRow';
import { columnsOf } from '../generators';
import { lexicalEntropy } from '../generators/lexical';
import type { NewText } from './newText';

type Thresholds<Name extends ClassicName> = (typeof classicThresholds)[Name]['thresholds'];
/** Returns the figures of an experiment for a model. A figure that cannot be measured is NaN. */
type Measure<Name extends ClassicName> = (
  open: TextModel,
  text: NewText,
) => Readonly<Record<keyof Thresholds<Name>, number>>;

/** How the figures of each experiment are measured. */
export const measures: { readonly [Name in ClassicName]: Measure<Name> } = {
  xor(open, text) {
    const rmsAt = (label: string) => errorsOf(open, text).get(label)?.rms ?? Number.NaN;
    return { third: rmsAt('3'), first: rmsAt('1'), second: rmsAt('2') };
  },

  letters(open, text) {
    const errors = letterErrors(open, text);
    const [vowels, consonants] = [errors.get('vowel'), errors.get('consonant')];
    return {
      vowels: vowels?.all ?? Number.NaN,
      consonants: consonants?.all ?? Number.NaN,
      consonantBit: consonants?.bits[0] ?? Number.NaN,
      highBit: consonants?.bits[3] ?? Number.NaN,
    };
  },

  words(open, text) {
    const errors = errorsOf(open, text);
    const surprisalAt = (label: string) => errors.get(label)?.surprisal ?? Number.NaN;
    return {
      ratio: surprisalAt('onset') / surprisalAt('inside'),
      boundaries: boundaryScore(rowsOf(open, text.text), text),
    };
  },

  lexical(open, text) {
    const errors = [...errorsOf(open, text).values()];
    const nats = errors.reduce((sum, { tokens, surprisal }) => sum + tokens * surprisal, 0);
    const words = errors.reduce((sum, { tokens }) => sum + tokens, 0);
    return { neighbours: wordsNearOwnClass(open, text), excess: nats / words - lexicalEntropy };
  },

  agreement(open, text) {
    const groups = agreementGroups(open, text);
    const shareOf = (kind: string) =>
      groups.find(({ group, value }) => group === 'clause' && value === kind)?.right ?? Number.NaN;
    return {
      subject: shareOf('subject'),
      object: shareOf('object'),
      subjectWithObject: shareOf('subject with object'),
    };
  },
};

/** Returns the errors of the bits of consonants and of vowels in the experiment `letters`. */
export function letterErrors(open: TextModel, { text, tokens }: NewText) {
  const labels = new Map(tokens.map(({ token, label }) => [token, label]));
  const bits = symbolBits({ 'model.bits': letterBits });
  return bitErrorsOf(open, text, bits, letter => labels.get(letter) ?? '');
}

/**
 * Returns how often the right number of a verb is more likely than the wrong one: for all verbs, and by each property of
 * the words between a verb and its subject.
 */
export function agreementGroups(open: TextModel, { text, tokens }: NewText): AgreementGroup[] {
  const [, ...properties] = columnsOf('agreement');
  const places = tokens.map(({ start, token, label, more: [rival = '', ...values] = [] }) => ({
    ...{ start, token, label, rival },
    groups: Object.fromEntries(properties.map((property, i) => [property, values[i] ?? ''])),
  }));
  return agreementOf(open, text, places);
}

const rowsOf = (open: TextModel, text: string): Iterable<SurprisalRow> =>
  surprisalRows(open, [text].values());

function errorsOf(open: TextModel, { text, tokens }: NewText) {
  const errors = errorsByLabel(rowsOf(open, text), tokens);
  return new Map(errors.map(({ label, ...error }) => [label, error]));
}

/** Returns the F1 of finding the first letters of words: those whose surprisal is above the mean and that of the letter before. */
function boundaryScore(rows: Iterable<SurprisalRow>, { tokens }: NewText): number {
  const labels = new Map(tokens.map(({ start, label }) => [start, label]));
  const scored = [...rows].filter(
    ({ start, end, logProb }) => end > start && labels.has(start) && !Number.isNaN(logProb),
  );
  const mean = scored.reduce((sum, { logProb }) => sum + logProb, 0) / scored.length;
  const isOnset = ({ start }: SurprisalRow) => labels.get(start) === 'onset';
  const found = scored.filter(({ logProb }, i) => logProb < mean && logProb < (scored[i - 1]?.logProb ?? 0));
  const right = found.filter(isOnset).length;
  return (2 * right) / (found.length + scored.filter(isOnset).length);
}

/** Returns the number of words whose nearest word, by the mean hidden states, is of their class. */
function wordsNearOwnClass(open: TextModel, text: NewText): number {
  const states = classedStates(open, text);
  return states ? rowsNearOwnClass(nearestRows(states), states.classes).length : Number.NaN;
}

/** The mean hidden states of words, and the classes of each word. */
export interface ClassedStates extends MeanStates {
  readonly classes: readonly ReadonlySet<string>[];
}

/** Returns the mean hidden states of the words of a text. Undefined if the model has no hidden states. */
export function classedStates(
  { model, tokenizer }: TextModel,
  { text, tokens }: NewText,
): ClassedStates | undefined {
  if (!(model instanceof RecurrentModel)) return undefined;
  const classes = new Map<string, Set<string>>();
  for (const { token, label } of tokens) classes.set(token, (classes.get(token) ?? new Set()).add(label));
  const states = meanStates(model, tokenizer, { name: '', bytes: new TextEncoder().encode(text) });
  return { ...states, classes: states.words.map(word => classes.get(word) ?? new Set<string>()) };
}
