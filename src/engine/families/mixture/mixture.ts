import { exp, log } from '../../core/math';
import { SENTENCE_END } from '../../data/tokenizer';
import type { Vocabulary } from '../../data/vocabulary';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';
import type { VisitMembers } from './logLinearWeights';
import { Member, type MemberState } from './member';
import { sharedVocabulary } from './sharedVocabulary';

/**
 * How the probabilities of the members are combined:
 *
 * linear      P(w|h) = sum_i lambda_i P_i(w|h)              Jelinek & Mercer (1980)
 * logLinear   P(w|h) = prod_i P_i(w|h)^lambda_i / Z(h)      Klakow (1998)
 *
 * A linear mixture with equal weights is an ensemble. Its perplexity is at most the geometric mean of the
 * perplexities of its members.
 */
export const combinations = ['linear', 'logLinear'] as const;
export type Combination = (typeof combinations)[number];

export interface WeightedMember {
  readonly model: LanguageModel;
  readonly weight: number;
}

/** Combines several models into one. `sharedVocabulary` describes how different vocabularies are combined. */
export class Mixture implements LanguageModel<readonly MemberState[]> {
  readonly vocabulary: Vocabulary;
  readonly begin: number | undefined;
  readonly outside: number | undefined;
  private readonly members: readonly Member[];
  private readonly weights: readonly number[];
  private readonly sums: Float64Array; // [V], one per symbol

  constructor(
    weighted: readonly WeightedMember[],
    readonly combination: Combination,
    /** The symbol that ends a line. Members without `<s>` read this symbol before a text. */
    lineEnd = SENTENCE_END,
  ) {
    this.vocabulary = sharedVocabulary(weighted.map(({ model }) => model.vocabulary));
    this.begin = weighted.some(({ model }) => model.begin !== undefined) ? this.vocabulary.size : undefined;
    const readsOutside = weighted.some(({ model }) => model.outside !== undefined);
    this.outside = readsOutside ? this.vocabulary.size + 1 : undefined;
    this.members = weighted.map(({ model }) => new Member(model, this.vocabulary, lineEnd));
    this.weights = weighted.map(({ weight }) => weight);
    this.sums = new Float64Array(this.vocabulary.size);
  }

  start(): readonly MemberState[] {
    return this.members.map(member => member.start());
  }

  step(states: readonly MemberState[], id: number) {
    const { sums, weights, combination } = this;
    sums.fill(0);
    const state = this.members.map((member, i) => {
      const weight = weights[i];
      const add =
        combination === 'linear'
          ? (word: number, logProb: number) => {
              sums[word] += weight * exp(logProb);
            }
          : (word: number, logProb: number) => {
              if (weight > 0) sums[word] += weight * logProb;
            };
      return member.step(states[i], id, add);
    });
    return { state, logProbs: combination === 'linear' ? toLogarithms(sums) : normalised(sums) };
  }

  score(states: readonly MemberState[], ids: Int32Array) {
    const { logProbs, state } = this.scoreWithMembers(states, ids);
    return { logProbs, state };
  }

  /**
   * Scores like `score`. Also returns, in `members`, ln P of each token by each member alone, [M][tokens]. The
   * ids are those of the mixture's vocabulary.
   */
  scoreWithMembers(states: readonly MemberState[], ids: Int32Array) {
    const scores = this.members.map((member, i) => member.score(states[i], ids));
    const members = scores.map(({ logProbs }) => logProbs);
    const logProbs = this.combination === 'linear' ? this.mixed(members) : this.readScores(states, ids);
    return { logProbs, members, state: scores.map(({ state }) => state) };
  }

  read(
    states: readonly MemberState[],
    ids: Int32Array,
    visit: (i: number, logProbs: Distribution) => void,
  ): readonly MemberState[] {
    return readBySteps(this, states, ids, visit);
  }

  /** Returns ln P of each token of a text by each member alone, [M][tokens]. */
  scoresOfMembers(ids: Int32Array): Float64Array[] {
    return this.members.map(member => member.score(member.start(), ids).logProbs);
  }

  /**
   * Reads the ids and calls `visit` with the distributions of all members, for every token except the first.
   */
  readMembers(ids: Int32Array, visit: VisitMembers): void {
    const rows = this.members.map(() => new Float64Array(this.vocabulary.size));
    let states = this.start();
    for (let t = 0; t + 1 < ids.length; t++) {
      states = this.members.map((member, i) =>
        member.step(states[i], ids[t], (word, logProb) => {
          rows[i][word] = logProb;
        }),
      );
      visit(rows, ids[t + 1]);
    }
  }

  /** Returns, for each token, the logarithm of the weighted sum of the members' probabilities. */
  private mixed(scores: readonly Float64Array[]): Float64Array {
    return Float64Array.from(scores[0], (_, t) => {
      let sum = 0;
      for (let i = 0; i < scores.length; i++) sum += this.weights[i] * exp(scores[i][t]);
      return log(sum);
    });
  }

  private readScores(states: readonly MemberState[], ids: Int32Array): Float64Array {
    const scores = new Float64Array(ids.length).fill(Number.NaN);
    this.read(states, ids, (i, logProbs) => {
      scores[i] = logProbs[ids[i]];
    });
    return scores;
  }
}

function toLogarithms(sums: Float64Array): Float64Array {
  for (let id = 0; id < sums.length; id++) sums[id] = log(sums[id]);
  return sums;
}

/**
 * Returns the logarithms minus ln Z, so that the probabilities sum to 1. If every symbol has probability 0,
 * returns the uniform distribution.
 */
function normalised(logs: Float64Array): Float64Array {
  const largest = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (largest === Number.NEGATIVE_INFINITY) return logs.fill(-log(logs.length));
  let Z = 0;
  for (const value of logs) Z += exp(value - largest);
  const lnZ = largest + log(Z);
  for (let id = 0; id < logs.length; id++) logs[id] -= lnZ;
  return logs;
}
