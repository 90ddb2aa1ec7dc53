import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configure } from '../../src/engine/configuration/configure';
import { presetFlag } from '../../src/settings/preset';
import { presets } from '../../src/settings/presets';
import type { Configuration } from '../../src/settings/settings';

interface Program {
  /** URL of the documentation of the program's options and defaults. */
  readonly source: string;
  readonly defaults: Readonly<Record<string, number>>;
  /** Values that the program's code sets and that no option can change. */
  readonly inCode: Readonly<Record<string, number | string>>;
  /** The text that the program trains on by default. */
  readonly text: { readonly tokens: number };
}

const programs: Readonly<Record<string, Program>> = JSON.parse(
  readFileSync('test/fixtures/programs/defaults.json', 'utf8'),
);

/** Returns the standard deviation of a uniform distribution from -range to range. */
const deviationOf = (range: number | string) => Number((Number(range) / Math.sqrt(3)).toPrecision(3));

/** Functions that convert a program's defaults to our settings, by the name of the preset. */
const meanings: Readonly<Record<string, (program: Program) => Partial<Configuration>>> = {
  'char-rnn': ({ defaults, inCode, text }) => ({
    'model.cell': 'lstm',
    'model.layers': defaults.num_layers,
    'model.hidden': defaults.rnn_size,
    // The value 0 selects one-hot inputs.
    'model.embedding': 0,
    'model.dropout': defaults.dropout,
    'model.forgetBias': Number(inCode.forgetBias),
    'model.initialiser': 'gaussian',
    'model.initialDeviation': deviationOf(inCode.initialRange),
    'training.optimizer': 'rmsprop',
    'training.learningRate': defaults.learning_rate,
    'training.schedule': 'epochs',
    'training.scheduleFactor': defaults.learning_rate_decay,
    'training.scheduleFirstEpochs': defaults.learning_rate_decay_after,
    'training.scheduleEpochs': 1,
    'training.gradientClip': defaults.grad_clip,
    'training.gradientClipBy': 'element',
    // The program does not divide the gradient by the length of the window, as a comment in its code says.
    'training.gradientNormalisation': 'none',
    'training.sequenceLength': defaults.seq_length,
    'training.batch': defaults.batch_size,
    'training.maxIterations':
      defaults.max_epochs *
      Math.floor(Math.floor(text.tokens / (defaults.batch_size * defaults.seq_length)) * defaults.train_frac),
    'validation.fraction': defaults.val_frac,
    'validation.interval': defaults.eval_val_every,
    'text.unit': 'character',
  }),
  'torch-rnn': ({ defaults, inCode, text }) => ({
    'model.cell': 'lstm',
    'model.layers': defaults.num_layers,
    'model.hidden': defaults.rnn_size,
    'model.embedding': defaults.wordvec_size,
    'model.dropout': defaults.dropout,
    'model.forgetBias': Number(inCode.forgetBias),
    'training.optimizer': 'adam',
    'training.learningRate': defaults.learning_rate,
    'training.schedule': 'epochs',
    'training.scheduleFactor': defaults.lr_decay_factor,
    // The program counts the epoch that begins. Our schedule counts completed epochs.
    'training.scheduleFirstEpochs': defaults.lr_decay_every - 1,
    'training.scheduleEpochs': defaults.lr_decay_every,
    'training.gradientClip': defaults.grad_clip,
    'training.gradientClipBy': 'element',
    // The program computes the gradient of the mean loss over the window.
    'training.gradientNormalisation': 'length',
    'training.sequenceLength': defaults.seq_length,
    'training.batch': defaults.batch_size,
    'training.maxIterations':
      defaults.max_epochs *
      Math.floor(
        (text.tokens * (1 - defaults.val_frac - defaults.test_frac)) /
          (defaults.batch_size * defaults.seq_length),
      ),
    'validation.fraction': defaults.val_frac,
    'validation.interval': defaults.checkpoint_every,
    'text.unit': 'character',
  }),
  word_language_model: ({ defaults, inCode, text }) => {
    const epoch = Math.ceil((Math.floor(text.tokens / defaults.batch_size) - 1) / defaults.bptt);
    return {
      'model.cell': 'lstm',
      'model.layers': defaults.nlayers,
      'model.hidden': defaults.nhid,
      'model.embedding': defaults.emsize,
      // By default, the output does not use the weights of the embedding.
      'model.output': 'softmax',
      'model.dropout': defaults.dropout,
      'model.forgetBias': 0, // that of PyTorch's LSTM
      'model.initialiser': 'gaussian',
      'model.initialDeviation': deviationOf(inCode.initialRange),
      'training.optimizer': 'sgd',
      // PyTorch computes the gradient of the mean loss over T steps, and we compute the gradient of the sum.
      // So the rate is divided by T, and the threshold is multiplied by T.
      'training.learningRate': defaults.lr / defaults.bptt,
      'training.gradientClip': defaults.clip * defaults.bptt,
      'training.gradientClipBy': 'global',
      'training.gradientNormalisation': 'none',
      'training.schedule': 'plateau',
      'training.scheduleFactor': 1 / Number(inCode.rateDividedBy),
      'training.sequenceLength': defaults.bptt,
      'training.batch': defaults.batch_size,
      'training.maxIterations': defaults.epochs * epoch,
      'validation.interval': epoch,
      'text.unit': 'word',
    };
  },
  nanoGPT: ({ defaults, inCode }) => ({
    'model.cell': 'transformer',
    'model.layers': defaults.n_layer,
    'model.heads': defaults.n_head,
    'model.hidden': defaults.n_embd,
    'model.embedding': defaults.n_embd,
    'model.positions': defaults.block_size,
    'model.output': 'tied',
    'model.dropout': defaults.dropout,
    'model.initialiser': 'gaussian',
    'model.initialDeviation': Number(inCode.initialDeviation),
    'training.optimizer': 'adamw',
    'training.learningRate': defaults.learning_rate,
    'training.schedule': 'cosine',
    'training.minimumLearningRate': defaults.min_lr,
    'training.warmup': defaults.warmup_iters,
    'training.beta2': defaults.beta2,
    'training.weightDecay': defaults.weight_decay,
    // The program decays parameters with two or more dimensions.
    'training.weightDecayOf': 'matrices',
    'training.gradientClip': defaults.grad_clip,
    'training.gradientClipBy': 'global',
    // The program computes the gradient of the mean loss over the window.
    'training.gradientNormalisation': 'length',
    'training.sequenceLength': defaults.block_size,
    'training.windows': String(inCode.windows) === 'random' ? 'random' : 'consecutive',
    'training.batch': defaults.batch_size,
    'training.maxIterations': defaults.max_iters,
    'validation.fraction': Number((1 - Number(inCode.trainFraction)).toFixed(9)),
    'validation.interval': defaults.eval_interval,
    'text.unit': 'character',
  }),
};

describe('the preset of a program', () => {
  for (const [name, program] of Object.entries(programs))
    it(`${name} has its documented defaults: ${program.source}`, () => {
      const preset = presets.find(each => each.name === name);
      assert.ok(preset);
      const configuration: Record<string, unknown> = { ...configure(preset.settings) };
      const expected = meanings[name](program);
      for (const [setting, value] of Object.entries(expected))
        assert.equal(configuration[setting], value, setting);
    });
});

describe('every preset', () => {
  for (const { name, settings } of presets)
    it(`${name}: the engine accepts its settings`, () => {
      const configuration: Record<string, unknown> = { ...configure(settings) };
      for (const [setting, value] of Object.entries(settings))
        assert.equal(configuration[setting], value, setting);
    });

  it('has a flag of its own', () => {
    const flags = presets.map(presetFlag);
    assert.equal(new Set(flags).size, flags.length);
    for (const flag of flags) assert.match(flag, /^[\w.-]+$/);
  });
});
