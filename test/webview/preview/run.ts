import type { ShownRun } from '../../../src/protocol/dashboard';
import type { MetricsBlock, Sample } from '../../../src/protocol/run';

/** A run that could be: tinyshakespeare under min-char-rnn's defaults. */
export function record(change: Partial<ShownRun> = {}): ShownRun {
  const { state = 'running' } = change;
  return {
    version: 1,
    id: 'preview',
    name: 'tinyshakespeare',
    createdAt: '2026-01-02T03:04:05.000Z',
    state,
    live: state === 'running' || state === 'paused',
    settings: {
      'model.cell': 'elman',
      'model.activation': 'tanh',
      'model.hidden': 100,
      'training.learningRate': 0.1,
      'training.gradientClip': 5,
      'training.sequenceLength': 25,
      'training.maxIterations': 100_000,
      'training.batch': 1,
      'training.optimizer': 'adagrad',
      'training.seed': 1,
      'snapshot.interval': 1000,
      'snapshot.sampleLength': 200,
      'metrics.interval': 10,
      'text.unit': 'character',
      'text.minimumCount': 1,
      'kernels.build': 'auto',
    },
    text: {
      name: 'tinyshakespeare.txt',
      uri: 'file:///tinyshakespeare.txt',
      fingerprint: '0'.repeat(64),
      bytes: 1_115_394,
      tokens: 1_115_394,
    },
    vocabulary: 65,
    kernels: 'fma',
    iteration: 0,
    smoothLoss: 25 * Math.log(65),
    learningRate: 0.1,
    tokensPerSecond: 212_000,
    elapsed: 0,
    ...change,
  };
}

const parameters = ['Wxh', 'Whh', 'Why', 'bh', 'by'];
const columns = [
  'iteration',
  'tokens',
  'epoch',
  'loss',
  'smoothLoss',
  'learningRate',
  'tokensPerSecond',
  'elapsed',
  'norm',
  ...parameters.map(name => `norm.${name}`),
];

/** Noise in [-1, 1) that is the same every time. */
const noise = (n: number) => {
  const x = Math.sin(n * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
};

export const smoothLossAt = (iteration: number) => 44 + 60 * Math.exp(-iteration / 2500);

/** Rows for the iterations from `from` to `to`, one in ten. */
export function metrics(from: number, to: number): MetricsBlock {
  const values: number[] = [];
  for (let i = Math.ceil(from / 10) * 10; i < to; i += 10) {
    const smooth = smoothLossAt(i);
    const norms = parameters.map((_, p) => (2 + 4 * p) * (1 + 0.6 * noise(i + 0.3 * p)) * (1 + 3e-5 * i));
    const global = Math.hypot(...norms);
    values.push(
      i,
      25 * i,
      i / 44_615,
      smooth * (1 + 0.15 * noise(i)),
      smooth,
      0.1,
      212_000,
      i / 8.5,
      global,
      ...norms,
    );
  }
  return { columns, values: Float64Array.from(values) };
}

const line =
  'ROMEO:\nO, speak the word and shall the morning bear\nThe sun that wakes <b>upon</b> the gentle stream;\n\nKING RICHARD II:\nWhat say the lords? Thou art a friend to me,\n';
const letters = 'etaoin shrdlu,\n';

/** Noise that turns into something like the text as the run goes on. */
export function sample(iteration: number): Sample {
  const wrong = Math.exp(-iteration / 5000);
  const text = Array.from(line, (symbol, i) =>
    (noise(i + iteration) + 1) / 2 < wrong
      ? letters[Math.floor(7.5 * (noise(7 * i + iteration) + 1))]
      : symbol,
  );
  return { iteration, text: text.join('') };
}
