import { perplexityOf } from '../../common/perplexity';
import type { RunRecord } from '../../protocol/run';
import { jsonLine } from '../format';
import type { Listener } from './listener';
import { warningOf } from './unknownNotes';

/** Writes the progress of a run as one JSON object per line. The member `type` says what a line contains. */
export function jsonLines(writeLine: (line: string) => void): Listener {
  const write = (type: string, content: object) => writeLine(jsonLine({ type, ...content }));
  let state: string | undefined;
  let unknown: ReturnType<typeof unknownTokens>;
  let isPseudo = false;
  return {
    metrics(rows) {
      for (const row of rows) write('metrics', row);
    },
    validation(validation) {
      // The loss of a network that labels texts is that of a label, which has no perplexity of the text.
      const isLabelled = validation.accuracy !== undefined;
      const name = isPseudo ? 'pseudoPerplexity' : 'perplexity';
      const perplexity = isLabelled ? {} : { [name]: perplexityOf(validation.loss) };
      write('validation', { ...validation, ...perplexity, ...unknown });
    },
    sample: sample => write('sample', sample),
    setting: change => write('change', change),
    record(record) {
      // Writes a record only when the run's state changes. Between such changes, metrics show the progress.
      if (record.state === state) return;
      if (state === undefined) {
        const warning = warningOf(record);
        if (warning !== undefined) write('warning', { message: warning });
      }
      state = record.state;
      unknown = unknownTokens(record);
      isPseudo = record.task === 'cloze';
      write('run', record);
    },
  };
}

/** Returns the number of unknown tokens of the validation text, and how many of them the loss leaves out. */
function unknownTokens({ validationText }: RunRecord) {
  return validationText && { unknown: validationText.unknown, leftOut: validationText.leftOut };
}
