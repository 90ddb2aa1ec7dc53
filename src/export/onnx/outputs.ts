import { log } from '../../engine/core/math';
import { classRanges } from '../../engine/nn/outputs/classRanges';
import { huffmanTree } from '../../engine/nn/outputs/huffman';
import { zipfShares } from '../../engine/nn/outputs/zipf';
import type { Configuration } from '../../settings/settings';
import { linear } from './affine';
import type { OnnxParts } from './parts';

/** Adds ln P of every symbol [T, B, V], from h [T, B, D]. An output that is added to Elman Lab needs an entry here. */
const outputs: Record<Configuration['model.output'], (parts: OnnxParts, h: string) => string> = {
  softmax: (parts, h) => normalised(parts, linear(parts, h, 'out')),

  tied(parts, h) {
    const { graph, weights } = parts;
    return normalised(parts, graph.linear(h, embeddings(parts), weights.plain('out.bias')));
  },

  classes(parts, h) {
    const { graph, network } = parts;
    const { vocabulary: V } = network.shape;
    const C = Math.min(network.shape.classes, V);
    const classes = graph.split(normalised(parts, linear(parts, h, 'out.class')), C, 2);
    const { firsts } = classRanges(V, C);
    const sizes = graph.ints(Array.from({ length: C }, (_, c) => firsts[c + 1] - firsts[c]));
    const words = graph.ops('Split', [linear(parts, h, 'out.word'), sizes], C, { axis: { int: 2 } });
    return graph.concat(
      words.map((part, c) => graph.op('Add', [normalised(parts, part), classes[c]])),
      2,
    );
  },

  hierarchical(parts, h) {
    const { graph, network } = parts;
    const V = network.shape.vocabulary;
    const { depth, starts, nodes, turns } = huffmanTree(zipfShares(V));
    const y = linear(parts, h, 'out.node');
    // ln P of the first child of each node, of the second, and 0 for paths that are shorter than others.
    const [first, second] = [y, graph.op('Neg', [y])].map(side => logSigmoid(parts, side));
    const joined = graph.concat([first, second], 2);
    const decisions = graph.op('Pad', [joined, graph.ints([0, 0, 0, 0, 0, 1])]);
    const steps = Array.from({ length: depth }, (_, d) => {
      const places = Array.from({ length: V }, (_, w) => {
        const at = starts[w] + d;
        if (at >= starts[w + 1]) return 2 * (V - 1);
        return nodes[at] + (turns[at] > 0 ? 0 : V - 1);
      });
      return graph.op('Gather', [decisions, graph.ints(places)], { axis: { int: 2 } });
    });
    return graph.op('Sum', steps);
  },

  noiseContrastive(parts, h) {
    const { graph, network } = parts;
    const scores = linear(parts, h, 'out.word');
    const { scoring, vocabulary: V } = network.shape;
    if (scoring !== 'selfNormalised') return normalised(parts, scores);
    return graph.op('Sub', [scores, graph.float(log(V))]);
  },

  logistic,
  logisticSquared: logistic,
};

/** Adds ln P of every symbol after each token, [T, B, V]. */
export function addOutput(parts: OnnxParts, h: string): string {
  const { graph, weights, network } = parts;
  const { output, compression } = network.shape;
  if (compression === 0) return outputs[output](parts, h);
  const sums = graph.linear(h, weights.transposed('out.compression.weight'));
  return outputs[output](parts, graph.op('Sigmoid', [sums]));
}

function logistic(parts: OnnxParts, h: string): string {
  const { graph, network } = parts;
  const { bits } = network.shape;
  const a = linear(parts, h, 'out');
  if (bits === 0) return normalised(parts, logSigmoid(parts, a));
  return normalised(parts, graph.linear(a, embeddings(parts)));
}

/** Returns the embeddings of all symbols, transposed [E, V]. The file contains them once, also if they are the input. */
function embeddings({ graph, weights, network }: OnnxParts): string {
  const V = network.shape.vocabulary;
  const all = weights.plain('embedding.weight');
  const hasMore = weights.tensor('embedding.weight').shape[0] > V; // a row for the time before a text
  return graph.permute(hasMore ? graph.op('Slice', [all, graph.ints([0]), graph.ints([V])]) : all, [1, 0]);
}

const normalised = ({ graph }: OnnxParts, scores: string) => graph.op('LogSoftmax', [scores]);

/** Returns ln logistic(a) = -ln(1 + exp(-a)). */
const logSigmoid = ({ graph }: OnnxParts, a: string) =>
  graph.op('Neg', [graph.op('Softplus', [graph.op('Neg', [a])])]);
