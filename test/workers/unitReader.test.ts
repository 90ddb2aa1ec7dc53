import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { inspectTokens } from '../../src/engine/inspection/inspectTokens';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { openModelFile } from '../../src/engine/model/modelFile';
import { tokenPieces } from '../../src/engine/scoring/tokenPieces';
import { Channel } from '../../src/protocol/channel';
import type { DocumentEvents, ReaderEvents, ReaderRequests, ReaderSources } from '../../src/protocol/reader';
import { nearestPlace, type UnitPlace } from '../../src/protocol/unitReading';
import { messagePort } from '../../src/workers/messagePort';
import { serveReader } from '../../src/workers/reader/reader';
import { CliFolder } from '../cli/runCli';

describe('the values of a unit in a document', () => {
  const place = new CliFolder();
  const wire = new MessageChannel();
  const text = 'a cat sat on the mat\nthe dog ran\n'.repeat(40);
  const document = `${text.slice(0, 1000)}Q${text.slice(1000)}`;
  let reader: Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>;

  before(async () => {
    writeFileSync(place.path('a.txt'), text);
    await place.run('train a.txt --cell lstm --hidden 6 --layers 2 --max-iterations 20 --out m.safetensors');
    await place.run('ngram -text a.txt -order 2 -addsmooth 1 -lm n.arpa');
    const data = { storeFolder: place.path('runs'), kernelFolder: 'media', training: 0 } as const;
    serveReader(messagePort(wire.port1), { role: 'reader', ...data });
    reader = new Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>(
      messagePort(wire.port2),
      { weights: () => undefined, file: ({ uri }) => readFileSync(new URL(uri)) },
      error => console.error(error),
    );
    reader.send('opened', { uri: 'a', text: document });
  });
  after(() => {
    wire.port1.close();
    wire.port2.close();
    place.remove();
  });

  const ask = (file: string, where: UnitPlace | undefined, start: number, end: number) =>
    reader.request('unit', {
      model: { kind: 'file', uri: pathToFileURL(place.path(file)).href },
      range: { uri: 'a', start, end, context: 'document' },
      place: where,
    });

  it('are those after every token, read from the start as for scoring', async () => {
    const open = openModelFile(referenceKernels(), readFileSync(place.path('m.safetensors')));
    const inspector = open.model.inspector();
    for (const name of ['c', 'o']) {
      const p = inspector.parts.findIndex(part => part.name === name && part.layer === 1);
      const expected = new Map<number, number>();
      const fresh = open.model.inspector();
      for (const { piece, token, values } of inspectTokens(
        open,
        fresh,
        tokenPieces(open, [document].values(), true),
      ))
        expected.set(piece.tokens.starts[token], values[p][4]);
      const { starts, unit } = await ask('m.safetensors', { name, layer: 1, unit: 4 }, 900, 1100);
      assert.deepEqual([starts[0], starts.length, unit.values.length], [900, 200, 200]);
      assert.deepEqual(unit.place, { name, layer: 1, unit: 4 });
      for (const [i, value] of unit.values.entries()) {
        const right = expected.get(starts[i]);
        assert.ok(right === undefined ? Number.isNaN(value) : Math.abs(value - right) < 1e-5, `${i}`);
      }
      assert.equal(unit.values.filter(Number.isNaN).length, 1);
    }
  });

  it('are those of a near unit if the network does not have the requested one', async () => {
    const { unit } = await ask('m.safetensors', { name: 'c', layer: 5, unit: 99 }, 0, 10);
    assert.deepEqual(unit.place, { name: 'c', layer: 1, unit: 5 });
    assert.deepEqual(nearestPlace(unit.parts, { name: 'r', layer: 1, unit: 3 }), {
      name: 'h',
      layer: 0,
      unit: 0,
    });
    assert.deepEqual(nearestPlace(unit.parts, undefined), { name: 'h', layer: 0, unit: 0 });
  });

  it('are refused for a model without states', async () => {
    await assert.rejects(
      ask('n.arpa', undefined, 0, 10),
      /has no hidden states, because it is not a single network/,
    );
  });
});
