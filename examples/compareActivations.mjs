// The workshop's pair work: the same network with tanh and with logistic units, several seeds each.
// One seed is no evidence: the table shows mean and standard deviation of the perplexity on held-out text.
//   node examples/compareActivations.mjs [SEEDS] [ITERATIONS]
import { readFileSync } from 'node:fs';
import { createNetwork } from 'elman-lab';

const [seeds = '3', iterations = '2000'] = process.argv.slice(2);
const text = readFileSync('media/samples/english.txt', 'utf8');
const cut = Math.floor(0.95 * text.length);
const [training, heldOut] = [text.slice(0, cut), text.slice(cut)];

/** @type {(activation: string, seed: number) => Promise<number>} */
async function perplexityOf(activation, seed) {
  const settings = {
    'model.activation': activation,
    'training.seed': seed,
    'training.maxIterations': Number(iterations),
  };
  const network = await createNetwork(settings, text);
  for (const _report of network.train(training));
  return network.score(heldOut).perplexity;
}

console.log('activation  mean   deviation  seeds');
for (const activation of ['tanh', 'logistic']) {
  const values = [];
  for (let seed = 1; seed <= Number(seeds); seed++) values.push(await perplexityOf(activation, seed));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  console.log(
    `${activation.padEnd(10)}  ${mean.toFixed(2).padStart(5)}  ${Math.sqrt(variance).toFixed(2).padStart(9)}  ${values.length}`,
  );
}
