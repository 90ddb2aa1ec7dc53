import { type RecallEnd, UNITS } from '../../protocol/attractors';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';

/** Returns a sentence about the state in which the recall of a line ended. */
export function endText(end: RecallEnd, line: number, { t }: PageTexts, numbers: NumberFormat): string {
  const name = (index: number) => numbers.whole(index + 1);
  const bits = t('Bits that differ: {0} of {1}.', numbers.whole(end.distance), numbers.whole(UNITS));
  switch (end.kind) {
    case 'stored':
      return end.line === line
        ? `${t('Recalled: the state ended at line {0}.', name(line))} ${bits}`
        : `${t('Ended at another stored line: line {0}.', name(end.line))} ${bits}`;
    case 'inverse':
      return `${t('Ended at the inverse of line {0}: every bit has the opposite sign.', name(end.line))} ${bits}`;
    case 'mixed': {
      const lines = end.lines.map(name).join(' + ');
      return `${t('Ended at a mixed state: the sign of the sum of lines {0} or of their inverses.', lines)} ${bits}`;
    }
    case 'spurious':
      return `${t('Ended at a spurious state, near no stored line. The most similar is line {0}.', name(end.line))} ${bits}`;
  }
}
