import type { Listener } from './news';

/** One JSON object a line, `type` saying what it tells of. */
export function jsonLines(write: (line: string) => void): Listener {
  const tell = (type: string, content: object) => write(`${JSON.stringify({ type, ...content })}\n`);
  let state: string | undefined;
  return {
    metrics(rows) {
      for (const row of rows) tell('metrics', row);
    },
    validation(validation) {
      tell('validation', { ...validation, perplexity: Math.exp(validation.loss) });
    },
    sample: sample => tell('sample', sample),
    change: event => tell('change', event),
    run(record) {
      if (record.state === state) return; // in between, the metrics tell how it goes
      state = record.state;
      tell('run', record);
    },
  };
}
