import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CliFolder } from './runCli';

interface Answer {
  readonly isError: boolean;
  readonly text: string;
}

describe('an agent over the Model Context Protocol', () => {
  const place = new CliFolder();
  const client = new Client({ name: 'test', version: '1' });

  before(async () => {
    mkdirSync(place.path('work'));
    writeFileSync(place.path('work/a.txt'), 'the cat sat on the mat. a dog ran in the sun.\n'.repeat(60));
    writeFileSync(place.path('secret.txt'), 'nobody reads this');
    symlinkSync(place.path('secret.txt'), place.path('work/link.txt'));
    const args = [resolve('dist/cli.mjs'), 'mcp', '--root', place.path('work')];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd: place.folder }));
  });
  after(async () => {
    await client.close();
    place.remove();
  });

  const call = async (name: string, input: Record<string, unknown>): Promise<Answer> => {
    const { content, isError } = await client.callTool({ name, arguments: input });
    const [{ text }] = content as readonly { readonly text: string }[];
    return { isError: isError === true, text };
  };
  const answer = async (name: string, input: Record<string, unknown>) => {
    const { isError, text } = await call(name, input);
    assert.equal(isError, false, text);
    return JSON.parse(text);
  };
  const train = (activation: string, seed: number) =>
    answer('train_network', {
      file: 'a.txt',
      settings: {
        'model.activation': activation,
        'model.hidden': 12,
        'training.seed': seed,
        'training.maxIterations': 300,
      },
    });

  it('is offered six tools, of which one changes something', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map(({ name }) => name).sort(), [
      'compare_runs',
      'list_runs',
      'list_surprisals',
      'sample_text',
      'score_text',
      'train_network',
    ]);
    const changing = tools.filter(({ annotations }) => annotations?.readOnlyHint !== true);
    assert.deepEqual(
      changing.map(({ name }) => name),
      ['train_network'],
    );
    for (const { name, description } of tools) assert.match(name, /^[a-z]+_[a-z]+$/, description);
  });

  it('finds out which activation is better on a text, through tools alone', async () => {
    assert.deepEqual(await answer('list_runs', {}), { runs: [], total: 0, leftOut: 0 });
    const runs = [];
    for (const seed of [1, 2, 3]) for (const each of ['tanh', 'logistic']) runs.push(await train(each, seed));
    const { verdict, sentences } = await answer('compare_runs', { runs: runs.map(({ id }) => id) });
    assert.deepEqual([verdict.lower.name, verdict.pairs, verdict.isHeldOut], ['tanh', 3, true]);
    assert.match(sentences[0], /^tanh is lower than logistic by 0\.\d+ nats per token on held-out text/);
    const listed = await answer('list_runs', { limit: 4 });
    assert.deepEqual([listed.runs.length, listed.total, listed.leftOut], [4, 6, 2]);
  });

  it('scores, samples and lists surprisals with the figures of the command line', async () => {
    const { runs } = await answer('list_runs', { limit: 1 });
    const [{ id: model }] = runs;
    const text = 'the cat sat in the sun.';
    const figures = await answer('score_text', { model, text });
    const args = ['score', model, '-', '--json', '--runs', place.path('work/elman-runs')];
    assert.deepEqual(figures, JSON.parse((await place.run(args, { input: text })).stdout));
    const { rows, total, leftOut } = await answer('list_surprisals', { model, text, limit: 5 });
    assert.deepEqual([rows.length, total, leftOut], [5, text.length, text.length - 5]);
    const bits = rows.map(({ surprisal }: { readonly surprisal: number }) => surprisal);
    assert.deepEqual(
      bits,
      bits.toSorted((a: number, b: number) => b - a),
    );
    const options = { model, length: 30, seed: 2, prime: '--the' };
    const [first, again] = [await answer('sample_text', options), await answer('sample_text', options)];
    assert.equal([...first.text].length, 30);
    assert.deepEqual(first, again);
  });

  it('reads in an error what to do next', async () => {
    const wrong: readonly [string, Record<string, unknown>, RegExp][] = [
      [
        'train_network',
        { file: 'a.txt', settings: { 'model.cell': 'elmann' } },
        /model\.cell must be one of elman, /,
      ],
      [
        'train_network',
        { file: 'a.txt', settings: { 'model.size': 3 } },
        /There is no model\.size\. There are: model\.cell/,
      ],
      [
        'train_network',
        { file: 'a.txt', settings: { 'model.hidden': 0 } },
        /model\.hidden must be a whole number from 1/,
      ],
      ['train_network', {}, /file is missing/],
      ['score_text', { model: 'none', text: 'a' }, /Neither a file nor a run "none" was found/],
      ['score_text', { model: 'none' }, /either text or file/],
      ['compare_runs', { runs: ['a'] }, /runs must be a list of 2 to 100 values/],
    ];
    for (const [name, input, message] of wrong) {
      const { isError, text } = await call(name, input);
      assert.deepEqual([name, isError], [name, true]);
      assert.match(text, message);
    }
  });

  it('ends a training that is cancelled, and keeps it', async () => {
    const ending = new AbortController();
    const settings = { 'model.hidden': 64, 'training.maxIterations': 1_000_000 };
    const options = { signal: ending.signal, onprogress: () => ending.abort() };
    const input = { name: 'train_network', arguments: { file: 'a.txt', settings } };
    await assert.rejects(client.callTool(input, undefined, options));
    const states = async () => {
      const { runs } = await answer('list_runs', { kind: 'runs', limit: 1 });
      return runs[0].state;
    };
    while ((await states()) === 'running') await setTimeout(50);
    assert.equal(await states(), 'paused');
    assert.equal((await answer('list_runs', { kind: 'models' })).total, 0);
  });

  it('reads no file outside the workspace, and takes no text for a flag', async () => {
    const outside = ['../secret.txt', place.path('secret.txt'), 'link.txt', '/etc/passwd'];
    for (const file of outside) {
      for (const [name, input] of [
        ['train_network', { file }],
        ['score_text', { model: 'none', file }],
        ['score_text', { model: file, text: 'a' }],
        ['compare_runs', { runs: [file, 'b'] }],
      ] as const) {
        const { isError, text } = await call(name, input);
        assert.ok(isError && text.includes('outside the workspace'), `${name} ${file}: ${text}`);
      }
    }
    mkdirSync(place.path('work/folder'));
    symlinkSync(place.path('secret.txt'), place.path('work/folder/model.json'));
    const mix = '20260101T000000-00000000';
    mkdirSync(place.path(`work/${mix}`));
    const reference = { kind: 'file', uri: pathToFileURL(place.path('secret.txt')).href };
    const [createdAt, kind, combination] = [new Date(0).toISOString(), 'mixture', 'linear'];
    const members = [{ reference, name: 'a', weight: 1 }];
    const record = { version: 1, kind, id: mix, name: 'mix', createdAt, vocabulary: 2, combination, members };
    writeFileSync(place.path(`work/${mix}/model.json`), JSON.stringify(record));
    for (const model of ['folder', mix]) {
      const { isError, text } = await call('score_text', { model, text: 'a' });
      assert.ok(isError && text.includes('outside the workspace'), text);
    }
    for (const model of ['--runs', '-h', '../work']) {
      const { isError, text } = await call('sample_text', { model });
      assert.ok(isError && /not found|outside/.test(text), text);
    }
  });
});
