import { agreement } from './agreement';
import type { GeneratedToken, GeneratorParams } from './generator';
import { letters } from './letters';
import { lexical } from './lexical';
import { words } from './words';
import { xor } from './xor';

/** All generators of texts by their names. */
export const generators = { xor, letters, words, lexical, agreement } as const;
export type GeneratorName = keyof typeof generators;
export const generatorNames = Object.keys(generators) as readonly GeneratorName[];

/** Number of tokens in each piece of text. */
const TOKENS = 4096;

/**
 * Yields a generated text in pieces. The text is a single line, because a line end would be an additional
 * token between two words.
 */
export function* generatedText(name: GeneratorName, params: GeneratorParams): Generator<string> {
  const { separator } = generators[name];
  let isFirst = true;
  for (const tokens of inGroups(generators[name].generate(params))) {
    yield (isFirst ? '' : separator) + tokens.map(({ token }) => token).join(separator);
    isFirst = false;
  }
  yield '\n';
}

/**
 * Yields a table of the tokens of a generated text, as tab-separated values: the position of each token in
 * the text (in code points), the token and its label.
 */
export function* generatedLabels(name: GeneratorName, params: GeneratorParams): Generator<string> {
  yield 'start\tend\ttoken\tlabel\n';
  let start = 0;
  for (const tokens of inGroups(generators[name].generate(params))) {
    let rows = '';
    for (const { token, label } of tokens) {
      const end = start + token.length;
      rows += `${start}\t${end}\t${token}\t${label}\n`;
      start = end + generators[name].separator.length;
    }
    yield rows;
  }
}

function* inGroups(tokens: Iterable<GeneratedToken>): Generator<readonly GeneratedToken[]> {
  let group: GeneratedToken[] = [];
  for (const token of tokens) {
    group.push(token);
    if (group.length < TOKENS) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
