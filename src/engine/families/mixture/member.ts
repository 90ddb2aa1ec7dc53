import { UserError } from '../../../protocol/userError';
import { log } from '../../core/math';
import type { Vocabulary } from '../../data/vocabulary';
import type { Distribution, LanguageModel } from '../../model/languageModel';
import { beforeFirst, idOf } from '../../model/textIds';
import { mapVocabulary, type VocabularyMapping } from './sharedVocabulary';

/** The state of a member after a history of tokens. */
export interface MemberState {
  readonly state: unknown;
  /**
   * The state before the last token, and the id of this token. Undefined at the start, where no token has
   * been read.
   */
  readonly before?: { readonly state: unknown; readonly id: number };
}

/**
 * A member of a mixture: a model that reads and predicts the ids of the mixture's vocabulary. Skips tokens
 * for which the model has no id.
 */
export class Member {
  private readonly translation: VocabularyMapping;
  /** The model's id for each symbol of the mixture, then for the mixture's ids `begin` and `outside`. */
  private readonly ids: Int32Array; // [V + 2], V symbols
  /** The distribution before any token was read: ln P of every symbol of the model, all equal. */
  private readonly uniform: Float64Array;

  constructor(
    private readonly model: LanguageModel,
    private readonly shared: Vocabulary,
    lineEnd: string,
  ) {
    this.translation = mapVocabulary(model.vocabulary, shared);
    const ids = shared.symbols.map(symbol => idOf(model, symbol));
    this.ids = Int32Array.from([...ids, beforeFirst(model, lineEnd), model.outside ?? -1]);
    this.uniform = new Float64Array(model.vocabulary.size).fill(-log(model.vocabulary.size));
  }

  start(): MemberState {
    return { state: this.model.start() };
  }

  /**
   * Reads a token. Passes ln P of every symbol of the mixture to `visit` and returns the state after the
   * token.
   */
  step(at: MemberState, id: number, visit: (id: number, logProb: number) => void): MemberState {
    const own = this.ids[id];
    const before = own < 0 ? at.before : { state: at.state, id: own };
    const taken = before && this.model.step(before.state, before.id);
    this.spread(taken?.logProbs ?? this.uniform, visit);
    return own < 0 || !taken ? at : { state: taken.state, before };
  }

  /** Scores like `LanguageModel.score`, but with the ids of the mixture's vocabulary. */
  score(at: MemberState, ids: Int32Array): { readonly logProbs: Float64Array; readonly state: MemberState } {
    const { ids: translated } = this;
    const known: number[] = []; // indices of the ids that the model can read
    for (let i = 0; i < ids.length; i++) if (translated[ids[i]] >= 0) known.push(i);
    // If the model skips the first token, it predicts the following tokens from the token before the first
    // one.
    const prefix = known[0] !== 0 && at.before ? at.before : undefined;
    const history = prefix ? 1 : 0;
    const sequence = new Int32Array(history + known.length);
    if (prefix) sequence[0] = prefix.id;
    for (let k = 0; k < known.length; k++) sequence[history + k] = translated[ids[known[k]]];
    const logProbs = new Float64Array(ids.length).fill(Number.NEGATIVE_INFINITY);
    logProbs[0] = Number.NaN;
    if (known.length === 0) return { logProbs, state: at };
    const scored = this.model.score(prefix ? prefix.state : at.state, sequence);
    for (let k = 0; k < known.length; k++) {
      const i = known[k];
      if (i === 0 || !this.isPredicted(ids[i])) continue;
      // A token that no other token precedes has the uniform distribution.
      const own = history + k > 0 ? scored.logProbs[history + k] : this.uniform[0];
      logProbs[i] = this.fromOwn(own, ids[i]);
    }
    const last = sequence[sequence.length - 1];
    const isBeforeLast = known[known.length - 1] === ids.length - 1;
    if (isBeforeLast) return { logProbs, state: { state: scored.state } };
    const { state } = this.model.step(scored.state, last);
    return { logProbs, state: { state, before: { state: scored.state, id: last } } };
  }

  private spread(logProbs: Distribution, visit: (id: number, logProb: number) => void): void {
    const { ids } = this;
    for (let id = 0; id < this.shared.size; id++) {
      visit(id, this.isPredicted(id) ? this.fromOwn(logProbs[ids[id]], id) : Number.NEGATIVE_INFINITY);
    }
  }

  /**
   * Returns whether the model gives the symbol a probability. It gives none to `<s>` and to words outside its
   * vocabulary.
   */
  private isPredicted(id: number): boolean {
    return this.ids[id] >= 0 && this.ids[id] < this.model.vocabulary.size;
  }

  private fromOwn(logProb: number, id: number): number {
    if (Number.isNaN(logProb)) throw notNumber(this.shared.symbols[id]);
    return this.translation.shares[id] ? logProb - log(this.translation.sharing) : logProb;
  }
}

function notNumber(symbol: string): UserError {
  return new UserError(
    'A model of the mixture computes no number (NaN) as the probability of {0}: its weights are too large, or damaged. Leave it out, or choose an earlier checkpoint of it.',
    [JSON.stringify(symbol)],
  );
}
