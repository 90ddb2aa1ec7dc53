import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { Workplace } from './runCli';

/**
 * The settings of Elman's networks: errors are propagated one step back after every symbol, without momentum.
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
  const place = new Workplace();
  after(() => place.remove());

  /** Trains with three seeds on a generated text. Returns the mean errors of each network by label. */
  async function errorsOf(generator: string, hidden: number, iterations: number) {
    const settings = { ...elman, 'model.hidden': hidden, 'training.maxIterations': iterations };
    const file = { version: 1, name: generator, text: { generator }, settings, seeds: 3 };
    writeFileSync(place.path(`${generator}.elman.json`), JSON.stringify(file));
    const trained = await place.run(`experiment ${generator}.elman.json --runs ${generator}`);
    assert.equal(trained.code, 0, trained.stderr);
    await place.run(`generate ${generator} --out ${generator}.txt --labels ${generator}.tsv`);
    const runs = readdirSync(place.path(generator)).filter(name => name.startsWith('run-'));
    assert.equal(runs.length, 3);
    const scored = runs.map(async run => {
      const line = `score ${run} ${generator}.txt --runs ${generator} --labels ${generator}.tsv --json`;
      const { labels } = JSON.parse((await place.run(line)).stdout);
      const found: readonly { label: string; surprisal: number; rms: number }[] = labels;
      return Object.fromEntries(found.map(({ label, ...errors }) => [label, errors]));
    });
    return Promise.all(scored);
  }

  it('predict the third bit of XOR in time, and no other', async () => {
    for (const errors of await errorsOf('xor', 4, 300_000)) {
      const shown = JSON.stringify(errors);
      assert.ok(errors['3'].rms <= 0.4, shown);
      assert.ok(errors['1'].rms >= 0.5 && errors['2'].rms >= 0.5, shown);
    }
  });

  it('find where words begin', async () => {
    for (const { onset, inside } of await errorsOf('words', 20, 50_000)) {
      const ratio = onset.surprisal / inside.surprisal;
      assert.ok(ratio >= 5, `surprisal at the onset ${ratio} times that inside words`);
    }
  });
});
