import assert from 'node:assert/strict';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import { Mixture } from '../../src/engine/families/mixture/mixture';
import { referenceKernels } from '../../src/engine/kernels/reference';
import type { LanguageModel } from '../../src/engine/model/languageModel';
import { openModelFile } from '../../src/engine/model/modelFile';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/engine/storage/runs/checkpointFormat';
import { decodeSafetensors } from '../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors, type TensorFile } from '../../src/engine/storage/safetensors/safetensors';
import { resumeSession } from '../../src/engine/train/resumeSession';
import { UserError } from '../../src/protocol/userError';
import { finished, start, testServices } from './support/sessions';

/** Returns the model file with one number changed in a tensor, or with another vocabulary. */
function changed(
  { tensors, metadata }: TensorFile,
  { tensor, value, symbols }: { tensor?: string; value?: number; symbols?: (all: string[]) => string[] },
) {
  const all = [...tensors.values()].map(stored => {
    if (stored.name !== tensor || value === undefined) return stored;
    const data = stored.data.slice();
    data[2] = value;
    return { ...stored, data };
  });
  const vocabulary = JSON.parse(metadata.vocabulary ?? '[]');
  return {
    tensors: all,
    metadata: { ...metadata, vocabulary: JSON.stringify(symbols ? symbols(vocabulary) : vocabulary) },
  };
}

const refuses = (bytes: Uint8Array, message: RegExp) =>
  assert.throws(
    () => openModelFile(referenceKernels(), bytes),
    (error: unknown) => error instanceof UserError && message.test(error.message),
    String(message),
  );

describe('a model with impossible numbers', () => {
  const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  it('is refused as a model file, with the name of the tensor', async () => {
    const { ports } = testServices();
    const file = decodeSafetensors((await start(ports)).weights());
    for (const tensor of ['rnn.weight_hh_l0', 'rnn.bias_ih_l0', 'rnn.bias_hh_l0', 'out.weight']) {
      for (const value of bad) {
        const { tensors, metadata } = changed(file, { tensor, value });
        refuses(
          encodeSafetensors(tensors, metadata),
          new RegExp(`number 3 of \\d+ in "${tensor}" is ${value}`),
        );
      }
    }
  });

  it('is refused as a checkpoint, for reading and for resuming', async () => {
    const services = testServices();
    const session = await start(services.ports);
    const { id } = await session.close();
    const stored = await services.store.checkpoints.newest(id);
    const file = decodeCheckpoint(stored.bytes);
    for (const value of bad) {
      const broken = changed(file, { tensor: 'Why', value });
      refuses(encodeCheckpoint(broken), new RegExp(`number 3 of \\d+ in "Why" is ${value}`));
      await services.store.saveCheckpoint(id, 0, broken);
      await assert.rejects(resumeSession(services.ports, id), /in "Why" is/);
    }
  });

  it('is refused if a symbol occurs twice', async () => {
    const { services, id } = await finished({ 'training.maxIterations': 1 });
    const file = decodeCheckpoint((await services.store.checkpoints.newest(id)).bytes);
    const broken = changed(file, {
      symbols: ([first, second, , ...rest]) => [first, second, first, ...rest],
    });
    refuses(encodeCheckpoint(broken), /symbols 0 and 2 are both " "/);
  });

  it('contributes no probability to a mixture', () => {
    const vocabulary = new Vocabulary(['a', 'b', 'c'], false);
    const logProbs = Float64Array.of(Math.log(0.5), Math.log(0.25), Math.log(0.25));
    const isWrong = (): LanguageModel<undefined> => ({
      vocabulary,
      start: () => undefined,
      step: () => ({ state: undefined, logProbs: logProbs.map(() => Number.NaN) }),
      score: (_state, ids) => ({ state: undefined, logProbs: Float64Array.from(ids, () => Number.NaN) }),
      read: () => assert.fail(),
    });
    const mixture = new Mixture([{ model: isWrong(), weight: 1 }], 'linear');
    assert.throws(() => mixture.score(mixture.start(), Int32Array.of(0, 1, 2)), /NaN.*"b"/);
    const states = mixture.start();
    assert.throws(() => mixture.step(states, 0), /NaN.*"a"/);
  });
});
