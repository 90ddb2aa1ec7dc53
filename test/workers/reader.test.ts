import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { openModelFile } from '../../src/engine/model/modelFile';
import { Channel } from '../../src/protocol/channel';
import { fill } from '../../src/protocol/message';
import type { DocumentEvents, ReaderEvents, ReaderRequests, ReaderSources } from '../../src/protocol/reader';
import { messagePort } from '../../src/workers/messagePort';
import { serveReader } from '../../src/workers/reader/reader';
import { CliFolder, lastRecord } from '../cli/runCli';
import { byHand } from '../engine/support/byHand';

const texts = ['english.txt', 'japanese.txt'];
/**
 * Number of characters of each text. They are more than one piece of a reading, but few enough for a plain
 * loop.
 */
const LENGTH = 2200;

describe('the perplexity is the same for every caller', () => {
  const place = new CliFolder();
  const wire = new MessageChannel();
  let reader: Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>;
  const runs: {
    readonly text: string;
    readonly unit: string;
    readonly id: string;
    readonly model: string;
  }[] = [];

  before(async () => {
    for (const text of texts) {
      const whole = readFileSync(join('media/samples', text), 'utf8');
      writeFileSync(place.path(`whole-${text}`), whole);
      writeFileSync(place.path(text), whole.slice(0, LENGTH));
      for (const unit of ['character', 'word', 'segmented']) {
        const model = `${unit}-${text}.safetensors`;
        const flags = `--unit ${unit} --hidden 20 --max-iterations 300 --out ${model} --json`;
        runs.push({ text, unit, model, id: lastRecord(await place.run(`train whole-${text} ${flags}`)).id });
      }
    }
    const data = {
      role: 'reader',
      storeFolder: place.path('elman-runs'),
      kernelFolder: 'media',
      training: 0,
    } as const;
    serveReader(messagePort(wire.port1), data);
    reader = new Channel<ReaderRequests, ReaderEvents, ReaderSources, DocumentEvents>(
      messagePort(wire.port2),
      { weights: () => undefined, file: ({ uri }) => readFileSync(new URL(uri)) },
      error => console.error(error),
    );
  });
  after(() => {
    wire.port1.close();
    wire.port2.close();
    place.remove();
  });

  /**
   * Returns the perplexity, computed by a double loop over the equations in float64 with the weights of the
   * reference kernels.
   */
  function plainly(model: string, text: string): number {
    const kernels = referenceKernels();
    const { network, vocabulary, tokenizer, carried } = openModelFile(
      kernels,
      readFileSync(place.path(model)),
    );
    const ids = [vocabulary.has(tokenizer.lineEnd) ? vocabulary.id(tokenizer.lineEnd) : -1];
    tokenizer.scan(text, true, symbol => ids.push(vocabulary.id(symbol)));
    const logProbs = byHand(
      kernels,
      network,
      ids.filter(id => id >= 0),
      carried,
    );
    return Math.exp(-logProbs.reduce((a, b) => a + b) / logProbs.length);
  }

  it('agrees to 1e-5: the reader of hovers and reports, the command line, a plain double loop', async () => {
    for (const { text, unit, id, model } of runs) {
      const content = readFileSync(place.path(text), 'utf8');
      const range = { uri: text, start: 0, end: content.length, context: 'document' } as const;
      reader.send('opened', { uri: text, text: content });
      const reference = { kind: 'run', id, checkpoint: 'usual', isLive: false } as const;

      const score = await reader.request('score', { model: reference, range });
      const read = Math.exp(-score.logProb / score.scored);

      const { stdout } = await place.run(`score ${model} ${text} --json`);
      const typed: number = JSON.parse(stdout).perplexity;

      const expected = plainly(model, content);
      const spread = Math.max(Math.abs(read / expected - 1), Math.abs(typed / expected - 1));
      assert.ok(spread < 1e-5, `${text} by ${unit}: ${read}, ${typed} and ${expected}`);
    }
  });

  it('opens a model of two files by either of them', async () => {
    const folder = 'test/fixtures/fasterRnnlm';
    const content = readFileSync(`${folder}/text.txt`, 'utf8');
    reader.send('opened', { uri: 'sentences', text: content });
    const range = { uri: 'sentences', start: 0, end: content.length, context: 'document' } as const;
    const expected: number[] = JSON.parse(readFileSync(`${folder}/scores.json`, 'utf8'))['gru.nnet'];
    for (const [opened, name] of ['gru', 'gru.nnet'].entries()) {
      const model = { kind: 'file', uri: pathToFileURL(`${folder}/${name}`).href, opened } as const;
      const { logProb } = await reader.request('score', { model, range });
      const sum = expected.reduce((a, b) => a + b);
      assert.ok(Math.abs(logProb / Math.LN10 - sum) < 1e-4, `${name}: ${logProb / Math.LN10} for ${sum}`);
    }
  });

  it('opens a packed file, and warns once about its irregularities', async () => {
    const folder = 'test/fixtures/cases';
    const packed = place.path('dup.arpa.gz');
    writeFileSync(packed, gzipSync(readFileSync(`${folder}/a13-dup.arpa`)));
    const content = readFileSync(`${folder}/t.txt`, 'utf8');
    reader.send('opened', { uri: 'cases', text: content });
    const warnings: string[] = [];
    const subscription = reader.on('warned', ({ sentences }) => {
      warnings.push(sentences.map(({ template, args }) => fill(template, args)).join(' '));
    });
    const model = { kind: 'file', uri: pathToFileURL(packed).href } as const;
    const range = { uri: 'cases', start: 0, end: content.length, context: 'document' } as const;
    for (let i = 0; i < 2; i++) {
      const { logProb, scored } = await reader.request('score', { model, range });
      assert.ok(Math.abs(Math.exp(-logProb / scored) - 5.12923) < 1e-5);
    }
    subscription.dispose();
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /^"dup\.arpa" breaks the rules .* Repeated n-grams: 1,/);
  });

  it('gives tokens with their places, ranks and alternatives that fit together', async () => {
    const { text, id } = runs[0];
    const content = readFileSync(place.path(text), 'utf8');
    const model = { kind: 'run', id, checkpoint: 'newest', isLive: false } as const;
    const range = { uri: text, start: 500, end: 560, context: 'paragraph' } as const;
    const { starts, ends, logProbs, ranks } = await reader.request('tokens', { model, range, ranks: true });
    assert.deepEqual([starts[0], ends[ends.length - 1], starts.length], [500, 560, 60]);
    const at = { ...range, start: 520, end: 520 };
    const found = await reader.request('prediction', { model, range: at, count: 5 });
    assert.ok(found && ranks);
    assert.deepEqual([found.text, found.start, found.rank], [content[520], 520, ranks[20]]);
    assert.ok(Math.abs(found.logProb - logProbs[20]) < 1e-6);
    const shares = found.alternatives.map(({ probability }) => probability);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => b - a),
    );
    const among = found.alternatives.findIndex(alternative => alternative.text === found.text);
    assert.equal(among + 1, found.rank <= 5 ? found.rank : 0);
  });
});
