import * as v from 'valibot';
import { naming, UserError } from '../../../protocol/userError';
import { linesIn } from '../../data/lines';
import { checkDistinct } from '../../data/vocabulary';
import { parseJson } from '../../storage/parseJson';

const lists = v.array(v.string());
/** Not `v.record`, which leaves out the keys "constructor" and "prototype". */
const objects = v.custom<Readonly<Record<string, number>>>(
  value =>
    typeof value === 'object' && value !== null && Object.values(value).every(id => typeof id === 'number'),
);

/** The file with the symbols of a model, whose own file does not contain them. */
export interface VocabularyFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Returns the symbols in the order of their ids. The file is a JSON list of symbols, a JSON object that maps each symbol to its
 * id, or one symbol per line. Throws a UserError for anything else.
 */
export function readVocabulary({ name, bytes }: VocabularyFile): Promise<readonly string[]> {
  return naming(name, async () => {
    const symbols = symbolsIn(decoded(bytes));
    checkDistinct(symbols);
    return symbols;
  });
}

function symbolsIn(text: string): readonly string[] {
  if (!/^\s*[[{]\s*("|\]|\}|$)/.test(text)) return linesIn(text);
  const list = parseJson(lists, text);
  const ids = list ? undefined : parseJson(objects, text);
  const symbols = list ?? (ids && ordered(Object.entries(ids)));
  if (symbols) return symbols;
  throw new UserError(
    'This vocabulary is not valid. It needs a JSON list of symbols, a JSON object that maps each symbol to its id (0, 1, 2 ...), or one symbol per line.',
  );
}

/** Returns the symbols by their ids. Undefined unless the ids are 0, 1, 2 and so on. */
function ordered(entries: readonly (readonly [string, number])[]): readonly string[] | undefined {
  const sorted = [...entries].sort(([, a], [, b]) => a - b);
  return sorted.every(([, id], i) => id === i) ? sorted.map(([symbol]) => symbol) : undefined;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('This vocabulary is not text in UTF-8. Choose another file, or save it as UTF-8.');
  }
}
