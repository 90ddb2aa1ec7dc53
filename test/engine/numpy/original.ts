import assert from 'node:assert/strict';
import { tokenizerOf } from '../../../src/engine/configuration/text';
import { readCorpus } from '../../../src/engine/data/corpus';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { Trainer } from '../../../src/engine/train/trainer';
import type { RunSettings } from '../../../src/protocol/run';
import { fixture } from '../support/fixture';
import { configuration, setParameter, transposed } from '../support/network';

export const fixtureOf = (name: string) => fixture(`numpy/${name}`);

/** Returns a trainer with the settings of min-char-rnn or elman.py and the initial weights in the fixture. */
export function original(
  kernels: Kernels,
  tensor: ReturnType<typeof fixtureOf>,
  text: string,
  settings: RunSettings,
): Trainer {
  const tokenizer = tokenizerOf(configuration(settings));
  const corpus = readCorpus({ name: 'fixture', bytes: Buffer.from(text) }, tokenizer, 1);
  const trainer = new Trainer(kernels, corpus, configuration(settings));
  for (const parameter of trainer.model.parameters.filter(({ role }) => role !== 'bias')) {
    // min-char-rnn and elman.py store weights as [to, from]. Elman Lab stores them as [from, to].
    const { shape, data } = tensor(parameter.name);
    assert.deepEqual([...shape].reverse(), [parameter.value.rows, parameter.value.columns]);
    setParameter(kernels, parameter, transposed(data, shape[0], shape[1]));
  }
  return trainer;
}

export const relative = (a: number, b: number) =>
  Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-300);
