import { unknownNote as noteOf } from '../../common/unknownTokens';
import type { RunRecord } from '../../protocol/run';
import type { NumberFormat } from '../format';
import type { PageTexts } from '../texts';

/** What a run's validation leaves out or scores as `<unk>`; undefined where nothing is unknown. */
export function unknownNote(run: RunRecord, texts: PageTexts, numbers: NumberFormat): string | undefined {
  const note = noteOf(run, {
    count: value => numbers.whole(value),
    percent: share => numbers.percent(share),
  });
  return note && texts.message(note);
}
