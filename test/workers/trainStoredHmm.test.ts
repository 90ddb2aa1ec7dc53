import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Draws } from '../../src/engine/experiments/generators/generator';
import { decodeHmm, encodeHmm } from '../../src/engine/families/hmm/hmmFile';
import { ModelStore } from '../../src/engine/storage/models/modelStore';
import type { HmmParams, HmmReport } from '../../src/protocol/hmmRecord';
import { trainStoredHmm } from '../../src/workers/maker/trainStoredHmm';
import { MemoryFileSystem } from '../engine/support/memoryFileSystem';

const sample = readFileSync('media/samples/english.txt', 'utf8');

const sourceOf = (text: string) => ({
  ...{ name: 'text.txt', uri: 'file:///text.txt', bytes: new TextEncoder().encode(text) },
});

async function train(text: string, changes: Partial<HmmParams> = {}, stopAfter = Number.POSITIVE_INFINITY) {
  const store = new ModelStore(new MemoryFileSystem());
  const reports: HmmReport[] = [];
  const stopping = new AbortController();
  const report = (progress: HmmReport) => {
    reports.push(progress);
    if (reports.length === stopAfter) stopping.abort();
  };
  const params: HmmParams = {
    ...{ name: 'm', text: sourceOf(text), settings: {} },
    ...{ states: 2, iterations: 4, restarts: 2, byLine: false, isOfLetters: false },
    ...changes,
  };
  const record = await trainStoredHmm({ store, report, stop: stopping.signal }, params);
  return { record, reports, trained: decodeHmm(await store.trained(record)), store };
}

/** Words of syllables with one consonant and one vowel, in sentences. */
function syllables(): string {
  const draws = new Draws(1, 0);
  const draw = (letters: string) => draws.oneOf([...letters]);
  const word = () => Array.from({ length: 3 }, () => draw('bdklmnst') + draw('aeiou')).join('');
  const sentence = () => {
    const words = Array.from({ length: 4 }, word).join(' ');
    return `${words[0].toUpperCase()}${words.slice(1)}.`;
  };
  return Array.from({ length: 100 }, sentence).join('\n');
}

describe('training a stored hidden Markov model', () => {
  it('reports the likelihood at most every 100 ms, and at the end; it never falls within a start', async () => {
    const began = performance.now();
    const { record, reports, trained, store } = await train(sample.slice(0, 2000), { iterations: 60 });
    const most = 2 + (performance.now() - began) / 100;
    assert.ok(reports.length >= 2 && reports.length <= most, `${reports.length} reports`);
    assert.deepEqual([reports[0].start, reports[0].iteration], [1, 1]);
    assert.deepEqual([reports.at(-1)?.start, reports.at(-1)?.iteration], [2, 60]);
    for (const [i, { start, logLikelihood }] of reports.entries())
      assert.ok(start !== reports[i - 1]?.start || logLikelihood >= reports[i - 1].logLikelihood);
    assert.equal(reports.at(-1)?.share, 1);
    assert.deepEqual(await store.read(record.id), record);
    assert.equal(trained.hmm.states, 2);
    assert.ok(record.perplexity > 1 && record.perplexity < trained.symbols.length);
  });

  it('counts the emissions at the lowest probability', async () => {
    const { record } = await train('ab'.repeat(300), { iterations: 60 });
    assert.ok(record.raisedEmissions > 0);
  });

  it('finds the vowels among the letters of a text, and keeps its other characters', async () => {
    const { record, trained } = await train(syllables(), { iterations: 120, restarts: 4, isOfLetters: true });
    const { hmm, symbols } = trained;
    assert.ok(record.isOfLetters && record.vocabulary === symbols.length);
    const stateOf = (symbol: string) => {
      const o = symbols.indexOf(symbol);
      return hmm.emissions[2 * o] > hmm.emissions[2 * o + 1] ? 0 : 1;
    };
    for (const vowel of 'aeiou') assert.equal(stateOf(vowel), stateOf('e'), vowel);
    for (const consonant of 'bdklmnstBDKLMNST') assert.notEqual(stateOf(consonant), stateOf('e'), consonant);
  });

  /** Trains the model of `first` further on a text. */
  async function further(
    { store, record }: Awaited<ReturnType<typeof train>>,
    text: string,
    iterations: number,
  ) {
    const params = { name: 'further', text: sourceOf(text), iterations, from: record.id };
    const longer = await trainStoredHmm({ store, report: () => undefined }, params);
    return { longer, trained: decodeHmm(await store.trained(longer)) };
  }

  it('stores the model as trained so far when it is stopped', async () => {
    const text = sample.slice(0, 2000);
    const stopped = await train(text, { iterations: 1_000_000, restarts: 1 }, 1);
    const { iterations } = stopped.record;
    assert.ok(iterations > 0 && iterations < 1_000_000);
    assert.deepEqual(stopped.trained, (await train(text, { iterations, restarts: 1 })).trained);
  });

  it('continues a stored model with the bits of one long training, also line by line', async () => {
    const text = sample.slice(0, 2000);
    for (const byLine of [false, true]) {
      const first = await train(text, { iterations: 3, restarts: 1, byLine });
      const { longer, trained } = await further(first, text, 4);
      const whole = await train(text, { iterations: 7, restarts: 1, byLine });
      assert.deepEqual(trained, whole.trained);
      const { id, name, createdAt, ...figures } = longer;
      assert.ok(id !== first.record.id && name === 'further' && createdAt >= first.record.createdAt);
      assert.deepEqual({ ...whole.record, ...{ id, name, createdAt } }, { id, name, createdAt, ...figures });
      assert.deepEqual([trained.byLine, longer.byLine, longer.iterations], [byLine, byLine, 7]);
      assert.deepEqual(await first.store.read(first.record.id), first.record);
    }
  });

  it('continues a model of letters, whose likelihood does not fall', async () => {
    const text = syllables();
    const first = await train(text, { iterations: 5, restarts: 1, isOfLetters: true });
    const { longer } = await further(first, text, 5);
    assert.ok(longer.isOfLetters && longer.iterations === 10);
    assert.ok(longer.perplexity < first.record.perplexity);
  });

  it('does not continue on a text that is read as other symbols than before', async () => {
    const first = await train('abab');
    const other = { ...first.record, id: 'other' };
    await first.store.create(other, encodeHmm({ ...first.trained, symbols: ['x', 'y'] }));
    await assert.rejects(further({ ...first, record: other }, 'abab', 1), /has other symbols/);
  });

  it('does not continue on a text that has changed since', async () => {
    const first = await train('abab');
    for (const text of ['abac', 'abba', 'ababab', ''])
      await assert.rejects(further(first, text, 1), /has changed since "m" was trained on it/);
  });

  it('refuses an empty text and a text of one symbol, and allows more states than symbols', async () => {
    await assert.rejects(train(''), /"text.txt" is empty/);
    await assert.rejects(train('aaaa'), /only one distinct symbol \("a"\)/);
    const { record } = await train('abab', { states: 5 });
    assert.deepEqual([record.states, record.vocabulary], [5, 2]);
    const single = await train(sample.slice(0, 500), { states: 1 });
    assert.equal(single.record.states, 1);
  });
});
