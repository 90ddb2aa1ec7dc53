import type { ExperimentTask } from '../../../protocol/run';
import { agreement } from './agreement';
import { delayedCopy, delayedReverse } from './delayed';
import { dialogue } from './dialogue';
import type { GeneratedToken, GeneratorParams, TextGenerator } from './generator';
import { letters } from './letters';
import { lexical } from './lexical';
import { adding, copy, parity, reverse } from './memory';
import { plansText } from './plans';
import { spelling } from './spelling';
import { words } from './words';
import { xor } from './xor';

/** All generators of artificial texts, by their names. */
export const generators = {
  xor,
  letters,
  words,
  lexical,
  agreement,
  dialogue,
  plans: plansText,
  copy,
  reverse,
  parity,
  adding,
  spelling,
  'delayed-copy': delayedCopy,
  'delayed-reverse': delayedReverse,
} as const;
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

/** Returns a generated text as a source to train on. For the task `tag`, every token has its label. */
export function generatedSource(name: GeneratorName, params: GeneratorParams, task?: ExperimentTask) {
  const isTagged = task === 'tag';
  const text = [...(isTagged ? generatedTags : generatedText)(name, params)].join('');
  return { name: isTagged ? `${name}.tsv` : `${name}.txt`, uri: '', bytes: new TextEncoder().encode(text) };
}

/** A token of a generated text with its position in the text, in code points. */
export interface LabelledToken extends GeneratedToken {
  readonly start: number;
  readonly end: number;
}

/** Yields the tokens of a generated text in order. */
export function* labelledTokens(name: GeneratorName, params: GeneratorParams): Generator<LabelledToken> {
  const { separator } = generators[name];
  let start = 0;
  for (const generated of generators[name].generate(params)) {
    const end = start + generated.token.length;
    yield { ...generated, start, end };
    start = end + separator.length;
  }
}

/**
 * Yields a table of a text's tokens as tab-separated values. The columns are the position of the token in the
 * text (in code points), the token, its label, and the generator's additional columns.
 */
export function* generatedLabels(name: GeneratorName, params: GeneratorParams): Generator<string> {
  const columns = columnsOf(name);
  yield `${['start', 'end', 'token', 'label', ...columns].join('\t')}\n`;
  const none = columns.map(() => '');
  for (const tokens of inGroups(labelledTokens(name, params))) {
    const rows = tokens.map(({ start, end, token, label, more = none }) =>
      [start, end, token, label, ...more].join('\t'),
    );
    yield `${rows.join('\n')}\n`;
  }
}

/**
 * Yields the tokens of a text with their labels, as `elman tag` reads them: `token<TAB>label` lines, and an empty line
 * between two sequences. Without boundaries, the whole text is one sequence.
 */
export function* generatedTags(name: GeneratorName, params: GeneratorParams): Generator<string> {
  for (const tokens of inGroups(generators[name].generate(params)))
    yield tokens.map(({ token, label, isBoundary }) => (isBoundary ? '\n' : `${token}\t${label}\n`)).join('');
}

/** Returns whether the tokens of a generated text form several sequences. */
export function hasBoundaries(name: GeneratorName): boolean {
  for (const { isBoundary } of generators[name].generate({ number: 2, seed: 1, complex: 0 }))
    if (isBoundary) return true;
  return false;
}

/** Returns whether the delay of a generated text can be chosen. */
export function hasDelay(name: GeneratorName): boolean {
  const generator: TextGenerator = generators[name];
  return generator.hasDelay ?? false;
}

/** Returns the names of the additional columns of a generator's table. */
export function columnsOf(name: GeneratorName): readonly string[] {
  const { columns = [] }: TextGenerator = generators[name];
  return columns;
}

function* inGroups<Token>(tokens: Iterable<Token>): Generator<readonly Token[]> {
  let group: Token[] = [];
  for (const token of tokens) {
    group.push(token);
    if (group.length < TOKENS) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
