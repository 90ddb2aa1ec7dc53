import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

const WORDS = {
  en: ['the', 'cat', 'sees', 'a', 'dog'],
  de: ['der', 'hund', 'sieht', 'eine', 'katze'],
} as const;

/** Returns a sentence of three words of a language. */
const sentence = (language: keyof typeof WORDS, i: number) =>
  [0, 1, 3].map(k => WORDS[language][(i * (k + 1) + k) % 5]).join(' ');
const labelled = (count: number) =>
  Array.from({ length: count }, (_, i) => (i % 2 ? 'en' : 'de')).map(
    (label, i) => `${label}\t${sentence(label === 'en' ? 'en' : 'de', i)}`,
  );
const QUICK = '--hidden 8 --embedding 8 --max-iterations 60 --validation-interval 20';

describe('elman classify and elman tag', () => {
  const place = new CliFolder();
  const runs = async (line: string, input?: string) => {
    const { code, stdout, stderr } = await place.run(line, { input });
    assert.equal(code, 0, stderr);
    return { stdout, stderr };
  };
  const lines = (text: string) => text.trim().split('\n');
  before(() => {
    writeFileSync(place.path('texts.tsv'), `${labelled(60).join('\n')}\n\n`);
    const tagged = labelled(60).flatMap(line => [
      ...line
        .split('\t')[1]
        .split(' ')
        .map(word => `${word}\t${word.length}`),
      '',
    ]);
    writeFileSync(place.path('tags.tsv'), tagged.join('\n'));
    for (const language of ['en', 'de'] as const) {
      mkdirSync(place.path(`texts/${language}`), { recursive: true });
      for (let i = 0; i < 11; i++)
        writeFileSync(place.path(`texts/${language}/${i}.txt`), sentence(language, i).replace(' ', '\n'));
    }
    writeFileSync(place.path('texts/readme.txt'), 'not a text of a label');
  });
  after(() => place.remove());

  it('trains a classifier, prints its figures beside the baselines, and writes a model', async () => {
    const { stdout, stderr } = await runs(`classify texts.tsv ${QUICK} --out m.safetensors`);
    assert.match(stderr, /54 texts to train on, 6 to validate on/);
    assert.match(stderr, /left out: 1 empty line\n/);
    assert.match(stdout, /network +100\.0%/);
    assert.match(stdout, /most frequent label +50\.0%/);
    assert.match(stdout, /4-grams of each label/);
    assert.match(stdout, /correct \\ predicted/);
    assert.match((await runs('list')).stdout, /texts\.tsv/);
  });

  it('predicts the label of each line of the standard input, and none where it knows no token', async () => {
    const { stdout, stderr } = await runs('classify --model m.safetensors -', 'the dog\nder hund\n日本語\n');
    const rows = lines(stdout).map(line => line.split('\t'));
    assert.deepEqual(
      rows.map(([label, , text]) => [label, text]),
      [
        ['en', 'the dog'],
        ['de', 'der hund'],
        ['-', '日本語'],
      ],
    );
    assert.match(stderr, /No label: 1 text /);
    const json = (await runs('classify --model m.safetensors - --json --whole', 'the\ndog\n')).stdout;
    const { label, probability, probabilities } = JSON.parse(json);
    assert.equal(label, 'en');
    assert.ok(Math.abs(probabilities.en + probabilities.de - 1) < 1e-6 && probabilities.en === probability);
    const figures = JSON.parse(
      (await runs('classify --model m.safetensors --evaluate texts.tsv --json')).stdout,
    );
    assert.equal(figures.network.accuracy, 1);
  });

  it('trains on a folder with a folder for each label', async () => {
    const { stderr, stdout } = await runs(`classify texts ${QUICK} --fraction 0.2 --json`);
    assert.match(stderr, /texts: 22 files in the folders of labels; left out: 1 entry /);
    const { type, network, baselines } = JSON.parse(lines(stdout).at(-1) ?? '');
    assert.equal(type, 'figures');
    assert.equal(network.predictions, 4);
    assert.deepEqual(Object.keys(baselines), ['most frequent label', '4-grams of each label']);
  });

  it('trains a tagger and tags one token per line', async () => {
    const { stdout } = await runs(`tag tags.tsv ${QUICK} --out t.safetensors`);
    assert.match(stdout, /most frequent tag of each token/);
    const tagged = await runs('tag --model t.safetensors -', 'the\ncat\n\nkatze\n');
    assert.deepEqual(
      tagged.stdout.split('\n').map(line => line.split('\t').slice(0, 2).join(' ')),
      ['the 3', 'cat 3', '', 'katze 5', '', ''],
    );
  });

  it('has no tags for tokens beyond the length that the model reads, and says so', async () => {
    await runs(`tag tags.tsv ${QUICK} --longest 2 --out short.safetensors`);
    const { stdout, stderr } = await runs('tag --model short.safetensors - --json', 'the\ncat\nsees\n');
    const { tokens } = JSON.parse(stdout);
    assert.deepEqual(
      tokens.map(({ label }: { label?: string }) => label !== undefined),
      [true, true, false],
    );
    assert.match(stderr, /1 token beyond the maximum length/);
    const figures = await runs('tag --model short.safetensors --evaluate tags.tsv');
    assert.match(figures.stderr, /left out: the last \d+ tokens of/);
  });

  it('saves a run at a signal and continues it with the same result', async () => {
    const settings = `texts.tsv ${QUICK} --max-iterations 3000 --patience 0 --seed 3`;
    const { code, stderr } = await place.run(`classify ${settings} --runs a`, {
      interrupt: { at: /iteration 20:/, signal: 'SIGINT' },
    });
    assert.equal(code, 130);
    const [, id] = /elman classify --resume (\S+)/.exec(stderr) ?? [];
    const rest = await runs(`classify --resume ${id} --runs a --json`);
    const whole = await runs(`classify ${settings} --runs b --json`);
    const last = (text: string) => lines(text).at(-1);
    assert.equal(last(rest.stdout), last(whole.stdout));
  });

  for (const [line, expected, message] of [
    ['classify', 2, /FILE is missing/],
    ['classify texts.tsv --evaluate', 2, /--evaluate needs --model/],
    ['classify texts.tsv --model m.safetensors --hidden 4', 2, /nothing is trained/],
    ['classify texts.tsv --cell jordan', 1, /feeds back the token/],
    ['classify texts.tsv --cell transformer', 1, /Set --direction to forward/],
    ['classify tags.tsv --model t.safetensors', 1, /tags tokens and cannot classify/],
    ['tag texts.tsv --model m.safetensors', 1, /classifies texts and cannot tag/],
    ['score m.safetensors texts.tsv', 1, /is a classifier: it labels texts and does not predict/],
    ['classify texts.tsv --pooling sum', 2, /--pooling takes one of last, mean, attention/],
    ['tag texts/en/0.txt', 1, /line 1: 0 tabs/],
    ['classify nowhere.tsv', 1, /nowhere\.tsv/],
  ] as const) {
    it(`refuses "${line}"`, async () => {
      const { code, stderr } = await place.run(line);
      assert.match(stderr, message);
      assert.equal(code, expected, stderr);
    });
  }

  it('refuses a folder inside the folder of a label', async () => {
    mkdirSync(place.path('nested/en/inner'), { recursive: true });
    const { code, stderr } = await place.run('classify nested');
    assert.equal(code, 1);
    assert.match(stderr, /inner" is a folder/);
    mkdirSync(place.path('bare/en'), { recursive: true });
    assert.match((await place.run('classify bare')).stderr, /"bare" has no texts\. It needs a folder/);
  });
});
