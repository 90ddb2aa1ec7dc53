import assert from 'node:assert/strict';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readVectors } from '../../src/engine/vectors/files/read';
import { CliFolder } from './runCli';

const golden = (name: string) => readFileSync(`test/fixtures/word2vec/${name}`);
const VECTORS = resolve('test/fixtures/word2vec/cbow-ns.bin');
const TEXT = resolve('test/fixtures/text/words.train.txt');

describe('elman word2vec', () => {
  const place = new CliFolder();
  after(() => place.remove());

  it('runs a script that was written for the C program, and writes the same bytes', async () => {
    const script = [
      `word2vec -train ${TEXT} -output vectors.bin -size 16 -window 5 -sample 1e-3 -iter 5 -threads 1 -exact -binary 1 -save-vocab vocab.txt`,
      `word2vec -train ${TEXT} -output classes.txt -size 16 -read-vocab vocab.txt -classes 50 -debug 0 -exact`,
      `word2phrase -train ${TEXT} -output phrases.txt -threshold 20 -debug 2`,
    ];
    const printed: string[] = [];
    for (const line of script) {
      const { code, stdout, stderr } = await place.run(line);
      assert.deepEqual([code, stderr], [0, ''], line);
      printed.push(stdout);
    }
    assert.match(
      printed[0],
      /^Starting training using file .*\nVocab size: 1091\nWords in train file: 163245\n\rAlpha: 0\.0\d{5} {2}Progress: \d+\.\d\d% {2}Words/,
    );
    assert.equal(printed[1], '');
    assert.ok(readFileSync(place.path('vectors.bin')).equals(golden('cbow-ns.bin')));
    assert.ok(readFileSync(place.path('vocab.txt')).equals(golden('vocab.txt')));
    assert.ok(readFileSync(place.path('classes.txt')).equals(golden('classes50.txt')));
    assert.ok(readFileSync(place.path('phrases.txt')).equals(gunzipSync(golden('phrases20.txt.gz'))));
  });

  it('stores the training at Ctrl+C, and continues it to the same bytes', async () => {
    const line = `word2vec -train ${TEXT} -output stopped.bin -size 16 -iter 40 -binary 1`;
    const stopped = await place.run(line, { interrupt: { at: /Alpha/, signal: 'SIGINT' } });
    assert.equal(stopped.code, 130);
    assert.match(
      stopped.stderr,
      /^\nStopped after \d+\.\d%\. To continue: elman word2vec --resume stopped\.bin\.resume\n$/,
    );
    assert.ok(!existsSync(place.path('stopped.bin')));
    const refused = [
      ['word2vec --resume stopped.bin.resume --size 20', /--size cannot change/, 2],
      [`word2vec --resume ${VECTORS}`, /not in the safetensors format/, 1],
      ['word2vec --resume stopped.bin.resume -train stopped.bin.resume', /has changed since/, 1],
    ] as const;
    for (const [call, message, code] of refused) {
      const ended = await place.run(call);
      assert.match(ended.stderr, message);
      assert.equal(ended.code, code, call);
    }
    const resumed = await place.run('word2vec --resume stopped.bin.resume');
    assert.deepEqual([resumed.code, resumed.stderr], [0, '']);
    assert.ok(!existsSync(place.path('stopped.bin.resume')));
    const whole = await place.run(line.replace('stopped', 'whole'));
    assert.equal(whole.code, 0);
    assert.ok(readFileSync(place.path('stopped.bin')).equals(readFileSync(place.path('whole.bin'))));
  });

  it('trains subwords, which give vectors to words that the text does not have', async () => {
    const line = `word2vec -train ${TEXT} -output sub.safetensors -size 8 -iter 1 -debug 0 --minn 3 --maxn 5 --bucket 1000000`;
    const { code, stderr } = await place.run(line);
    assert.deepEqual([code, stderr], [0, '']);
    const { words, subwords } = readVectors(readFileSync(place.path('sub.safetensors')), 'v');
    assert.equal(words.length, 1091);
    assert.deepEqual(subwords?.options, { minimum: 3, maximum: 5, buckets: 1_000_000 });
    const asked = await place.run('distance sub.safetensors', { input: 'kingdoms kingdoming\n§\nEXIT\n' });
    assert.match(
      asked.stdout,
      /Word: kingdoming {2}Position in vocabulary: -1\nIts vector is the mean of those/,
    );
    assert.match(asked.stdout, /Cosine distance\n-+\n +\S+\t\t0\.\d{6}\n/);
    assert.match(asked.stdout, /Word: § {2}Position in vocabulary: -1\nOut of dictionary word!/);
    const refused = [
      ['--minn 3', /--minn has no effect without --maxn/],
      ['--minn 4 --maxn 3', /--minn 4 is more than --maxn 3/],
      ['--maxn 3 --exact', /--exact and --maxn exclude each other/],
    ] as const;
    for (const [flags, message] of refused) {
      const ended = await place.run(`word2vec -train ${TEXT} -output no.bin ${flags}`);
      assert.match(ended.stderr, message);
      assert.equal(ended.code, 2, flags);
    }
  });

  it('trains nearly the same vectors without --exact, the same on two threads', async () => {
    for (const [name, flags] of [
      ['exact', '--exact'],
      ['one', ''],
      ['two', '-threads 2'],
    ]) {
      const line = `word2vec -train ${TEXT} -output ${name}.bin -size 8 -iter 1 -binary 1 -debug 0 ${flags}`;
      const { code, stderr } = await place.run(line);
      assert.deepEqual([code, stderr], [0, ''], line);
    }
    const [exact, one, two] = ['exact', 'one', 'two'].map(name => readFileSync(place.path(`${name}.bin`)));
    assert.ok(one.equals(two));
    assert.ok(!one.equals(exact));
  });

  it('writes safetensors if the name says so', async () => {
    const { code } = await place.run(
      `word2vec -train ${TEXT} -output v.safetensors -size 8 -iter 1 -debug 0`,
    );
    assert.equal(code, 0);
    const { words, size } = readVectors(readFileSync(place.path('v.safetensors')), 'v');
    assert.deepEqual([words.length, size], [1091, 8]);
  });

  it('prints what the tools of word2vec print', async () => {
    const asked: [string, string, string][] = [
      [`distance ${VECTORS}`, 'king\nlove\nthou art\nEXIT\n', 'cbow-ns.distance.txt'],
      [`word-analogy ${VECTORS}`, 'king queen he\nman woman king\nEXIT\n', 'cbow-ns.analogy.txt'],
      [
        `compute-accuracy ${VECTORS} 30000`,
        golden('questions-small.txt').toString(),
        'cbow-ns.accuracy-small.txt',
      ],
    ];
    for (const [line, input, expected] of asked) {
      const { code, stdout, stderr } = await place.run(line, { input });
      assert.deepEqual([code, stderr, stdout], [0, '', golden(expected).toString('latin1')], line);
    }
  });

  it('gives the same answers by a text file as by a binary one, and as JSON', async () => {
    const input = golden('questions-small.txt').toString();
    const text = resolve('test/fixtures/word2vec/cbow-ns.txt');
    const { stdout } = await place.run(`compute-accuracy ${text} --json`, { input });
    const { sections, all, syntactic, questions, seen } = JSON.parse(stdout);
    assert.deepEqual([questions, seen, all], [16, 13, { right: 3, asked: 13, share: 3 / 13 }]);
    assert.deepEqual(sections[3], { name: 'capitals', right: 0, asked: 0, share: null });
    assert.equal(syntactic.share, 0);
  });

  it('converts vectors from any format to any other', async () => {
    const lines = [
      `convert-vectors ${VECTORS} v.safetensors`,
      'convert-vectors v.safetensors v.bin',
      'convert-vectors v.bin v.tsv',
      'convert-vectors v.safetensors v.text.gz',
      'convert-vectors v.text.gz again.txt',
    ];
    const printed: string[] = [];
    for (const line of lines) {
      const { code, stdout, stderr } = await place.run(line);
      assert.deepEqual([code, stderr], [0, ''], line);
      printed.push(stdout);
    }
    assert.equal(printed[2], 'Wrote v.tsv and v.metadata.tsv.\n');
    assert.ok(readFileSync(place.path('v.bin')).equals(golden('cbow-ns.bin')));
    assert.ok(readFileSync(place.path('again.txt')).equals(golden('cbow-ns.txt')));
    const words = readFileSync(place.path('v.metadata.tsv'), 'latin1').split('\n');
    assert.deepEqual([words.length, words[0]], [1092, '</s>']);
    const { code, stderr } = await place.run('convert-vectors v.bin - --format projector');
    assert.equal(code, 2);
    assert.match(stderr, /two files: name OUTPUT/);
  });

  it('says which words it does not know, and reads the next line', async () => {
    const far = await place.run(`distance ${VECTORS}`, { input: 'king Zürich\nking' });
    assert.match(
      far.stdout,
      /Word: Zürich {2}Position in vocabulary: -1\nOut of dictionary word!\nEnter word/,
    );
    assert.match(far.stdout, /edward/);
    const few = await place.run(`word-analogy ${VECTORS}`, { input: 'king queen\n' });
    assert.match(few.stdout, /^Enter three words \(EXIT to break\): Only 2 words were entered/);
  });

  it('refuses what has no vectors, and says why', async () => {
    writeFileSync(place.path('rare.txt'), 'one two three\n');
    writeFileSync(place.path('promise.bin'), '4000000000 300\nword ');
    writeFileSync(place.path('nan.txt'), '1 2\nking 0.5 nan\n');
    writeFileSync(place.path('huge.bin'), '4000000 300\n');
    // A sparse file takes no space on disk.
    truncateSync(place.path('huge.bin'), 2 ** 31);
    const cases: [string, RegExp, number][] = [
      ['word2vec -train rare.txt -output v.bin', /No word is frequent enough/, 1],
      ['word2vec -train rare.txt -output v.bin -size 0', /size takes a whole number from 1/, 2],
      ['word2vec -train rare.txt', /Specify -output FILE/, 2],
      ['word2vec -train absent.txt -output v.bin', /absent\.txt.*ENOENT/, 1],
      ['distance promise.bin', /4000000000 vectors of 300 numbers do not fit into 5 bytes/, 1],
      ['distance huge.bin', /huge\.bin" is too large: .* at most 2 GiB/, 1],
      ['distance nan.txt', /line 2 is not a word and 2 numbers/, 1],
      ['distance rare.txt', /not a file of word vectors/, 1],
      ['compute-accuracy nan.txt many', /WORDS is a whole number/, 2],
    ];
    for (const [line, message, expected] of cases) {
      const { code, stderr } = await place.run(line);
      assert.match(stderr, message, line);
      assert.equal(code, expected, line);
    }
  });
});
