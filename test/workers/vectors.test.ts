import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { readVectors } from '../../src/engine/vectors/files/read';
import { innerProduct, unitVectors, vectorOf } from '../../src/engine/vectors/wordVectors';
import { Channel, type Handlers, type Nothing, type Port } from '../../src/protocol/channel';
import type { ReaderSources } from '../../src/protocol/reader';
import type { RunSettings } from '../../src/protocol/run';
import type { MakerEvents, MakerRequests } from '../../src/protocol/storedModels';
import type { WorkerData } from '../../src/protocol/trainer';
import { UserError } from '../../src/protocol/userError';
import type { VectorsEvents, VectorsRequests, VectorsSource } from '../../src/protocol/vectors';
import type { VectorsProgress, VectorsRecord } from '../../src/protocol/vectorsRecord';
import { serveMaker } from '../../src/workers/maker/maker';
import { messagePort } from '../../src/workers/messagePort';
import { serveVectors } from '../../src/workers/vectors/vectors';
import { CliFolder, lastRecord } from '../cli/runCli';

const small = { 'vectors.size': 16, 'vectors.passes': 2 };

describe('word vectors in the workers', () => {
  const place = new CliFolder();
  const wires: MessageChannel[] = [];
  let maker: Channel<MakerRequests, MakerEvents, ReaderSources, Nothing>;
  let vectors: Channel<VectorsRequests, VectorsEvents, ReaderSources, Nothing>;
  const sources: Handlers<ReaderSources> = {
    weights: () => undefined,
    file: ({ uri }) => readFileSync(new URL(uri)),
  };

  before(() => {
    maker = new Channel(connect('maker', serveMaker), sources, error => console.error(error));
    vectors = new Channel(connect('vectors', serveVectors), sources, error => console.error(error));
  });
  after(() => {
    for (const { port1, port2 } of wires) {
      port1.close();
      port2.close();
    }
  });

  function connect(role: WorkerData['role'], serve: (port: Port, data: WorkerData) => void): Port {
    const wire = new MessageChannel();
    wires.push(wire);
    serve(messagePort(wire.port1), {
      ...{ role, storeFolder: place.path('runs'), kernelFolder: 'media', training: 0 },
    });
    return messagePort(wire.port2);
  }

  function train(name: string, text: string, settings: RunSettings = small): Promise<VectorsRecord> {
    const source = { name, uri: `file:///${name}`, bytes: Buffer.from(text) };
    return maker.request('trainVectors', { name, text: source, settings });
  }

  const made = ({ id }: VectorsRecord): VectorsSource => ({ kind: 'made', id });
  const sample = (name: string) => readFileSync(join('media/samples', name), 'utf8');

  it('are trained on a text with its progress, stored, and listed by frequency with their counts', async () => {
    const reports: VectorsProgress[] = [];
    const listening = maker.on('vectorsProgress', progress => reports.push(progress));
    const record = await train('english.txt', sample('english.txt'));
    listening.dispose();
    const shares = reports.map(({ share }) => share);
    assert.ok(shares.length >= 2 && shares.every((share, i) => share > (shares[i - 1] ?? 0) && share <= 1));
    assert.ok(reports.every(({ loss = 1 }) => loss > 0 && loss < 10));
    assert.equal(shares.at(-1), 1);
    assert.equal(record.trained, undefined);
    const source = made(record);
    const facts = await vectors.request('describe', { source });
    assert.deepEqual(facts, { words: record.vocabulary, size: 16, hasCounts: true });
    const { total, words } = await vectors.request('find', { source, query: '', from: 0, count: 50 });
    assert.equal(total, record.vocabulary);
    const counted = [
      ...sample('english.txt')
        .toLowerCase()
        .matchAll(/[\p{L}\p{M}\p{N}'’]+/gu),
    ];
    for (const word of ['she', 'the']) {
      const found = (await vectors.request('find', { source, query: word, from: 0, count: 100 })).words;
      const plain = counted.filter(([each]) => each === word).length;
      assert.equal(found.find(each => each.word === word)?.count, plain);
    }
    assert.ok(words.every(({ count = 0 }, i) => count >= 5 && count <= (words[i - 1]?.count ?? Infinity)));
    assert.ok(words.every(({ word }) => /^\S+$/.test(word) && word === word.toLowerCase()));
  });

  it('follow a chosen word while they train, and keep what was trained when they are stopped', async () => {
    const words: string[] = [];
    const following = new Promise<void>(resolve => {
      maker.on('vectorsProgress', ({ followed }) => {
        words.push(followed.word);
        assert.ok(followed.near.every(({ word }) => word !== followed.word && word !== '</s>'));
        if (followed.word === 'they') resolve();
      });
    });
    const begun = new Promise<void>(resolve => {
      const first = maker.on('vectorsProgress', () => {
        first.dispose();
        resolve();
      });
    });
    const training = train('english.txt', sample('english.txt'), { ...small, 'vectors.passes': 100_000 });
    await begun;
    assert.equal(await maker.request('followWord', { word: 'zwei' }), false);
    assert.equal(await maker.request('followWord', { word: '</s>' }), false);
    assert.equal(await maker.request('followWord', { word: 'They' }), true);
    await following;
    assert.notEqual(words[0], 'they');
    await maker.request('stopVectors', undefined);
    const record = await training;
    assert.ok(record.trained !== undefined && record.trained > 0 && record.trained < 1);
    const facts = await vectors.request('describe', { source: made(record) });
    assert.equal(facts.words, record.vocabulary);
  });

  const bytesOf = ({ id }: VectorsRecord) => readFileSync(place.path(join('runs', id, 'vectors.bin')));
  const progressed = () =>
    new Promise<VectorsProgress>(resolve => {
      const listening = maker.on('vectorsProgress', progress => {
        listening.dispose();
        resolve(progress);
      });
    });

  for (const exact of [false, true])
    it(`continue a stopped training to the same bytes${exact ? ', exactly' : ''}`, async () => {
      const text = sample('english.txt');
      const settings = { ...small, 'vectors.passes': 20, 'vectors.exact': exact };
      const whole = await train('english.txt', text, settings);
      const begun = progressed();
      const training = train('english.txt', text, settings);
      await begun;
      await maker.request('stopVectors', undefined);
      const stopped = await training;
      assert.ok(stopped.trained !== undefined && stopped.trained < 1);
      assert.notDeepEqual(bytesOf(stopped), bytesOf(whole));
      const changed = {
        name: 'english.txt',
        uri: 'file:///english.txt',
        bytes: Buffer.from(`${text} the\n`),
      };
      await assert.rejects(
        maker.request('continueVectors', { id: stopped.id, text: changed }),
        new UserError('The training cannot continue, because the text "{0}" has changed since.', [
          'english.txt',
        ]),
      );
      const same = { ...changed, bytes: Buffer.from(text) };
      const continued = await maker.request('continueVectors', { id: stopped.id, text: same });
      assert.deepEqual([continued.id, continued.trained], [stopped.id, undefined]);
      assert.deepEqual(bytesOf(continued), bytesOf(whole));
      await assert.rejects(
        maker.request('continueVectors', { id: stopped.id, text: same }),
        new UserError('The training of "{0}" was not stopped, so it cannot continue.', ['english.txt']),
      );
    });

  it('wait while they are paused, and are the same afterwards', async () => {
    const text = sample('english.txt');
    const settings = { ...small, 'vectors.passes': 20 };
    const whole = await train('english.txt', text, settings);
    const begun = progressed();
    const training = train('english.txt', text, settings);
    await begun;
    await maker.request('pauseVectors', { isPaused: true });
    // A report that a request causes shows how far the training is.
    const shareNow = async () => {
      const report = progressed();
      await maker.request('followWord', { word: 'they' });
      return (await report).share;
    };
    await shareNow();
    const paused = await shareNow();
    assert.equal(await shareNow(), paused);
    await maker.request('pauseVectors', { isPaused: false });
    assert.deepEqual(bytesOf(await training), bytesOf(whole));
  });

  it('have the bits of word2vec by the setting, and nearly the same without it', async () => {
    const text = sample('english.txt').slice(0, 40_000);
    const [fast, exact] = [
      await train('t', text),
      await train('t', text, { ...small, 'vectors.exact': true }),
    ].map(record => readVectors(bytesOf(record), 't'));
    assert.notDeepEqual(fast.vectors, exact.vectors);
    const [a, b] = [fast, exact].map(unitVectors);
    for (let id = 1; id < 20; id++)
      assert.ok(innerProduct(vectorOf(a, id), vectorOf(b, id)) > 0.99, fast.words[id]);
  });

  it('of a large file are read from the file, piece by piece', async () => {
    const path = place.path('large.txt');
    const text = sample('english.txt');
    writeFileSync(path, text);
    const uri = pathToFileURL(path).href;
    const small = { 'vectors.size': 4, 'vectors.passes': 1 };
    const read = await train('large.txt', text, small);
    const file = { name: 'large.txt', uri, path, size: 2 ** 30 };
    const streamed = await maker.request('trainVectors', { name: 'large', text: file, settings: small });
    assert.deepEqual(bytesOf(streamed), bytesOf(read));
    assert.equal(streamed.text.fingerprint, read.text.fingerprint);
  });

  it('of Japanese are those of its words, which no spaces separate', async () => {
    const source = made(await train('japanese.txt', sample('japanese.txt')));
    const { words } = await vectors.request('find', { source, query: '', from: 0, count: 30 });
    assert.ok(words.some(({ word }) => word === 'の') && words.every(({ word }) => word.length < 8));
    const found = await vectors.request('look', { source, words: ['没', 'の'], count: 10 });
    assert.deepEqual([found?.word.word, found?.near.length], ['の', 10]);
  });

  it('of subwords are stored as well, and give vectors to words that the text lacks', async () => {
    const texts: { file: string; settings: RunSettings; unseen: string }[] = [
      { file: 'english.txt', settings: { 'vectors.subwordMaximum': 6 }, unseen: 'Speakings' },
      {
        file: 'japanese.txt',
        settings: { 'vectors.subwordMaximum': 3, 'vectors.subwordMinimum': 1 },
        unseen: '学校時代',
      },
    ];
    for (const { file, settings, unseen } of texts) {
      const record = await train(file, sample(file), { ...small, 'vectors.passes': 1, ...settings });
      const source = made(record);
      const near = await vectors.request('unseen', { source, word: unseen, count: 10 });
      assert.equal(near?.length, 10, file);
      const looked = await vectors.request('look', { source, words: ['1999', 'a,b', unseen], count: 10 });
      assert.deepEqual(looked, { index: 2, word: { word: unseen }, near });
      const parts = place.path(join('runs', record.id, 'subwords.safetensors'));
      writeFileSync(parts, Buffer.concat([readFileSync(parts).subarray(0, -4), Buffer.of(0, 0, 0xc0, 0x7f)]));
      await vectors.request('forget', { source });
      await assert.rejects(
        vectors.request('describe', { source }),
        /its vectors of subwords do not fit together/,
      );
    }
    const without = made(await train('english.txt', sample('english.txt'), small));
    assert.equal(
      await vectors.request('unseen', { source: without, word: 'speakings', count: 10 }),
      undefined,
    );
  });

  it('have neighbours, analogies and a map, from a stored text as well as from its files', async () => {
    const record = await train('a.txt', 'the king and the queen of the land .\n'.repeat(50));
    const file = place.path(join('runs', record.id, 'vectors.bin'));
    writeFileSync(place.path('copy.bin.gz'), gzipSync(readFileSync(file)));
    const copy = { kind: 'file', uri: pathToFileURL(place.path('copy.bin.gz')).href } as const;
    for (const source of [made(record), copy]) {
      const facts = await vectors.request('describe', { source });
      assert.deepEqual(facts, { words: 6, size: 16, hasCounts: source.kind === 'made' });
      const { words } = await vectors.request('find', { source, query: 'in', from: 0, count: 5 });
      assert.deepEqual(
        words.map(({ word }) => word),
        ['king'],
      );
      const [near] = await vectors.request('near', { source, ids: [words[0].id], count: 10 });
      assert.equal(near.length, 5);
      assert.ok(near.every(({ cosine, word }, i) => word !== 'king' && cosine <= (near[i - 1]?.cosine ?? 1)));
      const analogy = { source, a: 'King', b: ' queen', c: 'land', count: 2 };
      const answers = await vectors.request('analogy', analogy);
      assert.ok(answers.every(({ word }) => !['king', 'queen', 'land'].includes(word)));
      const map = await vectors.request('map', { source, count: 4, clusters: 2, layout: 'principal' });
      assert.deepEqual([map.words.length, map.points.length, map.clusters.length], [4, 8, 4]);
    }
  });

  it('are placed by UMAP, the same each time, with progress; cancelled, they are not', async () => {
    const record = await train('english.txt', sample('english.txt').slice(0, 60_000));
    const params = { source: made(record), count: 150, clusters: 3, layout: 'umap' } as const;
    const shares: number[] = [];
    const listening = vectors.on('mapProgress', ({ share }) => shares.push(share));
    const map = await vectors.request('map', params);
    listening.dispose();
    assert.deepEqual([map.words.length, map.points.length, map.shares], [150, 300, undefined]);
    assert.ok(map.points.every(Number.isFinite) && new Set(map.points).size > 200);
    assert.deepEqual(map.points, (await vectors.request('map', params)).points);
    assert.ok(shares.length > 0 && shares.every((share, i) => share >= (shares[i - 1] ?? 0) && share <= 1));
    const controller = new AbortController();
    const first = vectors.on('mapProgress', () => controller.abort());
    await assert.rejects(vectors.request('map', params, { signal: controller.signal }), {
      name: 'Cancelled',
    });
    first.dispose();
  });

  it('know the places of a word in their text', async () => {
    const path = place.path('places.txt');
    writeFileSync(path, 'The king.\r\nNo word\r\nthe KING, kings and the king\r\n'.repeat(5));
    const text = { name: 'places.txt', uri: pathToFileURL(path).href, bytes: readFileSync(path) };
    const record = await maker.request('trainVectors', { name: 'p', text, settings: small });
    const found = await vectors.request('places', { source: made(record), word: 'king', count: 4 });
    assert.deepEqual([found?.text, found?.isComplete, found?.places.length], ['places.txt', false, 4]);
    assert.deepEqual(found?.places.slice(0, 2), [
      { line: 0, column: 4, word: 'king', before: 'The ', after: '.' },
      { line: 2, column: 4, word: 'KING', before: 'the ', after: ', kings and the king' },
    ]);
    const all = await vectors.request('places', { source: made(record), word: 'king', count: 50 });
    assert.deepEqual([all?.isComplete, all?.places.length], [true, 15]);
    const file = {
      kind: 'file',
      uri: pathToFileURL(place.path(join('runs', record.id, 'vectors.bin'))).href,
    } as const;
    assert.equal(await vectors.request('places', { source: file, word: 'king', count: 4 }), undefined);
  });

  it('of a run are those of its own matrices, and its mean hidden states, with its characters', async () => {
    writeFileSync(place.path('text.txt'), 'abc cab\nbca abc\n'.repeat(20));
    const trained = await place.run('train text.txt --hidden 6 --max-iterations 20 --runs runs --json');
    assert.equal(trained.code, 0, trained.stderr);
    const { id } = lastRecord(trained);
    const reference = { kind: 'run', id, checkpoint: 'usual', isLive: false } as const;
    const kinds = ['input', 'output', 'hidden'];
    for (const of of ['input', 'output', 'hidden'] as const) {
      const source = { kind: 'model', reference, of } as const;
      const { words, size, hasCounts, model } = await vectors.request('describe', { source });
      assert.deepEqual([words, size, hasCounts], [5, 6, of === 'hidden']);
      assert.deepEqual(model, { kinds, of, ...(of === 'hidden' && { tokens: 320 }) });
      const blank = await vectors.request('find', { source, query: '␣', from: 0, count: 9 });
      assert.deepEqual(
        blank.words.map(({ word, count }) => [word, count]),
        [[' ', of === 'hidden' ? 40 : undefined]],
      );
      const [near] = await vectors.request('near', { source, ids: [blank.words[0].id], count: 9 });
      assert.equal(near.length, 4);
      const found = await vectors.request('analogy', { source, a: 'a', b: '␣', c: '↵', count: 9 });
      assert.equal(found.length, 2);
    }
    const { model } = await vectors.request('describe', { source: { kind: 'model', reference } });
    assert.equal(model?.of, 'input');
    writeFileSync(
      place.path('one.arpa'),
      '\\data\\\nngram 1=3\n\n\\1-grams:\n-1 <s>\n-1 </s>\n-1 a\n\n\\end\\\n',
    );
    const arpa = { kind: 'file', uri: pathToFileURL(place.path('one.arpa')).href } as const;
    await assert.rejects(
      vectors.request('describe', { source: { kind: 'model', reference: arpa } }),
      new UserError(
        'The model ({0}) is not a network, so its tokens have no vectors. Choose a run or a file of a network.',
        ['1-gram · 4'],
      ),
    );
  });

  it('of removed files are reported, and so are unknown words', async () => {
    const record = await train('b.txt', 'one two three\n'.repeat(9));
    const unknown = vectors.request('analogy', {
      source: made(record),
      a: 'one',
      b: 'zwei',
      c: 'two',
      count: 1,
    });
    await assert.rejects(
      unknown,
      new UserError('"{0}" has no vector. Choose a word of the table.', ['zwei']),
    );
    const found = await vectors.request('look', { source: made(record), words: ['zwei'], count: 1 });
    assert.equal(found, undefined);
    const gone = await train('c.txt', 'one two three\n'.repeat(9));
    rmSync(place.path(join('runs', gone.id, 'vectors.bin')));
    await assert.rejects(vectors.request('describe', { source: made(gone) }), /no longer exist/);
    const file = place.path('vectors.txt');
    const source = { kind: 'file', uri: pathToFileURL(file).href } as const;
    await assert.rejects(vectors.request('describe', { source }), /could not be read \(\{1\}\)|ENOENT/);
    for (const [words, text] of ['a 1 2\n', 'a 1 2\nb 3 4\n'].entries()) {
      writeFileSync(file, text);
      await vectors.request('forget', { source });
      assert.equal((await vectors.request('describe', { source })).words, words + 1);
    }
    writeFileSync(place.path('damaged.bin'), '1000000 300\nthe 0.5 1\n');
    const damaged = { kind: 'file', uri: pathToFileURL(place.path('damaged.bin')).href } as const;
    await assert.rejects(vectors.request('describe', { source: damaged }), /do not fit into/);
  });

  const refused: readonly [title: string, text: string, settings: RunSettings, RegExp][] = [
    ['a text without a frequent word', 'one two three four\n', small, /No word of "x.txt" occurs 5 times/],
    ['an empty text', '', small, /No word of "x.txt" occurs 5 times/],
    ['a text of punctuation', '. , !\n'.repeat(50), small, /No word of "x.txt"/],
    [
      'a dimension of 0',
      'one two\n'.repeat(9),
      { 'vectors.size': 0 },
      /is 0, but must be .* from 1 to 10000/,
    ],
    [
      'an unknown method',
      'one two\n'.repeat(9),
      { 'vectors.method': 'glove' },
      /must be one of skipGram, cbow/,
    ],
    ['bytes that are not text', 'a\0b\0c'.repeat(99), small, /binary|text/],
  ];
  for (const [title, text, settings, message] of refused) {
    it(`refuse ${title}`, async () => {
      await assert.rejects(train('x.txt', text, settings), error => {
        assert.ok(error instanceof UserError);
        assert.match(error.message.replace(/\{\d+\}/g, ''), message);
        return true;
      });
    });
  }

  it('with the same settings are the same bytes, by each method and output', async () => {
    const text = sample('english.txt').slice(0, 40_000);
    for (const method of ['skipGram', 'cbow'])
      for (const output of ['negative', 'hierarchical', 'both']) {
        const settings = { ...small, 'vectors.method': method, 'vectors.output': output };
        const [first, second] = [await train('t', text, settings), await train('t', text, settings)].map(
          ({ id }) => readFileSync(place.path(join('runs', id, 'vectors.bin'))),
        );
        assert.deepEqual(first, second);
      }
  });
});
