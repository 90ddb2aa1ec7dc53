import assert from 'node:assert/strict';
import type { FasterRnnlmStructure } from '../../../../src/engine/families/fasterRnnlm/fasterRnnlmModel';
import { fasterRnnlmParts, partValues } from '../../../../src/engine/families/fasterRnnlm/parts';

const SIGMOID: FasterRnnlmStructure = {
  hidden: 3,
  layerType: 'sigmoid',
  layerCount: 2,
  direct: 0,
  directOrder: 0,
  isNoiseContrastive: false,
  arity: 2,
};
const scrn = (context: number): FasterRnnlmStructure => ({
  ...SIGMOID,
  layerType: 'scrn',
  scrn: { context, isFast: false },
});

/** Returns the names, layers and sizes of the parts, and the values of each. */
function partsOf(structure: FasterRnnlmStructure, gates: Float64Array[][] = []) {
  const hidden = Float64Array.of(1, 2, 3, 4, 5, 6);
  return {
    parts: fasterRnnlmParts(structure).map(({ name, layer, size, kind }) => [name, layer, size, kind]),
    values: partValues(structure, hidden, gates).map(values => [...values]),
  };
}

describe('the parts of a faster-rnnlm state', () => {
  it('are the hidden units of each layer', () => {
    assert.deepEqual(partsOf(SIGMOID), {
      parts: [
        ['h', 0, 3, 'state'],
        ['h', 1, 3, 'state'],
      ],
      values: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
  });

  it('are the context and the other units of scrn layers', () => {
    assert.deepEqual(partsOf(scrn(1)), {
      parts: [
        ['s', 0, 1, 'state'],
        ['h', 0, 2, 'state'],
        ['s', 1, 1, 'state'],
        ['h', 1, 2, 'state'],
      ],
      values: [[1], [2, 3], [4], [5, 6]],
    });
  });

  it('have no other units if all units are context, and no context of size 0', () => {
    assert.deepEqual(partsOf(scrn(3)), {
      parts: [
        ['s', 0, 3, 'state'],
        ['s', 1, 3, 'state'],
      ],
      values: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
    assert.deepEqual(partsOf(scrn(0)), partsOf(SIGMOID));
  });

  it('are followed by the gates of their layer', () => {
    const gates = [10, 20].map(first => [first, first + 1, first + 2].map(value => Float64Array.of(value)));
    const { parts, values } = partsOf({ ...SIGMOID, layerType: 'gru' }, gates);
    assert.deepEqual(
      parts.map(([name, layer, , kind]) => [name, layer, kind]),
      [0, 1].flatMap(layer => [['h', layer, 'state'], ...['r', 'u', 'q'].map(name => [name, layer, 'gate'])]),
    );
    assert.ok(parts.every(([, , size]) => size === 3));
    assert.deepEqual(values, [[1, 2, 3], [10], [11], [12], [4, 5, 6], [20], [21], [22]]);
  });
});
