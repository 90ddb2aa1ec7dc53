import type { RunSettings } from '../../../src/protocol/run';
import type { Peer, Work } from '../lib/compare';
import { isInstalled } from '../lib/installed';
import type { Machine } from '../lib/machine';

/** A text of 147,245 words in 16,000 lines. */
const text = 'test/fixtures/text/words.train.txt';
const TOKENS = 147_245 + 16_000;
/** Options with which faster-rnnlm ends after one pass. It validates on only a few lines. */
const ONE_PASS = '-hidden 200 -threads 1 -retry 0 -stop 2 -valid test/fixtures/text/words-300-lines.txt';

/**
 * Returns trainings with class-based and hierarchical outputs. An update is one pass over the text, word by
 * word.
 */
export function rnnlms(machine: Machine): Work[] {
  const side = (program: string, args: string) =>
    machine.ours('dist/test/bench/rnnlm.js', [program, text, args]);
  const ours = (hidden: number, settings: RunSettings) =>
    side('ours', JSON.stringify({ 'model.hidden': hidden, ...settings }));
  const peer = (name: string, program: string, goal: number, args: string): Peer => ({
    name,
    program: isInstalled(program) ? side(program, args) : undefined,
    goal,
  });
  const replacement = (hidden: number, own: string, name: string, program: string, goal: number) => {
    const options = `-hidden ${hidden} -class 100 -bptt 4 -bptt-block 10 -one-iter`;
    return {
      name: `elman rnnlm${own}: class 100, bptt 4, block 10, hidden ${hidden}, whole program`,
      unit: 'words/s',
      amount: TOKENS,
      isVariant: hidden !== 100 || own !== '',
      ours: side('elman rnnlm', `${options}${own}`),
      peers: [peer(name, program, goal, options)],
    };
  };
  return [
    ...[100, 200].flatMap(hidden => [
      replacement(hidden, '', 'RNNLM in C, double precision', 'rnnlm-double', 1),
      replacement(hidden, ' -float', 'RNNLM in C', 'rnnlm', 0.7),
    ]),
    ...[100, 200].map(hidden => ({
      name: `rnnlm: class 100, bptt 4, block 10, hidden ${hidden}`,
      unit: 'words/s',
      amount: TOKENS,
      isVariant: hidden !== 100,
      ours: ours(hidden, { 'model.output': 'classes', 'training.bptt': 4 }),
      peers: [
        peer('RNNLM in C', 'rnnlm', 2, `-hidden ${hidden} -class 100 -bptt 4 -bptt-block 10 -one-iter`),
      ],
    })),
    {
      name: 'rnnlm: hierarchical softmax, hidden 200',
      unit: 'words/s',
      amount: TOKENS,
      ours: ours(200, { 'model.output': 'hierarchical' }),
      peers: [
        peer('faster-rnnlm', 'faster-rnnlm', 1, ONE_PASS),
        { name: 'ours alone', program: undefined, goal: 120_000 },
      ],
    },
  ];
}
