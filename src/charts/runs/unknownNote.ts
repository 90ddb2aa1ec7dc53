import { unknownNote as noteOf } from '../../common/unknownNotes';
import type { RunRecord } from '../../protocol/run';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';

/**
 * Returns a note on the tokens that a run's validation leaves out or scores as `<unk>`. Undefined if all are
 * known.
 */
export function unknownNote(run: RunRecord, texts: PageTexts, numbers: NumberFormat): string | undefined {
  const note = noteOf(run, {
    count: value => numbers.whole(value),
    percent: share => numbers.percent(share),
  });
  return note && texts.message(note);
}
