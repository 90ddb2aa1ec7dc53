import assert from 'node:assert/strict';
import { configure } from '../../../../src/engine/configuration/configure';
import { type Hmm, startingHmm } from '../../../../src/engine/families/hmm/hmm';
import { decodeHmm, encodeHmm, isHmmFile } from '../../../../src/engine/families/hmm/hmmFile';
import { openModel } from '../../../../src/engine/families/kinds';
import { referenceKernels } from '../../../../src/engine/kernels/reference';
import { decodeSafetensors } from '../../../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors } from '../../../../src/engine/storage/safetensors/safetensors';
import { UserError } from '../../../../src/protocol/userError';
import { readHmmMutants, wholeHmmFiles } from './support/mutants';

const symbols = ['\n', 'a', 'b'];
const configuration = configure({ 'text.unit': 'character' });
const whole = (hmm: Hmm) => encodeHmm({ hmm, symbols, configuration, iteration: 7, byLine: true });
const start = () => startingHmm({ states: 2, symbols: 3 }, 1, 0);

describe('the file of a hidden Markov model', () => {
  it('has everything of the model, bit for bit', () => {
    const trained = { hmm: start(), symbols, configuration, iteration: 7, byLine: true };
    assert.deepEqual(decodeHmm(whole(start())), trained);
  });

  it('opens like every other model, and each line begins with the initial states', async () => {
    const ports = { kernels: async () => referenceKernels() };
    const { model, description, iteration } = await openModel({ name: 'm', bytes: whole(start()) }, ports);
    assert.deepEqual([description, iteration], ['hmm · 2', 7]);
    assert.deepEqual(model.step(model.start(), 0).state, start().initial);
  });

  it('is recognised by its beginning only', () => {
    assert.ok(isHmmFile(whole(start())));
    assert.ok(!isHmmFile(whole(start()).subarray(1)));
    assert.ok(!isHmmFile(new Uint8Array()));
  });

  const damages: Readonly<Record<string, [damage: () => Partial<Hmm>, message: RegExp]>> = {
    'negative probabilities': [() => ({ initial: Float64Array.of(-0.5, 1.5) }), /negative/],
    'a row that does not sum to 1': [
      () => ({ transitions: Float64Array.of(0.5, 0.5, 0.5, 0.51) }),
      /2 of "transitions"/,
    ],
    'a number that is none': [() => ({ initial: Float64Array.of(Number.NaN, 1) }), /is NaN/],
  };
  for (const [name, [damage, message]] of Object.entries(damages)) {
    it(`is refused with ${name}`, () => {
      assert.throws(
        () => decodeHmm(whole({ ...start(), ...damage() })),
        error => error instanceof UserError && message.test(error.message),
      );
    });
  }

  it('is refused if its tensors belong to models of different sizes', () => {
    const { tensors, metadata } = decodeSafetensors(whole(start()));
    const initial = { name: 'initial', dtype: 'F64', shape: [1], data: Float64Array.of(1) } as const;
    const mixed = new Map([...tensors, ['initial', initial]]);
    assert.throws(() => decodeHmm(encodeSafetensors([...mixed.values()], metadata)), /4 transitions/);
  });

  it('is loaded or refused in words, whatever its bytes', () => {
    const { loaded, refused } = readHmmMutants(wholeHmmFiles(), 1, 2000);
    assert.ok(loaded > 20 && refused > 20, `${loaded} loaded, ${refused} refused`);
  });
});
