// node dist/test/bench/ours.js TEXT ITERATIONS SETTINGS: trains, and prints speed and loss as JSON.
import { readFileSync } from 'node:fs';
import { configure } from '../../src/engine/configuration/configuration';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { readCorpus } from '../../src/engine/data/corpus';
import { Trainer } from '../../src/engine/train/trainer';
import { loadKernels } from '../../src/hosts/ports';

async function main([file, iterations, settings]: readonly string[]): Promise<void> {
  const configuration = configure(JSON.parse(settings));
  const tokenizer = tokenizerOf(configuration);
  const corpus = readCorpus({ name: file, bytes: readFileSync(file) }, tokenizer, 1);
  const threads = configuration['kernels.threads'] || 1; // the peers have one
  const kernels = await loadKernels('media', configuration['kernels.build'], threads, './dist/worker.js');
  const trainer = new Trainer(kernels, corpus, configuration);
  const tokensPerStep = configuration['training.sequenceLength'] * configuration['training.batch'];
  const start = performance.now();
  while (trainer.iteration < Number(iterations)) trainer.step(false);
  const seconds = (performance.now() - start) / 1000;
  console.log(
    JSON.stringify({
      tokensPerSecond: (trainer.iteration * tokensPerStep) / seconds,
      smoothLoss: trainer.smoothLoss,
      kernels: kernels.build,
    }),
  );
}

void main(process.argv.slice(2));
