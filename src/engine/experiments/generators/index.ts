import { agreement } from './agreement';
import type { GeneratedToken, GeneratorParams, TextGenerator } from './generator';
import { letters } from './letters';
import { lexical } from './lexical';
import { adding, copy, parity, reverse } from './memory';
import { words } from './words';
import { xor } from './xor';

/** All generators of artificial texts, by their names. */
export const generators = { xor, letters, words, lexical, agreement, copy, reverse, parity, adding } as const;
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

/** Returns a generated text as a source to train on. */
export function generatedSource(name: GeneratorName, params: GeneratorParams) {
  const text = [...generatedText(name, params)].join('');
  return { name: `${name}.txt`, uri: '', bytes: new TextEncoder().encode(text) };
}

/**
 * Yields a table of a text's tokens as tab-separated values. The columns are the position of the token in the
 * text (in code points), the token, its label, and the generator's additional columns.
 */
export function* generatedLabels(name: GeneratorName, params: GeneratorParams): Generator<string> {
  const { columns = [], separator } = generatorNamed(name);
  yield `${['start', 'end', 'token', 'label', ...columns].join('\t')}\n`;
  const none = columns.map(() => '');
  let start = 0;
  for (const tokens of inGroups(generators[name].generate(params))) {
    let rows = '';
    for (const { token, label, more = none } of tokens) {
      const end = start + token.length;
      rows += `${[start, end, token, label, ...more].join('\t')}\n`;
      start = end + separator.length;
    }
    yield rows;
  }
}

const generatorNamed = (name: GeneratorName): TextGenerator => generators[name];

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
