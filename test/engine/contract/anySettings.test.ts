import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fields } from '../../../src/engine/configuration/fields';
import type { SettingField } from '../../../src/engine/configuration/settingField';
import type { RunSettings, SettingValue } from '../../../src/protocol/run';
import { UserError } from '../../../src/protocol/userError';
import type { RunSettingName } from '../../../src/settings/settings';
import { everyKernels } from '../support/kernels';
import { TINY, Training } from './trainings';

/** Settings with every value of their range. */
const free: readonly RunSettingName[] = [
  'model.cell',
  'model.activation',
  'model.normalisation',
  'model.output',
  'model.positionEncoding',
  'model.initialiser',
  'model.stateDecay',
  'model.dropout',
  'training.windows',
  'training.optimizer',
  'training.beta2',
  'training.weightDecay',
  'training.weightDecayOf',
  'training.schedule',
  'training.warmup',
  'training.minimumLearningRate',
  'training.gradientClipBy',
  'training.gradientNormalisation',
  'training.l2',
];

/** Sizes, with the largest value to try, so that a network is small and the text is long enough. */
const sizes: Readonly<Partial<Record<RunSettingName, number>>> = {
  'model.hidden': 8,
  'model.layers': 3,
  'model.embedding': 8,
  'model.heads': 4,
  'model.positions': 12,
  'model.context': 4,
  'training.sequenceLength': 8,
  'training.batch': 4,
  'training.bptt': 5,
};

/** Generates values of a setting: often the ends of its range, where most exceptions are. */
function valuesOf(field: SettingField, largest?: number): fc.Arbitrary<SettingValue> {
  if (field.kind === 'choice') return fc.constantFrom(...field.choices);
  if (field.kind === 'text') return fc.constant(field.default);
  const { kind, minimum: min, maximum } = field;
  const max = largest ?? maximum;
  const inside = kind === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  return fc.oneof({ weight: 3, arbitrary: inside }, fc.constantFrom(min, max, field.default));
}

const anySettings: fc.Arbitrary<RunSettings> = fc
  .record({
    ...Object.fromEntries(free.map(name => [name, valuesOf(fields[name])])),
    ...Object.fromEntries(
      Object.entries(sizes).map(([name, largest]) => [
        name,
        valuesOf(fields[name as RunSettingName], largest),
      ]),
    ),
    'training.resetEvery': fc.constantFrom('', '', '', '8', '3-9'),
    'training.seed': fc.nat(1e6),
  })
  // A schedule ends at 20 iterations. Large rates may explode whatever the other settings are.
  .map(settings => ({ ...TINY, ...settings, 'training.maxIterations': 20, 'training.learningRate': 0.01 }));

/** Returns whether the settings are refused, with a message for the user. Trains three iterations otherwise. */
async function isRefused(settings: RunSettings): Promise<boolean> {
  for (const kernels of await everyKernels()) {
    let training: Training;
    try {
      training = new Training(kernels, settings);
    } catch (error) {
      assert.ok(error instanceof UserError && error.setting !== undefined, String(error));
      return true;
    }
    assert.ok(training.until(3), `${kernels.build}: a loss is not finite`);
  }
  return false;
}

describe('settings within their ranges', () => {
  it('train with finite losses, or are refused with the setting to change', async () => {
    let [trained, refused] = [0, 0];
    const count = async (settings: RunSettings) => {
      if (await isRefused(settings)) refused++;
      else trained++;
    };
    await fc.assert(fc.asyncProperty(anySettings, count), { numRuns: 200 });
    assert.ok(trained > 30 && refused > 10, `${trained} trained, ${refused} refused`);
  });
});
