import assert from 'node:assert/strict';
import { configure } from '../../src/engine/configuration/configure';
import { startingHmm } from '../../src/engine/families/hmm/hmm';
import { encodeHmm } from '../../src/engine/families/hmm/hmmFile';
import { openModel } from '../../src/engine/families/kinds';
import type { HiddenStates } from '../../src/engine/model/hiddenStates';
import { Cancelled } from '../../src/protocol/channel';
import { newHash } from '../../src/workers/ports';
import { statesOverview } from '../../src/workers/reader/inspection/hiddenStates';
import type { LoadedModel } from '../../src/workers/reader/loadedModel';
import { Readings } from '../../src/workers/reader/readings';
import { statesOf } from '../../src/workers/reader/statesReader';
import { simdKernels } from '../engine/support/kernels';

const SYMBOLS = ['a', 'b', ' '];

async function loadedHmm(states: number): Promise<LoadedModel> {
  const hmm = startingHmm({ states, symbols: SYMBOLS.length }, 1, 0);
  const configuration = configure({ 'text.unit': 'character' });
  const bytes = encodeHmm({ hmm, symbols: SYMBOLS, configuration, iteration: 1, byLine: false });
  const open = await openModel({ name: 'm.safetensors', bytes }, { kernels: simdKernels, newHash });
  return { open, readings: new Readings(async () => undefined) };
}

const rangeOf = (start: number, end: number) => ({ uri: 'text', start, end, context: 'document' }) as const;
const never = new AbortController().signal;

/** Calls `read`, handles one message, then cancels. */
async function cancelled(read: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  const reading = read(controller.signal);
  setImmediate(() => controller.abort());
  await assert.rejects(reading, Cancelled);
}

describe('reading the states of a text', () => {
  const text = 'ab ba '.repeat(250);

  it('reads fewer tokens with a model of more states, and says that the text has more', async () => {
    const many = await statesOverview(await loadedHmm(1000), text, never);
    assert.deepEqual([many.tokens, many.isCut], [1000, true]);
    const few = await statesOverview(await loadedHmm(3), text, never);
    assert.deepEqual([few.tokens, few.isCut], [text.length, false]);
  });

  it('handles messages meanwhile, and can be cancelled', async () => {
    const model = await loadedHmm(400);
    await cancelled(signal => statesOverview(model, text, signal));
    await cancelled(signal => statesOf(model, text, rangeOf(0, text.length), signal));
    await cancelled(signal => statesOverview(model, '', signal));
  });

  it('computes the symbols and shares of a model once', async () => {
    const model = await loadedHmm(5);
    const [first, second] = [
      await statesOverview(model, '', never),
      await statesOverview(model, 'ab', never),
    ];
    for (const [i, { symbols }] of first.states.entries()) assert.equal(symbols, second.states[i].symbols);
    const [one, other] = [
      await statesOf(model, text, rangeOf(0, 9), never),
      await statesOf(model, text, rangeOf(9, 20), never),
    ];
    assert.equal(one.states.symbols, other.states.symbols);
  });

  it('leaves out the beginning of a long context, but no token of the range', async () => {
    const { open, readings } = await loadedHmm(2);
    const read: number[] = [];
    const states: HiddenStates = {
      ...(open.model.hiddenStates?.() ?? assert.fail()),
      count: 10_000, // 10 tokens
      *path(ids) {
        read.push(ids.length);
        yield;
        return new Int32Array(ids.length);
      },
      *probabilities(ids) {
        yield;
        return new Float64Array(ids.length);
      },
      symbols: () => [],
    };
    const model = Object.create(open.model, { hiddenStates: { value: () => states } });
    const loaded = { open: { ...open, model }, readings };
    const short = await statesOf(loaded, text, rangeOf(96, 100), never);
    const long = await statesOf(loaded, text, rangeOf(80, 100), never);
    assert.deepEqual(read, [10, 20]);
    assert.deepEqual([short.states.path.length, long.states.path.length], [4, 20]);
  });
});
