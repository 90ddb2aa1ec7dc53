import fc from 'fast-check';
import { cells } from '../../../src/engine/nn/cells';
import { outputs } from '../../../src/engine/nn/outputs';
import { activations } from './activations';

/** Settings of the output for Jordan networks: the output that is fed back must be a plain softmax. */
const plain = { 'model.output': 'softmax', 'model.compression': 0, 'model.direct': 0 };

/** Generates the settings of valid networks of every kind. */
export const anySettings = fc
  .record({
    'model.cell': fc.constantFrom(...Object.keys(cells)),
    'model.activation': fc.constantFrom(...activations),
    'model.layers': fc.integer({ min: 1, max: 3 }),
    'model.hidden': fc.integer({ min: 1, max: 9 }),
    'model.embedding': fc.integer({ min: 0, max: 6 }),
    'model.context': fc.integer({ min: 1, max: 4 }),
    'model.positions': fc.integer({ min: 1, max: 5 }),
    'model.compression': fc.constantFrom(0, 4),
    'model.direct': fc.constantFrom(0, 20e-6),
    'model.output': fc.constantFrom(...Object.keys(outputs)),
  })
  .map(sizes => {
    const asked = { ...sizes, 'model.heads': sizes['model.hidden'] }; // heads divide the hidden units
    const settings = asked['model.cell'] === 'jordan' ? { ...asked, ...plain } : asked;
    if (settings['model.output'] !== 'tied') return settings;
    if (settings['model.cell'] === 'echoState') return { ...settings, 'model.output': 'softmax' };
    return { ...settings, 'model.embedding': settings['model.compression'] || settings['model.hidden'] };
  });
