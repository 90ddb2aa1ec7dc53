import type { Score, Surprise } from '../../protocol/run';
import { SENTENCE_END, type Tokenizer } from '../data/tokenizer';
import type { LanguageModel } from './languageModel';

const WORST = 5;

interface Token {
  readonly symbol: string;
  readonly id: number;
  /** Code points from the last token's end to this one's: a word with the white space before it. */
  readonly characters: number;
}

/**
 * What `model` makes of `text` after `context`. Symbols that the model does not know and that it has no
 * `<unk>` for are counted as unknown and left out: they get no probability and do not move the state.
 * `complete` says that the text ends there, and is no selection: its last line is a whole line.
 * A symbol that `<unk>` stands for is counted as unknown, and scored with the probability of `<unk>`.
 */
export function scoreText(
  model: LanguageModel,
  tokenizer: Tokenizer,
  context: string,
  text: string,
  complete = false,
): Omit<Score, 'run'> {
  const before = tokensOf(model, tokenizer, context, false).filter(token => token.id >= 0);
  const tokens = tokensOf(model, tokenizer, text, complete);
  const known = tokens.filter(token => token.id >= 0);
  const logProbs = model
    .score(Int32Array.from([...before, ...known], token => token.id))
    .subarray(before.length);
  const scored = known.flatMap((token, i) =>
    Number.isNaN(logProbs[i]) ? [] : [{ token, logProb: logProbs[i] }],
  );
  const ends = scored.filter(({ token }) => token.symbol === SENTENCE_END && tokenizer.openVocabulary);
  const sum = (list: typeof scored) => list.reduce((total, { logProb }) => total + logProb, 0);
  const logProb = sum(scored);
  return {
    tokens: tokens.length,
    scored: scored.length,
    unknown: tokens.filter(token => !model.vocabulary.has(token.symbol)).length,
    sentenceEnds: ends.length,
    characters: scored.reduce((total, { token }) => total + token.characters, 0),
    logProb,
    logProbWithoutEnds: logProb - sum(ends),
    worst: worstOf(scored),
  };
}

function tokensOf(model: LanguageModel, tokenizer: Tokenizer, text: string, complete: boolean): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  tokenizer.scan(text, complete, (symbol, _start, end) => {
    tokens.push({ symbol, id: model.vocabulary.id(symbol), characters: codePoints(text, last, end) });
    last = end;
  });
  return tokens;
}

function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const secondHalf = unit >= 0xdc00 && unit <= 0xdfff;
    if (!secondHalf) count++;
  }
  return count;
}

function worstOf(scored: readonly { readonly token: Token; readonly logProb: number }[]): Surprise[] {
  return [...scored]
    .sort((a, b) => a.logProb - b.logProb)
    .slice(0, WORST)
    .map(({ token, logProb }) => ({ text: token.symbol, surprisal: -logProb / Math.LN2 }));
}
