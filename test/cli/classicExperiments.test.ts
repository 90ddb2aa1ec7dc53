import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { letterBits } from '../../src/common/classics/letterBits';
import { CliFolder } from './runCli';

/**
 * The settings of Elman's networks: errors are propagated one step back after every symbol, without momentum. The other
 * networks say what differs.
 */
const elman = {
  'model.activation': 'logistic',
  'model.initialiser': 'xavier',
  'training.optimizer': 'sgd',
  'training.learningRate': 0.1,
  'training.gradientClip': 0,
  'training.sequenceLength': 1,
  'snapshot.interval': 300_000,
  'metrics.interval': 10_000,
};

describe("Elman's experiments", () => {
  const place = new CliFolder();
  let experiments = 0;
  after(() => place.remove());

  /**
   * Trains a network for each seed on a generated text, and asserts that each meets all thresholds. Returns the arguments
   * that name the first run.
   */
  async function assertLearned(
    generator: string,
    settings: Readonly<Record<string, string | number>>,
    seeds = 3,
  ) {
    const file = {
      version: 1,
      name: generator,
      text: { generator, complex: 1 }, // `complex` has an effect on agreement only
      settings: { ...elman, ...settings },
      seeds,
    };
    const folder = `runs${++experiments}`;
    writeFileSync(place.path(`${folder}.elman.json`), JSON.stringify(file));
    const trained = await place.run(`experiment ${folder}.elman.json --runs ${folder}`);
    assert.equal(trained.code, 0, trained.stderr);
    const runs = readdirSync(place.path(folder)).filter(name => name.startsWith('run-'));
    assert.equal(runs.length, seeds);
    const { code, stdout } = await place.run(`thresholds ${generator} ${runs.join(' ')} --runs ${folder}`);
    assert.equal(code, 0, stdout);
    return `${runs[0]} --runs ${folder}`;
  }

  it('predict the third bit of XOR in time, and no other', () =>
    assertLearned('xor', { 'model.hidden': 4, 'training.maxIterations': 300_000 }));

  it('find where words begin', () =>
    assertLearned('words', { 'model.hidden': 20, 'training.maxIterations': 50_000 }));

  it('predict the bits of vowels, and of consonants those that all share', async () => {
    const models = await assertLearned('letters', {
      ...{ 'model.bits': letterBits, 'model.output': 'logisticSquared' },
      ...{ 'model.hidden': 20, 'training.maxIterations': 90_000 },
    });
    await place.run('generate letters --out letters.txt --labels letters.tsv');
    const score = `score ${models} letters.txt --labels letters.tsv --json --bits`.split(' ');
    const { stdout, stderr } = await place.run([...score, letterBits]);
    assert.equal(stderr, '');
    const { labels } = JSON.parse(stdout);
    const found: readonly { label: string; bits: readonly number[] }[] = labels;
    for (const { label, bits } of found) {
      assert.ok(bits[0] < 0.1, `bit 1 at a ${label}: ${bits[0]}`);
      assert.equal(bits[3] > 0.4, label === 'consonant', `bit 4 at a ${label}: ${bits[3]}`);
    }
    assert.equal(found.length, 2);
  });

  // The networks of the last two texts are large: the run of one seed takes as long as three of those above.
  it('find the classes of words', () =>
    assertLearned(
      'lexical',
      {
        'text.unit': 'word',
        'model.hidden': 150,
        'training.sequenceLength': 8, // equals one-step learning in loss and neighbours, in an eighth of the updates
        'training.maxIterations': 20_600,
      },
      1,
    ));

  it('predict the number of verbs across relative clauses', () =>
    assertLearned(
      'agreement',
      {
        'text.unit': 'word',
        'model.cell': 'lstm',
        'model.hidden': 40,
        'training.optimizer': 'adam',
        'training.learningRate': 0.005,
        'training.gradientClip': 5,
        'training.sequenceLength': 16,
        'training.batch': 2,
        'training.maxIterations': 12_000,
      },
      1,
    ));
});
