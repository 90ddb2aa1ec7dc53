import assert from 'node:assert/strict';
import { RunData } from '../../src/charts/runs/runData';
import type { RunRecord } from '../../src/protocol/run';
import type { Page } from '../../webview/page';
import { TranslatorEvaluations } from '../../webview/views/translation/evaluations';
import { record } from './preview/run';

const nothing = { metrics: { columns: [], values: new Float64Array() }, samples: [], changes: [] };

/** Returns a running translator with its best weights at an iteration. */
function translator(id: string, best: number, change: Partial<RunRecord> = {}): RunData {
  const measured = { iteration: best, loss: 1 };
  const run = record({ id, validation: { last: measured, best: measured }, ...change });
  const shown = { short: id, full: id };
  return new RunData({ ...run, translation: { symbols: 3 }, shown, live: true }, nothing, 0);
}

describe('the evaluations of translators', () => {
  /** The requests so far, as `id` or, if cancelled, `-id`. Each waits until `answer` is called. */
  const page = (runs: RunData[]) => {
    const asked: string[] = [];
    let answer = () => {};
    const host = {
      request: (_: string, { id }: { id: string }, { signal }: { signal: AbortSignal }) => {
        asked.push(id);
        return new Promise((resolve, reject) => {
          answer = () => resolve({});
          signal.addEventListener('abort', () => {
            asked.push(`-${id}`);
            reject(new Error('cancelled'));
          });
        });
      },
    };
    const model = { current: runs[0], runs };
    const evaluations = new TranslatorEvaluations({
      host,
      model,
      texts: { explain: String },
      refresh: () => undefined,
    } as unknown as Page);
    const update = async (...shown: RunData[]) => {
      answer();
      await new Promise(setImmediate);
      Object.assign(model, { current: shown[0], runs: shown });
      evaluations.update();
      await new Promise(setImmediate);
    };
    return { asked, update, evaluations, model };
  };

  it('follow the best weights of the current run, and evaluate others once while they train', async () => {
    const [a, b] = [translator('a', 10), translator('b', 10)];
    const { asked, update } = page([a, b]);
    await update(a, b);
    await update(a, b);
    await update(translator('a', 20), translator('b', 20));
    await update(translator('a', 20), translator('b', 30));
    assert.deepEqual(asked, ['a', 'b', 'a']);
    await update(translator('a', 20), translator('b', 30, { state: 'done' }));
    assert.deepEqual(asked, ['a', 'b', 'a', 'b']);
  });

  it('are cancelled when their run is no longer shown, and made again when it is', async () => {
    const [a, b] = [translator('a', 10), translator('b', 10)];
    const { asked, evaluations, model } = page([a, b]);
    evaluations.update();
    Object.assign(model, { current: b, runs: [b] });
    evaluations.update();
    await new Promise(setImmediate);
    evaluations.update();
    assert.deepEqual(asked, ['a', '-a', 'b']);
    assert.equal(evaluations.of('a'), undefined);
  });
});
