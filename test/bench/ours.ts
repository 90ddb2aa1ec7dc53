// `node dist/test/bench/ours.js TEXT SETTINGS`: a program for the bench (see lib/side.ts) that trains as the
// product does.
import { readFileSync } from 'node:fs';
import { configure } from '../../src/engine/configuration/configure';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { readCorpus } from '../../src/engine/data/corpus';
import { Trainer } from '../../src/engine/train/trainer';
import { loadKernels } from '../../src/workers/ports';
import { ownMemory, serveLaps } from './lib/laps';

async function main([file, settings]: readonly string[]): Promise<void> {
  const configuration = configure(JSON.parse(settings));
  const tokenizer = tokenizerOf(configuration);
  const corpus = readCorpus({ name: file, bytes: readFileSync(file) }, tokenizer, 1);
  // By default one thread, because the peers use one thread.
  const threads = configuration['kernels.threads'] || 1;
  const kernels = await loadKernels('media', configuration['kernels.build'], threads, './dist/worker.js');
  const trainer = new Trainer(kernels, corpus, configuration);
  const T = configuration['training.sequenceLength'];
  await serveLaps(kernels.build, () => trainer.step(false).loss / T, ownMemory);
}

void main(process.argv.slice(2));
