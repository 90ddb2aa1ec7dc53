import { surprisalOf } from '../../common/perplexity';
import type { SurprisingToken } from '../../protocol/textScore';
import { isUnknown, type ReadingModel } from '../model/textIds';
import { predict } from './predictions';
import type { PredictedTokens, Tokens } from './tokens';

/** Number of tokens to keep. */
const KEPT = 5;

/** Collects the tokens with the highest surprisal. */
export class MostSurprising {
  /** The tokens collected so far, lowest probability first. */
  private readonly found: { readonly token: number; readonly logProb: number }[] = [];

  add(token: number, logProb: number): void {
    const { found } = this;
    if (found.length === KEPT && logProb >= found[KEPT - 1].logProb) return;
    const place = found.findIndex(other => logProb < other.logProb);
    found.splice(place < 0 ? found.length : place, 0, { token, logProb });
    if (found.length > KEPT) found.pop();
  }

  /**
   * Returns the collected tokens with their texts, and the symbols that the model considered most likely in
   * their place.
   */
  describe(open: ReadingModel, reading: PredictedTokens, text: string): SurprisingToken[] {
    const wanted = this.found.map(({ token }) => token).sort((a, b) => a - b);
    const predictions = predict(open, reading, wanted, 1);
    const expected = new Map(predictions.map(({ token, alternatives }) => [token, alternatives[0]]));
    return this.found.map(({ token, logProb }) => ({
      text: nameOf(open, reading.tokens, text, token),
      start: reading.tokens.starts[token],
      end: reading.tokens.ends[token],
      surprisal: surprisalOf(logProb),
      expected: expected.get(token),
    }));
  }
}

/** Returns the symbol of a token. For a token that is read as `<unk>`, returns the token's text instead. */
export function nameOf(open: ReadingModel, tokens: Tokens, text: string, token: number): string {
  const id = tokens.ids[token];
  return isUnknown(open.model, id) ? textOf(open, tokens, text, token) : open.model.vocabulary.symbols[id];
}

/** Returns the text of a token, without any markup inside the token. */
export function textOf({ tokenizer }: ReadingModel, tokens: Tokens, text: string, token: number): string {
  const found = text.slice(tokens.starts[token], tokens.ends[token]);
  return tokenizer.filter?.strip(found) ?? found;
}
