// `node dist/test/bench/rnnlm.js ours|PROGRAM TEXT ARGS`: a program for the bench (see lib/side.ts) that
// makes passes over a text. ARGS are settings for our own mode, or options for `elman rnnlm` or another program.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configure } from '../../src/engine/configuration/configure';
import { stepsBefore } from '../../src/engine/configuration/network';
import { windowsPerPass } from '../../src/engine/data/batches';
import { Trainer } from '../../src/engine/train/trainer';
import { readTexts } from '../../src/engine/train/trainingTexts';
import { loadKernels } from '../../src/workers/ports';
import { serveLaps } from './lib/laps';

/** The settings that correspond to RNNLM's defaults. */
const RNNLM = {
  'model.activation': 'logistic',
  'model.initialDeviation': 0.1,
  'training.optimizer': 'sgd',
  'training.learningRate': 0.1,
  'training.gradientClip': 15,
  'training.sequenceLength': 10,
  'text.unit': 'word',
};

async function ours(file: string, settings: string): Promise<void> {
  const configuration = configure({ ...RNNLM, ...JSON.parse(settings) });
  const T = configuration['training.sequenceLength'];
  const { training } = readTexts(configuration, { name: file, bytes: readFileSync(file) }, undefined);
  const kernels = await loadKernels('media', configuration['kernels.build'], 1, './dist/worker.js');
  const trainer = new Trainer(kernels, training, configuration);
  const windows = windowsPerPass(training.ids.length - stepsBefore(configuration), 1, T);
  await serveLaps(kernels.build, () => {
    let loss = 0;
    for (let i = 0; i < windows; i++) loss += trainer.step(false).loss / T / windows;
    return loss;
  });
}

/** The command line's program with the options of the RNNLM toolkit. */
const REPLACEMENT = 'elman rnnlm';

/** Runs a program with the options of the RNNLM toolkit for one pass over the text. */
function theirs(program: string, file: string, options: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'rnnlm-'));
  try {
    const files = ['-train', file, '-rnnlm', join(folder, 'model')];
    const [command, ...args] =
      program === REPLACEMENT ? [process.execPath, 'dist/cli.mjs', 'rnnlm'] : [program];
    execFileSync(command, [...args, ...files, ...options.split(' ')], { stdio: 'ignore' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [program, file, args] = process.argv.slice(2);
if (program === 'ours') {
  void ours(file, args);
} else {
  void serveLaps(program, () => {
    theirs(program, file, args);
    return 0;
  });
}
