// Scores sentences with a model file: which one is more likely?
//   node examples/scoreWithModel.mjs MODEL.safetensors "first sentence" "second sentence" ...
import { readFileSync } from 'node:fs';
import { openNetwork } from 'elman-lab';

const [file, ...sentences] = process.argv.slice(2);
if (!file || sentences.length === 0) {
  console.error('Usage: node examples/scoreWithModel.mjs MODEL.safetensors SENTENCE...');
  process.exit(2);
}
const network = await openNetwork(readFileSync(file));
const scores = sentences.map(sentence => ({ sentence, ...network.score(`${sentence}\n`) }));

for (const { sentence, perplexity, log10Probability } of scores.sort((a, b) => a.perplexity - b.perplexity)) {
  console.log(`perplexity ${perplexity.toFixed(2)}  log10 P ${log10Probability.toFixed(2)}  ${sentence}`);
}
