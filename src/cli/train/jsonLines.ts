import type { RunRecord } from '../../protocol/run';
import type { Listener } from './announcements';
import { warningOf } from './unknownTokens';

/** One JSON object a line, `type` saying what it tells of. */
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
      if (record.state === state) return; // in between, the metrics tell how it goes
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

/** As in `metrics.jsonl`: JSON has no NaN and no infinities. */
const toJson = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** Tokens that the model lacks, and those of them that the loss leaves out. */
function unknownTokens({ validationText }: RunRecord) {
  return validationText && { unknown: validationText.unknown, leftOut: validationText.leftOut };
}
