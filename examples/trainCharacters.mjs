// Trains a character network on a text and prints what it writes.
//   node examples/trainCharacters.mjs [FILE] [ITERATIONS]
import { readFileSync } from 'node:fs';
import { createNetwork } from 'elman-lab';

const [file = 'media/samples/english.txt', iterations = '2000'] = process.argv.slice(2);
const text = readFileSync(file);
const settings = { 'model.hidden': 100, 'training.maxIterations': Number(iterations) };
const network = await createNetwork(settings, text);
const T = network.settings['training.sequenceLength'];

for (const { iteration, loss } of network.train(text)) {
  if (iteration % 500 === 0)
    console.log(`iteration ${iteration}: ${(loss / T).toFixed(3)} nats per character`);
}
console.log(network.sample({ length: 200, temperature: 0.8, seed: 1 }));
