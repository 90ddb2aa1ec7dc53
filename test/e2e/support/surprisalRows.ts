/** A row of an exported table of surprisal. */
export interface SurprisalRow {
  readonly token: string;
  /** Start and end of the token in the document, in code points. */
  readonly start: number;
  readonly end: number;
  /** In bits. */
  readonly surprisal: number;
}

/** Reads a tab-separated table of the surprisal of one model. */
export function readSurprisal(table: string): SurprisalRow[] {
  const [head, ...lines] = table.trimEnd().split('\n');
  const place = Object.fromEntries(head.split('\t').map((name, i) => [name, i]));
  return lines.map(line => {
    const cells = line.split('\t');
    return {
      token: cells[place.token].replaceAll('\\n', '\n'),
      start: Number(cells[place.start]),
      end: Number(cells[place.end]),
      surprisal: Number(cells[place.surprisal]),
    };
  });
}
