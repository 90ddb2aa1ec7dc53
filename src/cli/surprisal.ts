import { basename } from 'node:path';
import { version } from '../../package.json';
import { decodeLines, type ReadableText } from '../engine/data/decode';
import { linesIn } from '../engine/data/lines';
import { piecesOf } from '../engine/data/numbering';
import { smallPieces } from '../engine/data/smallPieces';
import type { Tokenizer } from '../engine/data/tokenizer';
import { tokenizerNamed } from '../engine/data/tokenizers';
import { alignRows } from '../engine/scoring/surprisal/align';
import {
  checkTokenizers,
  filteredAs,
  type ModelColumn,
  wordTokenizerOf,
} from '../engine/scoring/surprisal/commonTokenizer';
import { type RegionItem, type RegionRow, regionRows } from '../engine/scoring/surprisal/regions';
import { surprisalRows } from '../engine/scoring/surprisal/rows';
import { columnNames, formatOf } from '../export/surprisal/cells';
import { readRegionItems } from '../export/surprisal/regionItems';
import { regionTable } from '../export/surprisal/regionTable';
import { type ModelIdentity, sourcePath, tableSource } from '../export/surprisal/tableSource';
import { tokenTable } from '../export/surprisal/tokenTable';
import { systemClock } from '../workers/ports';
import { checkTableSource } from '../workers/tableSourceFile';
import { type Call, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { isFile, STDOUT, writeFile } from './files';
import { screenBeside } from './scoringProgress';
import { openText } from './textFiles';
import { warningOfUnreadable } from './unreadable';

/** Flags of `elman score` that write the surprisal of every token, word or region. */
export const surprisalFlags = [
  commandFlag(
    'tokens',
    'FILE',
    'Writes the surprisal of every token to FILE ("-": the standard output), as CSV if it ends in .csv, else tab-separated. Columns: item, sentence, token_id, token, start, end (code points), surprisal (bits), log10p, rank, entropy (bits), unknown, order (n-gram length). With several models, surprisal_MODEL and so on. FILE.json says which model made it.',
  ),
  commandFlag(
    'words',
    undefined,
    'With --tokens: a row for every word, with the sum over its tokens. White space before a word counts to it.',
  ),
  commandFlag(
    'word-unit',
    'UNIT',
    'With --words: how the text is divided into words: word (at white space; the default), "word ascii", or segmented with a language ("segmented ja").',
  ),
  commandFlag('per-line', undefined, 'With --tokens: reads every line on its own, as an item.'),
  commandFlag(
    'regions',
    'FILE',
    'Reads the text as a table of items (tab-separated, with the columns item, condition and text, and region if they have names; "|" divides a text into regions) and writes the surprisal of every region to FILE.',
  ),
  commandFlag('bom', undefined, 'Begins a table with a byte order mark, for spreadsheets.'),
];

/**
 * Writes the table that the flags request. If the table goes to a file, also writes a JSON file beside it
 * that says from what the table was made. Throws a UsageError for flags that exclude each other.
 */
export async function writeSurprisal(
  call: Call,
  models: readonly ModelColumn[],
  identities: readonly ModelIdentity[],
  file: string,
): Promise<void> {
  const [tokens, regions] = [textFlag(call, 'tokens'), textFlag(call, 'regions')];
  if (tokens !== undefined && regions !== undefined)
    throw new UsageError('--tokens and --regions exclude each other.');
  const target = regions ?? tokens ?? STDOUT;
  const hasSource = await isFile(target);
  if (hasSource) await checkTableSource(target);
  const table =
    regions === undefined ? tokenLines(call, models, file) : regionLines(call, models, file, regions);
  await writeFile(target, encoded(await table, call.flags.has('bom')));
  if (!hasSource) return;
  const words = call.flags.has('words');
  const source = tableSource({
    table: basename(target),
    version,
    createdAt: systemClock.timestamp(),
    rows: regions === undefined ? (words ? 'word' : 'token') : 'region',
    perLine: call.flags.has('per-line'),
    texts: [file === '-' ? 'standard input' : basename(file)],
    models: identities,
  });
  await writeFile(sourcePath(target), source);
}

async function tokenLines(
  call: Call,
  models: readonly ModelColumn[],
  file: string,
): Promise<Generator<string>> {
  const target = textFlag(call, 'tokens') ?? STDOUT;
  const source = await openText(call, file, screenBeside(target));
  const words = chosenWords(call, models);
  if (!words) checkTokenizers(models);
  const perLine = call.flags.has('per-line');
  const rows = models.map(({ open }, i) => {
    const { tokenizer } = open;
    // If the rows of the table are words, the text is divided into pieces between words, so that every word
    // is in one piece.
    const cut = words ? { ...tokenizer, boundaries: words.boundaries } : tokenizer;
    const pieces = piecesIn(source, cut);
    return surprisalRows(open, i === 0 ? warningOfUnreadable(pieces) : pieces, { words, perLine });
  });
  return tokenTable(alignRows(rows), columnNames(models), formatOf(target));
}

function* piecesIn(source: ReadableText, cut: Tokenizer): Generator<string> {
  for (const piece of piecesOf(source, cut)) yield* smallPieces(piece, cut.boundaries);
}

async function regionLines(
  call: Call,
  models: readonly ModelColumn[],
  file: string,
  target: string,
): Promise<Generator<string>> {
  const { name, bytes } = await openText(call, file, screenBeside(target));
  const items = readRegionItems(name, linesOf(warningOfUnreadable(decodeLines(bytes, name))));
  return regionTable(scored(models, items), columnNames(models), formatOf(target));
}

function* scored(models: readonly ModelColumn[], items: readonly RegionItem[]): Generator<RegionRow[][]> {
  for (const item of items) yield models.map(({ open }) => regionRows(open, item));
}

function chosenWords(call: Call, models: readonly ModelColumn[]): Tokenizer | undefined {
  const unit = textFlag(call, 'word-unit');
  if (!call.flags.has('words')) {
    if (unit !== undefined) throw new UsageError('--word-unit needs --words.');
    return undefined;
  }
  const named = unit === undefined ? undefined : tokenizerNamed(unit);
  const words =
    unit === undefined ? wordTokenizerOf(models) : named && filteredAs(models[0].open.tokenizer, named);
  if (words && !words.codes) return words;
  throw new UsageError(`--word-unit takes word, word ascii, or segmented with a language, not "${unit}".`);
}

function* linesOf(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield* linesIn(piece);
}

/**
 * Encodes the lines of a table as UTF-8, many lines at a time. `withMark` puts a byte order mark before the
 * first line.
 */
function* encoded(rows: Iterable<string>, withMark: boolean): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let block = withMark ? '\ufeff' : '';
  for (const row of rows) {
    block += row;
    if (block.length < 1 << 16) continue;
    yield encoder.encode(block);
    block = '';
  }
  yield encoder.encode(block);
}
