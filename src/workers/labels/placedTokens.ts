import { SENTENCE_END, type Tokenizer } from '../../engine/data/tokenizer';

/** A token with its place in the text, in UTF-16 units. */
export interface PlacedSymbol {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
}

/** Returns the tokens of a text that is read as one example: line ends and tabs are blanks. */
export function tokensIn(text: string, tokenizer: Tokenizer): PlacedSymbol[] {
  const tokens: PlacedSymbol[] = [];
  // Blanks replace unit by unit, so that the places stay right.
  const inOneLine = text.replace(/[\r\n\t]/g, ' ');
  const from = inOneLine.length - inOneLine.trimStart().length;
  tokenizer.scan(inOneLine.trim(), false, (symbol, start, end) =>
    tokens.push({ symbol, start: from + start, end: from + end }),
  );
  return tokens;
}

/**
 * Yields the sentences of a text for a tagger. If every line that is not empty has one tab, after its beginning, each line is a
 * token, a tab and a tag, and an empty line ends a sentence. Any other text has one sentence per line, which the tokenizer
 * splits.
 */
export function* sentencesIn(text: string, tokenizer: Tokenizer): Generator<readonly PlacedSymbol[]> {
  const lines = [...placedLines(text)];
  const isTable = lines.every(({ line }) => line.trim() === '' || /^[^\t]+\t[^\t]*$/.test(line));
  let sentence: PlacedSymbol[] = [];
  for (const { line, start } of lines) {
    const found = isTable ? tokenOf(line) : wordsOf(tokensIn(line, tokenizer));
    sentence.push(...found.map(each => ({ ...each, start: start + each.start, end: start + each.end })));
    if (sentence.length > 0 && (!isTable || found.length === 0)) {
      yield sentence;
      sentence = [];
    }
  }
  if (sentence.length > 0) yield sentence;
}

/** Removes what has no tag: ends of sentences, and the white space that some tokenizers return, alone or before a word. */
function wordsOf(tokens: readonly PlacedSymbol[]): PlacedSymbol[] {
  return tokens
    .filter(({ symbol }) => symbol.trim() !== '' && symbol !== SENTENCE_END)
    .map(({ symbol, start, end }) => ({
      symbol: symbol.trim(),
      start: start + symbol.length - symbol.trimStart().length,
      end: end - symbol.length + symbol.trimEnd().length,
    }));
}

/** Returns the token of a line that is a token, a tab and a tag. Empty for an empty line. */
function tokenOf(line: string): PlacedSymbol[] {
  const [token] = line.split('\t');
  const symbol = token.replace(/^[ \t\r]+|[ \t\r]+$/g, '');
  if (symbol === '') return [];
  const start = token.indexOf(symbol);
  return [{ symbol, start, end: start + symbol.length }];
}

function* placedLines(text: string): Generator<{ readonly line: string; readonly start: number }> {
  let start = 0;
  for (const line of text.split(/(?<=\r\n|\n|\r(?!\n))/)) {
    yield { line: line.replace(/[\r\n]+$/, ''), start };
    start += line.length;
  }
}
