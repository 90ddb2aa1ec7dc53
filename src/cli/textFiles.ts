import { EncodingError } from '../common/encoding/encodingError';
import { encodingNamed, encodings } from '../common/encoding/encodings';
import { settings } from '../engine';
import { type TextBytes, toUtf8 } from '../engine/data/decode';
import { filterNames } from '../engine/data/filters';
import { withFilter } from '../engine/data/filters/filtered';
import { acceptingStrayMarks } from '../engine/data/marks';
import type { Tokenizer } from '../engine/data/tokenizer';
import type { RunSource } from '../engine/train/firstReading';
import type { SourceText } from '../protocol/sourceText';
import { type Call, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { openRunSource, openSource, readSource } from './files';
import { showingProgress } from './scoringProgress';
import type { Screen } from './statusLine';
import { wholeText } from './wholeText';

export const encodingFlag = commandFlag(
  'encoding',
  'NAME',
  'Encoding of the texts: shift_jis, euc-jp, latin1 and all others that browsers know. Default: UTF-8, or UTF-16 if there is a byte order mark.',
);

export const strayMarksFlag = commandFlag(
  'stray-marks',
  settings['text.strayMarks'],
  "What to do with <s> and </s> inside a line: refuse the text and give their position, or read them as unknown words. At a line's start or end they are marks of the sentence and count once.",
);

export const filterFlag = commandFlag(
  'filter',
  { kind: 'choice', choices: ['none', ...filterNames], default: '' },
  'Markup to leave out of the text: none, aozora or gutenberg. Default: the filter that the model was trained with.',
);

/** Returns the model with a tokenizer that applies the flags --filter and --stray-marks. */
export function withTextFlags<Model extends { readonly tokenizer: Tokenizer }>(
  call: Call,
  open: Model,
): Model {
  const name = ['none' as const, ...filterNames].find(each => each === textFlag(call, 'filter'));
  const tokenizer = name === undefined ? open.tokenizer : withFilter(open.tokenizer, name);
  return { ...open, tokenizer: withMarks(call, tokenizer) };
}

/** Returns a tokenizer that treats <s> and </s> inside lines as the flag --stray-marks says. */
export function withMarks(call: Call, tokenizer: Tokenizer): Tokenizer {
  return textFlag(call, 'stray-marks') === 'unknown' ? acceptingStrayMarks(tokenizer) : tokenizer;
}

/** Reads a text's bytes. Converts them to UTF-8 if `--encoding` is given. */
export async function readText(call: Call, path: string): Promise<SourceText> {
  const encoding = encodingOf(call);
  const text = await readSource(path);
  if (encoding === undefined) return text;
  return { ...text, bytes: Buffer.concat([...toUtf8(text.bytes, text.name, encoding)]) };
}

/**
 * Opens a text that may be larger than memory, and converts it to UTF-8 if `--encoding` is given. If `screen`
 * is given, shows there how much of a large text has been scored.
 */
export async function openText(
  call: Call,
  path: string,
  screen?: Screen,
): Promise<{ readonly name: string; readonly bytes: TextBytes }> {
  const encoding = encodingOf(call);
  const source = await openSource(path);
  const { name } = source;
  const bytes = screen ? showingProgress(source, screen) : source.bytes;
  return { name, bytes: encoding === undefined ? bytes : () => toUtf8(bytes, name, encoding) };
}

/** Opens a text to train on, which may be larger than memory. */
export async function openRunText(call: Call, path: string): Promise<RunSource> {
  const encoding = encodingOf(call);
  const source = await openRunSource(path);
  const { name, uri, bytes } = source;
  if (encoding === undefined) return source;
  if (typeof bytes === 'function') return { name, uri, bytes: () => toUtf8(bytes, name, encoding) };
  return { name, uri, bytes: Buffer.concat([...toUtf8(bytes, name, encoding)]) };
}

/** Reads a text as one string. Throws a UserError if the bytes are not text, or are too many. */
export async function readWholeText(call: Call, path: string): Promise<string> {
  return wholeText(await readText(call, path));
}

/**
 * Returns the `--encoding` flag with the encoding that a text probably has, in parentheses, for the end of an
 * error message. Empty if the error is not an encoding error or no encoding fits.
 */
export function encodingAdvice(error: unknown): string {
  return error instanceof EncodingError && error.guess ? ` (--encoding ${error.guess.label})` : '';
}

function encodingOf(call: Call): string | undefined {
  const given = textFlag(call, 'encoding');
  if (given === undefined) return undefined;
  const encoding = encodingNamed(given);
  if (encoding) return encoding.label;
  const some = encodings.map(({ label }) => label).join(', ');
  throw new UsageError(`--encoding takes the name of an encoding, not "${given}". Some of them: ${some}.`);
}
