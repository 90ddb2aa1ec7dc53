import { aligned } from '../../format/table';

export type ReportRow = readonly string[];

/** A report as a sequence of lines of text and tables. */
export type Report = readonly (string | readonly ReportRow[])[];

/**
 * Returns a report as text for a monospaced font, with names aligned left and numbers right. Tables are
 * narrow enough for an editor that is open beside the text.
 */
export function textOf(report: Report): string {
  const parts = report.map(part => (typeof part === 'string' ? part : alignedTable(part)));
  return `${parts.join('\n\n')}\n`;
}

/** Returns a report as text for a spreadsheet, with tabs between columns. */
export function tabbed(report: Report): string {
  const parts = report.map(part =>
    typeof part === 'string' ? part : part.map(row => row.join('\t')).join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}

function alignedTable(rows: readonly ReportRow[]): string {
  const isNumber = (cell: string) => cell === '' || /^[-–\d][\d.,\s%–-]*$/u.test(cell);
  const [, ...below] = rows;
  const sides = rows[0].map((_, column) => {
    const cells = rows.length > 1 && column > 0 ? below.map(row => row[column]) : ['name'];
    return cells.every(isNumber) ? 'right' : 'left';
  });
  return aligned(rows, sides);
}
