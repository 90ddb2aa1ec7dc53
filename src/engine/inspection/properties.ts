import type { PropertyName, UnitProperty } from '../../protocol/unitRanking';

/** A property of a text, as a number for each of its UTF-16 units: 0 or 1, or a position. */
export interface TextProperty {
  /** The property of a token: that of its last UTF-16 unit, or the largest one of all its units. */
  readonly of: 'last' | 'any';
  /** Returns the property of each UTF-16 unit of the next piece of the text. */
  read(text: string): Float64Array;
}

/** Returns the property of a UTF-16 unit. Called with all units of a text in order. */
type UnitReader = (unit: string) => number;

/** Returns 1 for each UTF-16 unit that belongs to a match of a regular expression, and 0 for all others. */
export type PatternReader = (text: string) => Float64Array;

const quotationMarks: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['＂', '＂'],
]);
const bracketPairs: ReadonlyMap<string, string> = new Map(
  ['()', '[]', '{}', '（）', '［］', '｛｝', '【】', '〔〕', '〈〉', '《》'].map(([open, close]) => [
    open,
    close,
  ]),
);

const readers: Readonly<Record<PropertyName, readonly [of: TextProperty['of'], start: () => UnitReader]>> = {
  quotes: ['last', () => insidePairs(quotationMarks)],
  brackets: ['last', () => insidePairs(bracketPairs)],
  position: ['last', positionInLine],
  capitals: ['any', () => unit => Number(/\p{Lu}/u.test(unit))],
  sentence: ['last', afterSentenceEnd],
  word: ['any', wordStart],
};

/**
 * Begins to read a property of a text. `patternReader`: returns a function that matches a regular expression within
 * lines. It is not part of the engine, because only its caller can stop an expression that takes forever.
 */
export function textProperty(
  property: UnitProperty,
  patternReader: (pattern: string, ignoreCase: boolean) => PatternReader,
): TextProperty {
  if (property.kind === 'pattern')
    return { of: 'any', read: patternReader(property.pattern, property.ignoreCase ?? false) };
  const [of, start] = readers[property.kind];
  const propertyOf = start();
  return { of, read: text => Float64Array.from({ length: text.length }, (_, i) => propertyOf(text[i])) };
}

/** Returns the property of a token, from the property of the UTF-16 units of its text. */
export function tokenValue(values: Float64Array, of: TextProperty['of'], start: number, end: number): number {
  if (start === end) return values[start - 1] ?? 0;
  if (of === 'last') return values[end - 1];
  let largest = values[start];
  for (let i = start + 1; i < end; i++) largest = Math.max(largest, values[i]);
  return largest;
}

/**
 * The text is inside a pair from the opening mark up to the unit before the closing mark. An empty line closes all
 * pairs, so that a missing mark affects only one paragraph.
 */
function insidePairs(pairs: ReadonlyMap<string, string>): UnitReader {
  const open: string[] = [];
  let isEmptyLine = true;
  return unit => {
    if (unit === '\n' && isEmptyLine) open.length = 0;
    isEmptyLine = unit === '\n' || (isEmptyLine && isBlank(unit));
    let closed = open.length - 1;
    while (closed >= 0 && !open[closed].includes(unit)) closed--;
    const closing = pairs.get(unit);
    if (closed >= 0) open.length = closed;
    else if (closing !== undefined) open.push(closing);
    return Number(open.length > 0);
  };
}

/** The number of UTF-16 units of the line that have been read; 0 after the end of the line. */
function positionInLine(): UnitReader {
  let position = 0;
  return unit => {
    position = unit === '\n' ? 0 : position + 1;
    return position;
  };
}

/** 1 from the mark at the end of a sentence up to the unit before the next sentence. */
function afterSentenceEnd(): UnitReader {
  let hasEnded = false;
  return unit => {
    hasEnded = '.!?。！？…'.includes(unit) || (hasEnded && /[\s"'”’“»」』)\]）］]/.test(unit));
    return Number(hasEnded);
  };
}

/** 1 for the first letter or digit of a word. An apostrophe inside a word does not end it. */
function wordStart(): UnitReader {
  let isInWord = false;
  return unit => {
    const isStart = !isInWord && isLetter(unit);
    isInWord = isLetter(unit) || (isInWord && "'’".includes(unit));
    return Number(isStart);
  };
}

const isBlank = (unit: string) => unit.trim() === '';
const isLetter = (unit: string) => /[\p{L}\p{M}\p{N}]/u.test(unit);
