import { validatedShare } from '../../common/runFigures';
import type { RunRecord } from '../../protocol/run';
import type { NumberFormat } from '../format';
import { stateNames } from '../stateNames';
import type { PageTexts } from '../texts';

/** Returns the state of a run as text. During a validation, returns how much of it is done instead. */
export function stateText(run: RunRecord, texts: PageTexts, numbers: NumberFormat): string {
  const share = run.state === 'running' ? validatedShare(run) : undefined;
  return share === undefined
    ? texts.t(stateNames[run.state])
    : texts.t('Validating {0}', numbers.wholePercent(share));
}
