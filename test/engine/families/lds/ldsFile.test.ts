import assert from 'node:assert/strict';
import { Matrix } from 'ml-matrix';
import { openModel } from '../../../../src/engine/families/kinds';
import {
  decodeLds,
  encodeLds,
  isLdsFile,
  type TrainedLds,
} from '../../../../src/engine/families/lds/ldsFile';
import { referenceKernels } from '../../../../src/engine/kernels/reference';
import { decodeSafetensors } from '../../../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors } from '../../../../src/engine/storage/safetensors/safetensors';
import { UserError } from '../../../../src/protocol/userError';
import { readLdsMutants, wholeLdsFiles } from './support/mutants';
import { trainedLds } from './support/trainedLds';

const TEXT = 'the cat\nsat on the mat\n'.repeat(8);

describe('the file of a linear dynamical system', () => {
  const whole = trainedLds(TEXT, 3);

  it('has everything of the model, bit for bit', () => {
    const read = decodeLds(encodeLds(whole));
    for (const name of ['transitions', 'noise', 'observation', 'moment', 'initial'] as const)
      assert.deepEqual(read.lds[name].to1DArray(), whole.lds[name].to1DArray(), name);
    assert.deepEqual({ ...read, lds: undefined }, { ...whole, lds: undefined });
  });

  it('opens like every other model, and predicts its text better than the frequencies of symbols', async () => {
    const ports = { kernels: async () => referenceKernels() };
    const opened = await openModel({ name: 'm', bytes: encodeLds(whole) }, ports);
    assert.deepEqual([opened.description, opened.iteration], ['lds · 3', 2]);
    const { model } = opened;
    const ids = Int32Array.from(TEXT, symbol => model.vocabulary.symbols.indexOf(symbol));
    const { logProbs } = model.score(model.start(), ids);
    const loss = -logProbs.subarray(1).reduce((sum, each) => sum + each, 0) / (ids.length - 1);
    const shares = whole.symbols.map(symbol => TEXT.split(symbol).length / TEXT.length);
    const entropy = -shares.reduce((sum, p) => sum + p * Math.log(p), 0);
    assert.ok(loss < entropy - 0.3, `${loss}, not below ${entropy}`);
  });

  it('shows the estimated state as a part', () => {
    assert.ok(isLdsFile(encodeLds(whole)));
    assert.ok(!isLdsFile(encodeLds(whole).subarray(1)));
    assert.ok(!isLdsFile(new Uint8Array()));
  });

  const damages: Readonly<Record<string, [damage: () => Partial<TrainedLds>, message: RegExp]>> = {
    'a state that would grow': [
      () => ({ filter: { ...whole.filter, recurrent: Float64Array.of(1.1, 0, 0, 0, 0, 0, 0, 0, 0) } }),
      /grow without bound/,
    ],
    'a number that is none': [
      () => ({ readout: { ...whole.readout, bias: whole.readout.bias.map(() => Number.NaN) } }),
      /is NaN/,
    ],
    'a number that is too large': [
      () => ({ readout: { ...whole.readout, bias: whole.readout.bias.map(() => 1e13) } }),
      /"bias" is too large/,
    ],
    'noise without a variance': [
      () => ({ lds: { ...whole.lds, noise: Matrix.zeros(3, 3) } }),
      /"noise" is not a covariance matrix/,
    ],
  };
  for (const [name, [damage, message]] of Object.entries(damages)) {
    it(`is refused with ${name}`, () => {
      assert.throws(
        () => decodeLds(encodeLds({ ...whole, ...damage() })),
        error => error instanceof UserError && message.test(error.message),
      );
    });
  }

  it('is refused at once if it has more states than a training makes', () => {
    const { tensors, metadata } = decodeSafetensors(encodeLds(whole));
    const N = 2000;
    const recurrent = {
      name: 'recurrent',
      dtype: 'F64',
      shape: [N, N],
      data: new Float64Array(N * N),
    } as const;
    const large = new Map([...tensors, ['recurrent', recurrent]]);
    assert.throws(
      () => decodeLds(encodeSafetensors([...large.values()], metadata)),
      /has 2000 states; at most 256/,
    );
  });

  it('is refused if its tensors belong to models of different sizes', () => {
    const { tensors, metadata } = decodeSafetensors(encodeLds(whole));
    const inputs = { name: 'inputs', dtype: 'F64', shape: [1, 3], data: new Float64Array(3) } as const;
    const mixed = new Map([...tensors, ['inputs', inputs]]);
    assert.throws(
      () => decodeLds(encodeSafetensors([...mixed.values()], metadata)),
      /no float64 tensor "inputs" of shape 11 × 3/,
    );
  });

  it('is loaded or refused in words, whatever its bytes', () => {
    const { loaded, refused } = readLdsMutants(wholeLdsFiles(), 1, 2000);
    assert.ok(loaded > 20 && refused > 20, `${loaded} loaded, ${refused} refused`);
  });
});
