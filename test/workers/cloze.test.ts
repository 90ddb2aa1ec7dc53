import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Channel } from '../../src/protocol/channel';
import type { DocumentEvents, ReaderEvents, ReaderRequests, ReaderSources } from '../../src/protocol/reader';
import { messagePort } from '../../src/workers/messagePort';
import { serveReader } from '../../src/workers/reader/reader';
import { CliFolder } from '../cli/runCli';

describe('the reader with a model that predicts from both sides', () => {
  const place = new CliFolder();
  const wire = new MessageChannel();
  const text = 'the quick brown fox\njumps over the lazy dog\n\n'.repeat(20);
  let reader: Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>;
  const model = { kind: 'file', uri: pathToFileURL(place.path('c.safetensors')).href } as const;
  const rangeOf = (start: number, end: number, context: 'none' | 'line' | 'paragraph' | 'document') => ({
    ...{ uri: 'a', start, end, context },
  });

  before(async () => {
    writeFileSync(place.path('a.txt'), text);
    await place.run('cloze a.txt --hidden 8 --sequence-length 16 --max-iterations 60 --out c.safetensors');
    const data = { storeFolder: place.path('runs'), kernelFolder: 'media', training: 0 } as const;
    serveReader(messagePort(wire.port1), { role: 'reader', ...data });
    reader = new Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>(
      messagePort(wire.port2),
      { weights: () => undefined, file: ({ uri }) => readFileSync(new URL(uri)) },
      error => console.error(error),
    );
    reader.send('opened', { uri: 'a', text });
  });
  after(() => {
    wire.port1.close();
    wire.port2.close();
    place.remove();
  });

  it('says so with every figure, and agrees with the command line', async () => {
    const range = rangeOf(0, text.length, 'document');
    assert.equal((await reader.request('describe', { model })).bothSides, true);
    const score = await reader.request('score', { model, range });
    const tokens = await reader.request('tokens', { model, range, ranks: true });
    const prediction = await reader.request('prediction', { model, range: { ...range, end: 0 }, count: 3 });
    assert.deepEqual([score.model.bothSides, tokens.bothSides, prediction?.bothSides], [true, true, true]);
    assert.equal(tokens.logProbs.length, text.length);
    const sum = tokens.logProbs.reduce((total, each) => total + each);
    assert.ok(Math.abs(sum - score.logProb) < 1e-6 * Math.abs(sum));
    assert.deepEqual([prediction?.text, prediction?.rank], ['t', tokens.ranks?.[0]]);
    assert.equal(prediction?.logProb, tokens.logProbs[0]);
    const typed = JSON.parse((await place.run('score c.safetensors a.txt --json')).stdout);
    assert.ok(Math.abs(typed.pseudoPerplexity / Math.exp(-score.logProb / score.scored) - 1) < 1e-6);
  });

  it('reads the context after the selection, to the end of what the setting names', async () => {
    const at = text.indexOf('brown');
    const scored = async (context: 'none' | 'line' | 'paragraph', document: string) => {
      reader.send('changed', { uri: 'a', changes: [{ offset: 0, length: text.length, text: document }] });
      const { logProb } = await reader.request('score', { model, range: rangeOf(at, at + 5, context) });
      reader.send('changed', { uri: 'a', changes: [{ offset: 0, length: document.length, text }] });
      return logProb;
    };
    const changedAt = (offset: number) => `${text.slice(0, offset)}z${text.slice(offset + 1)}`;
    const [next, nextLine] = [at + 6, text.indexOf('jumps')];
    for (const [context, seen, unseen] of [
      ['none', undefined, next],
      ['line', next, nextLine],
      ['paragraph', nextLine, text.indexOf('\n\n') + 3],
    ] as const) {
      const before = await scored(context, text);
      if (seen !== undefined) assert.notEqual(await scored(context, changedAt(seen)), before, context);
      assert.equal(await scored(context, changedAt(unseen)), before, context);
    }
  });

  it('refuses in words what needs a language model', async () => {
    const range = rangeOf(10, 20, 'line');
    const alone = /cannot write or continue a text/;
    await assert.rejects(reader.request('sample', { model, length: 3, temperature: 1 }), alone);
    await assert.rejects(reader.request('compare', { models: [model], range }), alone);
    await assert.rejects(reader.request('unit', { model, range, place: undefined }), alone);
    await assert.rejects(reader.request('states', { model, range }), alone);
  });
});
