import { unknownNote as noteOf } from '../../common/unknownNotes';
import type { RunRecord } from '../../protocol/run';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';

/**
 * Returns a note on the unknown tokens of a run's validation text: how many the loss leaves out or scores as
 * `<unk>`. Undefined if there are none.
 */
export function unknownNote(run: RunRecord, texts: PageTexts, numbers: NumberFormat): string | undefined {
  const note = noteOf(run, {
    count: value => numbers.whole(value),
    percent: share => numbers.percent(share),
  });
  return note && texts.message(note);
}
