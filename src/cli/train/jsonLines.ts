import type { RunRecord } from '../../protocol/run';
import type { Listener } from './announcements';
import { warningOf } from './unknownTokens';

/** Writes one JSON object per line; `type` names its kind. */
export function jsonLines(write: (line: string) => void): Listener {
  const tell = (type: string, content: object) => write(`${JSON.stringify({ type, ...content }, toJson)}\n`);
  let state: string | undefined;
  let unknown: ReturnType<typeof unknownTokens>;
  return {
    metrics(rows) {
      for (const row of rows) tell('metrics', row);
    },
    validation(validation) {
      tell('validation', { ...validation, perplexity: Math.exp(validation.loss), ...unknown });
    },
    sample: sample => tell('sample', sample),
    change: event => tell('change', event),
    run(record) {
      if (record.state === state) return; // the metrics report progress between state changes
      if (state === undefined) {
        const warning = warningOf(record);
        if (warning !== undefined) tell('warning', { message: warning });
      }
      state = record.state;
      unknown = unknownTokens(record);
      tell('run', record);
    },
  };
}

/** Writes NaN and infinities as strings, as in `metrics.jsonl`, because JSON does not have them. */
const toJson = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** Returns the number of unknown validation tokens, and of those that the loss leaves out. */
function unknownTokens({ validationText }: RunRecord) {
  return validationText && { unknown: validationText.unknown, leftOut: validationText.leftOut };
}
