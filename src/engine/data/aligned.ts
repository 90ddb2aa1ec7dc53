import { byCodePoint } from './symbolOrder';
import type { Tokenizer } from './tokenizer';

interface Token {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Returns one tokenizer for models that split texts in different ways. It aligns their tokens by position.
 * The result does not depend on the order of the models.
 *
 * A token that all tokenizers find is kept. A range that they split differently becomes one token. A range in
 * which only some of them find tokens is left out. An example is a blank line, whose end is a token only for
 * RNNLM.
 *
 * Returns undefined if the tokenizers are too different to align, such as those for characters and for words.
 */
export function aligned(tokenizers: readonly Tokenizer[]): Tokenizer | undefined {
  const byId = new Map(tokenizers.map(tokenizer => [tokenizer.id, tokenizer]));
  const ids = [...byId.keys()].sort(byCodePoint);
  const [first, ...others] = ids.flatMap(id => byId.get(id) ?? []);
  if (others.length === 0) return first;
  const isAlike = ({ lineEnd, openVocabulary }: Tokenizer) =>
    lineEnd === first.lineEnd && openVocabulary === first.openVocabulary;
  if (!others.every(isAlike)) return undefined;
  return {
    ...first,
    id: ids.join(' + '),
    scan(text, complete, visit) {
      const lists = [first, ...others].map(tokenizer => tokensOf(tokenizer, text, complete));
      for (const { symbol, start, end } of common(lists, text)) visit(symbol, start, end);
    },
  };
}

function tokensOf(tokenizer: Tokenizer, text: string, complete: boolean): Token[] {
  const tokens: Token[] = [];
  tokenizer.scan(text, complete, (symbol, start, end) => tokens.push({ symbol, start, end }));
  return tokens;
}

function* common(lists: readonly (readonly Token[])[], text: string): Generator<Token> {
  const at = lists.map(() => 0);
  for (;;) {
    const heads = lists.flatMap((list, i) => list[at[i]] ?? []);
    if (heads.length === 0) return;
    const token = heads.reduce((a, b) => (isBefore(b, a) ? b : a));
    if (heads.length === lists.length && heads.every(head => isSame(head, token))) {
      for (const i of at.keys()) at[i]++;
      yield token;
      continue;
    }
    const { end, found } = takeOverlapping(lists, at, token);
    if (found === lists.length) yield { symbol: text.slice(token.start, end), start: token.start, end };
  }
}

/**
 * Advances past `token` and all tokens of any list that overlap the range covered so far. Returns the end of
 * the range that these tokens cover, and the number of lists with at least one token in the range.
 */
function takeOverlapping(lists: readonly (readonly Token[])[], at: number[], token: Token) {
  const from = [...at];
  let { end } = token;
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const [i, list] of lists.entries()) {
      for (let next = list[at[i]]; next && (next.start < end || isSame(next, token)); next = list[at[i]]) {
        end = Math.max(end, next.end);
        at[i]++;
        isStable = false;
      }
    }
  }
  return { end, found: at.filter((place, i) => place > from[i]).length };
}

const isBefore = (a: Token, b: Token) => a.start < b.start || (a.start === b.start && a.end < b.end);
const isSame = (a: Token, b: Token) => a.start === b.start && a.end === b.end && a.symbol === b.symbol;
