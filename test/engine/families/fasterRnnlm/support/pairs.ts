import {
  type LayerType,
  type Scrn,
  sizesOf,
} from '../../../../../src/engine/families/fasterRnnlm/fasterRnnlmModel';

/** The two files of a faster-rnnlm model. */
export interface Pair {
  readonly vocabulary: Buffer;
  readonly weights: Buffer;
}

/** The options of a model, with the names that faster-rnnlm gives them. */
export interface Asked {
  readonly hidden: number;
  readonly hiddenType: LayerType;
  readonly scrn?: Scrn;
  readonly hiddenCount: number;
  readonly direct: number;
  readonly directOrder: number;
  readonly nce: boolean;
  readonly arity: number;
}

export const PLAIN: Asked = {
  hidden: 4,
  hiddenType: 'sigmoid',
  hiddenCount: 1,
  direct: 0,
  directOrder: 0,
  nce: false,
  arity: 2,
};

const COUNTS = { '</s>': 8, the: 8, a: 6, cat: 6, dog: 4, mouse: 3, sees: 3, sleeps: 3, chases: 2 };

/**
 * Returns the files that faster-rnnlm would write. The weights come from `random`, which returns numbers
 * between 0 and 1. Some direct weights stay 0, as if they had never been trained.
 */
export function writePair(asked: Asked, random: () => number, counts: Record<string, number> = COUNTS): Pair {
  const { hidden: H, hiddenType: layerType, scrn, hiddenCount, direct } = asked;
  const V = Object.keys(counts).length;
  const layers = Array.from({ length: hiddenCount }, (_, l) => sizesOf({ hidden: H, layerType, scrn }, l));
  const sizes = layers.flatMap(({ matrices, vectors }) => [...matrices, ...vectors]);
  const dense = Array.from(
    { length: 2 * V * H + sizes.reduce((sum, size) => sum + size, 0) },
    () => 3 * (random() - 0.5),
  );
  const hashed = Array.from({ length: direct }, () => (random() < 0.3 ? 0 : 2 * (random() - 0.5)));
  return {
    vocabulary: Buffer.from(
      Object.entries(counts)
        .map(([word, count]) => `${word} ${count}\n`)
        .join(''),
    ),
    weights: Buffer.concat([headOf(asked), Buffer.from(Float32Array.from([...dense, ...hashed]).buffer)]),
  };
}

/** Returns the header of a file. It has the oldest version if the options allow it, otherwise the newest. */
function headOf(asked: Asked): Buffer {
  const { hidden, hiddenType, scrn, hiddenCount, direct, directOrder, nce, arity } = asked;
  const isPlain = !nce && arity === 2 && hiddenType === 'sigmoid' && hiddenCount === 1;
  const head = Buffer.alloc(isPlain ? 20 : 98);
  head.writeBigUInt64LE(BigInt(isPlain ? hidden : hidden + 60_000), 0);
  head.writeBigUInt64LE(BigInt(direct), 8);
  head.writeInt32LE(directOrder, 16);
  if (isPlain) return head;
  head.writeUInt8(Number(nce), 20);
  // The constant ln Z that noise-contrastive estimation assumes.
  head.writeFloatLE(9, 21);
  // Skips byte 25, the flag for reversed sentences.
  head.write(scrn ? `scrn${scrn.isFast ? 'fast' : ''}${scrn.context}` : hiddenType, 26, 'latin1');
  head.writeInt32LE(hiddenCount, 90);
  head.writeInt32LE(arity, 94);
  return head;
}

/**
 * Options of models of every kind, by name. `test/fixtures/fasterRnnlm/scores.json` contains their scores by
 * faster-rnnlm under the same names.
 */
export const KINDS: Readonly<Record<string, Partial<Asked>>> = {
  sigmoid: {},
  'sigmoid, direct': { direct: 97, directOrder: 3 },
  'two layers of tanh, a tree of threes': { hiddenType: 'tanh', hiddenCount: 2, arity: 3 },
  'relu, nce, direct': { hiddenType: 'relu', nce: true, direct: 60, directOrder: 4 },
  'two layers of relu-trunc, direct': {
    hiddenType: 'relu-trunc',
    hiddenCount: 2,
    direct: 200,
    directOrder: 10,
  },
  'gru, direct': { hiddenType: 'gru', direct: 40, directOrder: 5 },
  'gru-bias, nce': { hiddenType: 'gru-bias', nce: true, hidden: 6 },
  'gru-insyn, a tree of fives, direct': { hiddenType: 'gru-insyn', arity: 5, direct: 80, directOrder: 2 },
  'two layers of gru-full': { hiddenType: 'gru-full', hiddenCount: 2, hidden: 5 },
  scrn3: { hiddenType: 'scrn', scrn: { context: 3, isFast: false }, hidden: 7 },
  'two layers of scrnfast2, nce, direct': {
    hiddenType: 'scrn',
    scrn: { context: 2, isFast: true },
    hiddenCount: 2,
    hidden: 5,
    nce: true,
    direct: 60,
    directOrder: 3,
  },
  'scrnfast4, all of it context': { hiddenType: 'scrn', scrn: { context: 4, isFast: true } },
  'direct alone': { hidden: 0, direct: 150, directOrder: 4 },
};
