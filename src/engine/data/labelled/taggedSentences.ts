import { UserError } from '../../../protocol/userError';
import type { ReadableText } from '../decode';
import { type NumberedLine, numberedLines } from './numberedLines';
import { type LeftOut, type RawExample, shortened } from './rawExample';

/** A token of a sentence, with its tag if the file has tags. */
interface Token {
  readonly token: string;
  readonly tag?: string;
  /** Number of its line, from 1. */
  readonly line: number;
}

/**
 * Yields the sentences of a file in which each line is a token, a tab and its tag. An empty line ends a sentence. Throws
 * a UserError for any other line.
 */
export function* taggedSentences(
  text: Pick<ReadableText, 'name' | 'bytes'>,
  longest: number,
  leftOut: LeftOut,
): Generator<RawExample> {
  for (const sentence of sentencesOf(text, line => tokenIn(line, text.name, true))) {
    const kept = shortened(sentence, longest, leftOut);
    const labels = kept.map(({ tag = '' }) => tag);
    yield { symbols: kept.map(({ token }) => token), labels, line: sentence[0].line };
  }
}

/** Yields the tokens of the sentences of a file in which each line is a token. A tab and a tag may follow; they are ignored. */
export function* plainSentences(text: Pick<ReadableText, 'name' | 'bytes'>): Generator<readonly string[]> {
  for (const sentence of sentencesOf(text, line => tokenIn(line, text.name, false))) {
    yield sentence.map(({ token }) => token);
  }
}

function* sentencesOf(
  text: Pick<ReadableText, 'name' | 'bytes'>,
  read: (line: NumberedLine) => Token,
): Generator<readonly Token[]> {
  let sentence: Token[] = [];
  for (const line of numberedLines(text)) {
    if (trimmed(line.line) !== '') sentence.push(read(line));
    else if (sentence.length > 0) {
      yield sentence;
      sentence = [];
    }
  }
  if (sentence.length > 0) yield sentence;
}

/** Removes ASCII blanks only: the blanks of other scripts, such as U+3000, are tokens of tagged texts. */
const trimmed = (text: string) => text.replace(/^[ \t\r]+|[ \t\r]+$/g, '');

function tokenIn({ line, number }: NumberedLine, name: string, isTagged: boolean): Token {
  const [token, tag, ...others] = line.split('\t').map(trimmed);
  const tabs = others.length + Number(tag !== undefined);
  if (tabs > 1 || (isTagged && tabs === 0)) {
    throw new UserError(
      '"{0}", line {1}: {2} tabs were found, but one was expected, between a token and its tag. Empty lines separate sentences.',
      [name, number, tabs],
    );
  }
  if (token === '') throw new UserError('"{0}", line {1}: there is no token before the tab.', [name, number]);
  if (isTagged && tag === '')
    throw new UserError('"{0}", line {1}: there is no tag after the tab.', [name, number]);
  return { token, tag, line: number };
}
