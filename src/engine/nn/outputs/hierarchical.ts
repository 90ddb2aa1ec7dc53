import { asColumn, type Ids, type Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { bias, type NamedParameters, parameter, sparse } from '../parameters';
import type { DirectConnections } from './directConnections';
import { huffmanTree } from './huffman';
import type { OutputKind, OutputLayer, OutputSource } from './output';
import { zipfShares } from './zipf';

/**
 * Hierarchical softmax (Morin & Bengio 2005; Huffman tree: Mikolov et al. 2013). A symbol is a path down a
 * binary tree with a binary decision at each inner node n. Frequent symbols have short paths, so a step costs
 * about log V products of length D instead of V.
 *
 *     P(first child of n | h) = σ(h Wn[n] + bn[n])     P(second child) = 1 - P(first child)
 *     P(symbol | h) = product over its path        loss = -ln P[target], in nats
 *
 * | symbol | variable | shape  |
 * |--------|----------|--------|
 * | Wn, bn | Wn, bn   | [V - 1, D], [1, V - 1] |
 * | y      | Y        | [R, depth]: logits of the decisions on each target's path |
 * |        | S        | [R, depth]: the decisions, ±1 |
 * |        | G        | [R * depth, D]: the rows of Wn along the paths |
 */
export const hierarchical: OutputKind<'Wn' | 'bn'> = {
  tied: false,
  frequentFirst: true,

  parameters: (arena, D, V) => ({
    Wn: sparse(parameter(arena, { name: 'Wn', role: 'embedding', rows: V - 1, columns: D })),
    bn: sparse(bias(arena, 'bn', V - 1)),
  }),

  build: (kernels, parameters, _embedding, [source], { direct }) =>
    hierarchicalOutput(kernels, parameters, source, direct),
};

function hierarchicalOutput(
  kernels: Kernels,
  { Wn, bn }: NamedParameters<'Wn' | 'bn'>,
  { h, dh }: OutputSource,
  direct: DirectConnections | undefined,
): OutputLayer {
  const { arena } = kernels;
  const [R, D] = [h.rows, h.columns];
  const V = Wn.value.rows + 1;
  const tree = huffmanTree(zipfShares(V));
  const { depth } = tree;
  const [Y, S] = [arena.tensor(R, depth), arena.tensor(R, depth)];
  const G = arena.tensor(R * depth, D);
  const ids = arena.ids(R * depth);
  const losses = arena.tensor(R, 1);
  const paths = Array.from({ length: R }, (_, r) => ({
    h: arena.slice(h, r, 1),
    dh: arena.slice(dh, r, 1),
    loss: arena.slice(losses, r, 1),
    /** Set by `loss`: the number of nodes on the target's path. The buffers below are cut to this length. */
    steps: 0,
    y: arena.slice(Y, r, 1),
    G: arena.slice(G, r * depth, 1),
    ids: { pointer: 0, length: 0 },
  }));
  let all: { readonly logits: Tensor; readonly logLosses: Tensor; readonly logProbs: Tensor } | undefined;

  function preparePaths(targets: Ids): void {
    const [symbols, nodes] = [arena.idValues(targets), arena.idValues(ids)];
    const [y, s, b] = [Y, S, bn.value].map(each => arena.values(each));
    const features = direct?.forOutputs(V - 1);
    for (const [r, path] of paths.entries()) {
      const start = tree.starts[symbols[r]];
      path.steps = tree.starts[symbols[r] + 1] - start;
      for (let i = 0; i < path.steps; i++) {
        const node = tree.nodes[start + i];
        nodes[r * depth + i] = node;
        y[r * depth + i] = b[node] + (features?.weight(r, node) ?? 0);
        s[r * depth + i] = tree.turns[start + i];
      }
      path.y = { ...path.y, columns: path.steps };
      path.G = { ...path.G, rows: path.steps };
      path.ids = { pointer: ids.pointer + 4 * r * depth, length: path.steps };
    }
  }

  return {
    losses,

    loss(targets) {
      preparePaths(targets);
      for (const { y, h, G, ids } of paths) {
        kernels.gatherRows(G, Wn.value, ids);
        kernels.matmulNT(y, h, G);
      }
      kernels.multiply(Y, Y, S);
      for (const { y, loss } of paths) kernels.logisticLoss(y, loss);
      return kernels.sum(losses);
    },

    backward(_targets, scale) {
      kernels.logisticLossBackward(Y, scale);
      kernels.multiply(Y, Y, S);
      for (const { y, dh, G } of paths) kernels.matmul(dh, y, G);
    },

    accumulate() {
      const [y, all] = [arena.values(Y), arena.idValues(ids)];
      const features = direct?.forOutputs(V - 1);
      for (const [r, { h, y: dy, ids, steps }] of paths.entries()) {
        const nodes = all.subarray(r * depth, r * depth + steps);
        for (let i = 0; i < steps; i++) {
          kernels.addScaled(arena.slice(Wn.gradient, nodes[i], 1), h, y[r * depth + i]);
          features?.accumulate(r, nodes[i], y[r * depth + i]);
        }
        kernels.scatterAddRows(asColumn(bn.gradient), asColumn(dy), ids);
        for (const { touched } of [Wn, bn]) touched?.addEach(nodes);
      }
    },

    logProbs() {
      all ??= {
        logits: arena.tensor(R, V - 1),
        logLosses: arena.tensor(R * (V - 1), 1),
        logProbs: arena.tensor(R, V),
      };
      const { logits, logLosses, logProbs } = all;
      kernels.setRows(logits, bn.value);
      kernels.matmulNT(logits, h, Wn.value);
      if (direct) for (let r = 0; r < R; r++) direct.add(arena.slice(logits, r, 1), r);
      const savedLogits = arena.values(logits).slice();
      kernels.logisticLoss({ ...logits, rows: logLosses.rows, columns: 1 }, logLosses);
      const [found, minus] = [arena.values(logProbs), arena.values(logLosses)];
      for (let r = 0; r < R; r++) descend(r, savedLogits, minus, found);
      return logProbs;
    },
  };

  /**
   * Computes ln P of all symbols for row r, from the root down. `minus` contains -ln σ(y) of every node,
   * where y is the node's logit.
   */
  function descend(
    r: number,
    logits: Float32Array | Float64Array,
    minus: Float32Array | Float64Array,
    logProbs: Float32Array | Float64Array,
  ): void {
    const reached = new Float64Array(V - 1);
    for (let n = V - 2; n >= 0; n--) {
      const first = -minus[r * (V - 1) + n]; // ln σ(y)
      const second = first - logits[r * (V - 1) + n]; // ln σ(-y)
      for (const [side, logProb] of [first, second].entries()) {
        const child = tree.children[2 * n + side];
        if (child < V - 1) reached[child] = reached[n] + logProb;
        else logProbs[r * V + child - (V - 1)] = reached[n] + logProb;
      }
    }
  }
}
