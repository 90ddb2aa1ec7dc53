import type { ShownRun } from '../../../src/protocol/dashboard';
import type { MetricsBlock, RunSettings, Sample } from '../../../src/protocol/run';

/** The defaults in package.json, except for a few that have no effect on the page. */
export const defaults: RunSettings = {
  'model.cell': 'elman',
  'model.activation': 'tanh',
  'model.hidden': 100,
  'model.layers': 1,
  'model.embedding': 0,
  'model.context': 4,
  'model.output': 'softmax',
  'model.dropout': 0,
  'model.forgetBias': 1,
  'model.stateDecay': 0,
  'model.spectralRadius': 0.9,
  'model.initialiser': 'gaussian',
  'model.initialDeviation': 0.01,
  'training.learningRate': 0.1,
  'training.schedule': 'constant',
  'training.scheduleInterval': 10_000,
  'training.scheduleFactor': 0.5,
  'training.gradientClip': 5,
  'training.gradientClipBy': 'element',
  'training.gradientNormalisation': 'none',
  'training.l2': 0,
  'training.sequenceLength': 25,
  'training.maxIterations': 100_000,
  'training.batch': 1,
  'training.optimizer': 'adagrad',
  'training.seed': 1,
  'validation.fraction': 0,
  'validation.interval': 1000,
  'validation.patience': 0,
  'snapshot.interval': 1000,
  'snapshot.sampleLength': 200,
  'metrics.interval': 10,
  'text.unit': 'character',
  'text.minimumCount': 1,
  'kernels.build': 'auto',
};

/** The properties of a run's network that the page shows. */
export interface Network {
  readonly settings: RunSettings;
  readonly parameters: readonly string[];
  readonly validated: boolean;
  /** The share of gradient elements that clipping changes. Missing if the run does not measure it. */
  readonly clipped?: number;
  /** For each layer, the factor by which a gradient shrinks per step back in time. */
  readonly keeps: readonly number[];
}

const gates = ['', '_l1', '_l2'].flatMap(layer => ['Wxh', 'Whh', 'bhh', 'bh'].map(name => name + layer));
export const networks = {
  elman: {
    settings: {},
    parameters: ['Wxh', 'Whh', 'bh', 'Why', 'by'],
    validated: false,
    clipped: 0.0005,
    keeps: [],
  },
  gru: {
    settings: {
      'model.cell': 'gru',
      'model.hidden': 128,
      'model.layers': 3,
      'model.embedding': 64,
      'model.dropout': 0.2,
      'model.initialiser': 'xavier',
      'training.optimizer': 'adam',
      'training.learningRate': 0.002,
      'validation.fraction': 0.1,
    },
    parameters: ['embedding', ...gates, 'Why', 'by'],
    validated: true,
    keeps: [0.75, 0.85, 0.95],
  },
} satisfies Record<string, Network>;

/** Returns the record of a plausible run on tinyshakespeare with the defaults of min-char-rnn. */
export function record(change: Partial<ShownRun> = {}): ShownRun {
  const { state = 'running' } = change;
  return {
    version: 1,
    id: 'run-0',
    name: 'tinyshakespeare.txt',
    createdAt: '2026-01-02T03:04:05.000Z',
    state,
    live: state === 'running' || state === 'paused',
    settings: defaults,
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

/** Returns the n-th of a sequence of pseudo-random numbers in [-1, 1), which is always the same. */
const noise = (n: number) => {
  const x = Math.sin(n * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
};

/** Returns the smoothed loss in nats per window. It is a little different for each number n of a run. */
export const smoothLossAt = (iteration: number, n = 0) =>
  44 + 1.3 * ((n * 7) % 5) + 60 * Math.exp(-iteration / (2500 - 90 * ((n * 3) % 7)));

/** Returns the validation loss in nats per window, which rises from iteration 8,000 on. */
const validationLossAt = (iteration: number, n = 0) =>
  smoothLossAt(iteration, n) + 1.5 + (Math.max(0, iteration - 8000) / 2500) ** 2;
const VALIDATION_ERROR = 0.45;

/** Returns the last and the best validation of a run that is validated every thousand iterations. */
export function validationOf(iteration: number, n = 0): ShownRun['validation'] {
  const at = (i: number) => ({
    iteration: i,
    loss: validationLossAt(i, n) / 25,
    error: VALIDATION_ERROR / 25,
  });
  const last = Math.floor(iteration / 1000) * 1000;
  return last === 0 ? undefined : { last: at(last), best: at(Math.min(last, 10_000)) };
}

/** Returns the metrics after iteration `i`, by column. */
function rowOf(i: number, { parameters, validated, clipped }: Network, n: number): Record<string, number> {
  const smooth = smoothLossAt(i, n);
  const norms = parameters.map((_, p) => (2 + 4 * (p % 5)) * (1 + 0.6 * noise(i + 0.3 * p)) * (1 + 3e-5 * i));
  const isValidation = i % 1000 === 0 && i > 0;
  return {
    iteration: i,
    tokens: 25 * i,
    epoch: i / 44_615,
    loss: smooth * (1 + 0.15 * noise(i + n)),
    smoothLoss: smooth,
    learningRate: 0.1,
    tokensPerSecond: 212_000,
    elapsed: i / 8.5,
    norm: Math.hypot(...norms),
    ...(clipped !== undefined && { clipped }),
    ...Object.fromEntries(parameters.map((name, p) => [`norm.${name}`, norms[p]])),
    ...(validated && {
      validationLoss: isValidation ? validationLossAt(i, n) : Number.NaN,
      validationError: isValidation ? VALIDATION_ERROR : Number.NaN,
    }),
  };
}

/** Returns metrics from iteration `from` to `to`, with a row for every tenth iteration. */
export function metrics(from: number, to: number, network: Network = networks.elman, n = 0): MetricsBlock {
  const values: number[] = [];
  for (let i = Math.ceil(from / 10) * 10; i < to; i += 10)
    values.push(...Object.values(rowOf(i, network, n)));
  return { columns: Object.keys(rowOf(0, network, n)), values: Float64Array.from(values) };
}

const line =
  'ROMEO:\nO, speak the word and shall the morning bear\nThe sun that wakes <b>upon</b> the gentle stream;\n\nKING RICHARD II:\nWhat say the lords? Thou art a friend to me,\n';
const letters = 'etaoin shrdlu,\n';

/** Returns a sample. During a run, samples change from random characters to something like the text. */
export function sample(iteration: number, { keeps }: Network = networks.elman): Sample {
  const wrong = Math.exp(-iteration / 5000);
  const text = Array.from(line, (symbol, i) =>
    (noise(i + iteration) + 1) / 2 < wrong
      ? letters[Math.floor(7.5 * (noise(7 * i + iteration) + 1))]
      : symbol,
  );
  const flow = keeps.map(share => Array.from({ length: 25 }, (_, k) => 0.8 * (share * (1 - wrong / 2)) ** k));
  const activations = keeps.map((_, layer) => ({
    low: -1,
    high: 1,
    counts: Array.from({ length: 20 }, (__, bin) => 10 + layer * 20 + (bin - 9.5) ** 2 * (1 - wrong)),
    saturated: 0.12 * (1 - wrong),
    dead: 0.01,
  }));
  return { iteration, text: text.join(''), ...(flow.length > 0 && { flow, activations }) };
}
