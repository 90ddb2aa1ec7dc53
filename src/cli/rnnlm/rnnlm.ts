import { type Call, type Command, operandsOf } from '../command/command';
import { UsageError } from '../command/usageError';
import { testFasterRnnlm } from './fasterTesting';
import { RnnlmOptions, rnnlmFlags } from './options';
import { readFasterModel } from './rnnlmFiles';
import { runTraining } from './rnnlmTraining';
import { runGenerate, runNbest, runTest } from './testing';

export const rnnlm: Command = {
  name: 'rnnlm',
  operands: '',
  summary: "Replaces Mikolov's RNNLM toolkit: same options, files and figures.",
  notes:
    'Scripts written for rnnlm 0.4 run unchanged: the same seed gives the same weights, because all operations have the same order. With a model of faster-rnnlm, -test prints what faster-rnnlm prints. "elman train --output classes", with --bptt, --bptt-block, --direct and --compression, trains such a network with the fast kernels.',
  flags: rnnlmFlags,

  async run(call: Call) {
    operandsOf(call, []);
    const options = new RnnlmOptions(call);
    const [trainFile, testFile] = [options.text('train'), options.text('test')];
    const count = options.number('gen');
    if (trainFile === undefined && testFile === undefined && count === 0) {
      throw new UsageError('Specify -train, -test or -gen.');
    }
    if (testFile !== undefined && trainFile === undefined && !options.has('nbest')) {
      const faster = await readFasterModel(options);
      if (faster) return testFasterRnnlm(faster, testFile, options);
    }
    if (options.number('debug') > 0) process.stdout.write(options.echoes.map(line => `${line}\n`).join(''));
    if (trainFile !== undefined) await runTraining(options, trainFile);
    if (testFile !== undefined) await (options.has('nbest') ? runNbest : runTest)(options, testFile);
    if (count > 0) await runGenerate(options, count);
    return 0;
  },
};
