import { unknownNote, unknownWarning } from '../../common/unknownNotes';
import type { Message } from '../../protocol/message';
import type { RunRecord } from '../../protocol/run';
import { inFlags } from '../command/settingFlags';
import { count, decimal } from '../format';

/** Functions that format numbers in notes and warnings about unknown validation tokens. */

const numbers = { count, percent: (share: number) => `${decimal(100 * share, 1)}%` };
const words = (message: Message | undefined) => message && inFlags(message);

export const noteOf = (run: RunRecord) => words(unknownNote(run, numbers));

export const warningOf = (run: RunRecord) => words(unknownWarning(run, numbers));
