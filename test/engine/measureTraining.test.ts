import assert from 'node:assert/strict';
import { measureTraining } from '../../src/engine/train/measureTraining';
import { SETTINGS, TEXT, testServices } from './support/sessions';

const text = { name: 'a.txt', uri: 'file:///a.txt', bytes: Buffer.from(TEXT) };
const texts = { text, validationText: undefined };

describe('the measured cost of a training', () => {
  it('is the time of an update, of a validation, and the bytes of a row and a checkpoint', async () => {
    const { ports } = testServices();
    let time = 0;
    // Each look at the clock takes 80 ms. The trial ends after three updates, when 240 ms have passed.
    const clock = { ...ports.clock, now: () => (time += 80) };
    const settings = { ...SETTINGS, 'training.maxIterations': 500, 'validation.fraction': 0.2 };
    const cost = await measureTraining({ ...ports, clock }, { settings, ...texts });
    assert.equal(cost.update, 320 / 3);
    // The validation text has 91 predicted tokens, of which the trial reads 64.
    assert.equal(cost.validation, (80 * 91) / 64);
    assert.equal(cost.updates, 500);
    assert.ok(cost.row > 0 && cost.checkpoint > 1000, JSON.stringify(cost));
  });

  it('has the time of one call for a validation text that is validated in one', async () => {
    const { ports } = testServices();
    let time = 0;
    const clock = { ...ports.clock, now: () => (time += 80) };
    const settings = { ...SETTINGS, 'validation.fraction': 0.1 };
    const { validation } = await measureTraining({ ...ports, clock }, { settings, ...texts });
    assert.equal(validation, 80);
  });

  it('has no validation without held-out text', async () => {
    const cost = await measureTraining(testServices().ports, { settings: SETTINGS, ...texts });
    assert.equal(cost.validation, 0);
    const fraction = { ...SETTINGS, 'validation.fraction': 0.2 };
    const validated = await measureTraining(testServices().ports, { settings: fraction, ...texts });
    assert.ok(validated.validation > 0);
    assert.ok(validated.row > cost.row, 'a row has the loss of the validation text, too');
  });
});
