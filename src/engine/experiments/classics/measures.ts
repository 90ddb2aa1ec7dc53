import type { ClassicName, classicThresholds } from '../../../common/classics/classicThresholds';
import { symbolBits } from '../../configuration/bits';
import type { TextModel } from '../../model/openModel';
import { RecurrentModel } from '../../model/recurrentModel';
import { agreementOf } from '../../scoring/agreement';
import { bitErrorsOf } from '../../scoring/bitErrors';
import { nearestRows, rowsNearOwnClass } from '../../scoring/clusters/nearestRows';
import { meanStates } from '../../scoring/meanStates';
import { errorsByLabel } from '../../scoring/surprisal/byLabel';
import { surprisalRows } from '../../scoring/surprisal/rows';
import type { SurprisalRow } from '../../scoring/surprisal/surprisalRow';
import { columnsOf } from '../generators';
import { letterBits } from '../generators/letterBits';
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

  letters(open, { text }) {
    const groupOf = (letter: string) => ('aiu'.includes(letter) ? 'vowel' : 'consonant');
    const errors = bitErrorsOf(open, text, symbolBits({ 'model.bits': letterBits }), groupOf);
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

  agreement(open, { text, tokens }) {
    const clause = columnsOf('agreement').indexOf('clause');
    const places = tokens.map(({ start, token, label, more = [] }) => ({
      ...{ start, token, label, rival: more[0] ?? '' },
      groups: { clause: more[clause] ?? '' },
    }));
    const groups = agreementOf(open, text, places);
    const shareOf = (kind: string) =>
      groups.find(({ group, value }) => group === 'clause' && value === kind)?.right ?? Number.NaN;
    return {
      subject: shareOf('subject'),
      object: shareOf('object'),
      subjectWithObject: shareOf('subject with object'),
    };
  },
};

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
function wordsNearOwnClass({ model, tokenizer }: TextModel, { text, tokens }: NewText): number {
  if (!(model instanceof RecurrentModel)) return Number.NaN;
  const classes = new Map<string, Set<string>>();
  for (const { token, label } of tokens) classes.set(token, (classes.get(token) ?? new Set()).add(label));
  const states = meanStates(model, tokenizer, { name: '', bytes: new TextEncoder().encode(text) });
  const own = states.words.map(word => classes.get(word) ?? new Set<string>());
  return rowsNearOwnClass(nearestRows(states), own).length;
}
