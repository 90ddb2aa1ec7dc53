import { UserError } from '../../../../protocol/userError';
import type { ByteLines } from './byteLines';
import type { Irregularities } from './irregularities';
import { shown } from './lines';
import { PlainLines } from './plainLines';
import { NgramRows } from './rows';
import { type NgramSection, readSection } from './section';
import type { WordTable } from './wordTable';

/**
 * Reads the n-grams of one length, which is at least 2. The words of the file are given by their names and by their
 * bytes.
 */
export function readRows(
  lines: ByteLines,
  section: NgramSection,
  irregularities: Irregularities,
  { idOf, table }: { readonly idOf: ReadonlyMap<string, number>; readonly table: WordTable },
): NgramRows {
  const rows = new NgramRows(section.length, section.count);
  const plain = new PlainLines(lines, table, section.length);
  readSection(lines, section, irregularities, {
    readLine: () => plain.read(rows),
    visit(logProb, words, backOff) {
      const ids = words.map(word => idIn(lines, word, idOf));
      rows.push(ids, lines.number, logProb, backOff);
    },
  });
  return rows;
}

function idIn(lines: ByteLines, word: string, idOf: ReadonlyMap<string, number>): number {
  const id = idOf.get(word);
  if (id !== undefined) return id;
  throw new UserError(
    'Line {1} of "{0}" contains the word "{2}", which is not among the 1-grams.',
    lines.here(shown(word)),
  );
}
