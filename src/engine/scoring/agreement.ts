import { exp } from '../core/math';
import type { Distribution } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { Reading } from './reading';
import { codePoints } from './surprisal/codePoints';

/** A token of a text that must agree with an earlier token, for example a verb with its subject. */
export interface AgreementPlace {
  /** The position of the token's first character in the text, in code points. */
  readonly start: number;
  readonly token: string;
  /** The label of all tokens that would agree at this place. */
  readonly label: string;
  /**
   * The label of all tokens that would not agree at this place. Empty if no agreement is tested here: the
   * place then only shows that its token has the label `label`.
   */
  readonly rival: string;
  /** Properties of the place, such as its distance from the noun. The results are grouped by their values. */
  readonly groups: Readonly<Record<string, string>>;
}

/** How often the tokens that agree are more likely than those that do not, over the places of one group. */
export interface AgreementGroup {
  readonly group: string;
  readonly value: string;
  readonly places: number;
  /** Share of the places where the tokens that agree are more likely, from 0 to 1. */
  readonly right: number;
}

/**
 * Compares two probabilities at every place of a text: the sum over all tokens with the place's label, and
 * the sum over all tokens with the rival label. Returns the results for all places, then for every value of
 * every group.
 */
export function agreementOf(
  open: TextModel,
  text: string,
  places: readonly AgreementPlace[],
): AgreementGroup[] {
  const idsOf = idsByLabel(open, places);
  const wanted = new Map(places.filter(({ rival }) => rival !== '').map(place => [place.start, place]));
  const reading = new Reading(open);
  for (const _ of reading.read(text, true));
  const found = tokensAt(reading, text, wanted);
  const results = new Map<string, { group: string; value: string; places: number; right: number }>();
  reading.expectations([...found.keys()], (token, logProbs) => {
    const place = found.get(token);
    if (!place) return;
    const sum = (label: string) => sumOf(idsOf.get(label) ?? [], logProbs);
    const isRight = sum(place.label) > sum(place.rival);
    for (const [group, value] of [['all', ''], ...Object.entries(place.groups)]) {
      const key = `${group}\t${value}`;
      const result = results.get(key) ?? { group, value, places: 0, right: 0 };
      results.set(key, { ...result, places: result.places + 1, right: result.right + Number(isRight) });
    }
  });
  const groups = [...results.values()].map(each => ({ ...each, right: each.right / each.places }));
  const order = ['all', ...Object.keys([...wanted.values()][0]?.groups ?? {})];
  const byGroup = (group: string) => order.indexOf(group);
  return groups.sort(
    (a, b) => byGroup(a.group) - byGroup(b.group) || a.value.localeCompare(b.value, 'en', { numeric: true }),
  );
}

/** Returns, for each label, the ids of all tokens that have it at any place. */
function idsByLabel({ model }: TextModel, places: readonly AgreementPlace[]): Map<string, Set<number>> {
  const ids = new Map<string, Set<number>>();
  for (const { token, label } of places) {
    const id = model.vocabulary.id(token);
    if (id >= 0) ids.set(label, (ids.get(label) ?? new Set()).add(id));
  }
  return ids;
}

const sumOf = (ids: Iterable<number>, logProbs: Distribution) => {
  let sum = 0;
  for (const id of ids) sum += exp(logProbs[id]);
  return sum;
};

/** Returns the places by the index of their token in the reading, in the order of the tokens. */
function tokensAt(
  { tokens }: Reading,
  text: string,
  wanted: ReadonlyMap<number, AgreementPlace>,
): Map<number, AgreementPlace> {
  const found = new Map<number, AgreementPlace>();
  let [unit, point] = [0, 0];
  for (let token = 0; token < tokens.length; token++) {
    const start = tokens.starts[token];
    point += codePoints(text, unit, start);
    unit = start;
    const place = wanted.get(point);
    if (place && tokens.ends[token] > start) found.set(token, place);
  }
  return found;
}
