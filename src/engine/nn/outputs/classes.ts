import { type Ids, partOfRow, type Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { bias, type NamedParameters, parameter, sparse } from '../parameters';
import { classRanges } from './classRanges';
import type { DirectConnections } from './directConnections';
import type { OutputKind, OutputLayer, OutputSource } from './output';

type ClassParameters = 'Wc' | 'bc' | 'Ww' | 'bw';

/**
 * RNNLM's class-based output (Mikolov et al., "Extensions of recurrent neural network language model", 2011;
 * Goodman 2001): P(w | h) = P(class of w | h) P(w | its class, h). Training computes only the words of the
 * target's class, so a step costs about C + V/C products of length D instead of V.
 *
 *     P = softmax(h Wc + bc)        Q_r = softmax(h_r Wwᵀ + bw) over the words of the target's class
 *     loss = -ln P[class] - ln Q[word], in nats
 *
 * | symbol | variable | shape  |
 * |--------|----------|--------|
 * | Wc, bc | Wc, bc   | [D, C], [1, C] |
 * | Ww, bw | Ww, bw   | [V, D], [1, V]: words of a class are adjacent |
 * | P      | P        | [R, C] |
 * | Q      | Q        | [R, words of the largest class] |
 */
export const classes: OutputKind<ClassParameters> = {
  tied: false,
  frequentFirst: true,

  parameters(arena, D, V, { classes }) {
    const C = Math.min(classes, V);
    return {
      Wc: parameter(arena, { name: 'Wc', role: 'output', rows: D, columns: C }),
      bc: bias(arena, 'bc', C),
      Ww: sparse(parameter(arena, { name: 'Ww', role: 'embedding', rows: V, columns: D })),
      bw: sparse(bias(arena, 'bw', V)),
    };
  },

  build: (kernels, parameters, _embedding, [source], { direct }) =>
    classOutput(kernels, parameters, source, direct),
};

function classOutput(
  kernels: Kernels,
  { Wc, bc, Ww, bw }: NamedParameters<ClassParameters>,
  { h, dh }: OutputSource,
  direct: DirectConnections | undefined,
): OutputLayer {
  const { arena } = kernels;
  const R = h.rows;
  const V = bw.value.columns;
  const C = bc.value.columns;
  const { firsts, classOf } = classRanges(V, C);
  const widest = firsts.reduce((most, first, c) => Math.max(most, first - (firsts[c - 1] ?? 0)), 0);
  const P = arena.tensor(R, C);
  const Q = arena.tensor(R, widest);
  const losses = arena.tensor(R, 1);
  const wordLosses = arena.tensor(R, 1);
  const classTargets = arena.ids(R);
  const wordTargets = arena.ids(R);
  const words = Array.from({ length: C }, (_, c) => {
    const [first, count] = [firsts[c], firsts[c + 1] - firsts[c]];
    return {
      first,
      /**
       * The group of outputs that the direct connections use for the words of this class. Their group 0 is
       * for the classes.
       */
      group: c + 1,
      W: arena.slice(Ww.value, first, count),
      dW: arena.slice(Ww.gradient, first, count),
      b: partOfRow(arena, bw.value, 0, first, count),
      db: partOfRow(arena, bw.gradient, 0, first, count),
    };
  });
  const rows = Array.from({ length: R }, (_, r) => ({
    p: arena.slice(P, r, 1),
    h: arena.slice(h, r, 1),
    dh: arena.slice(dh, r, 1),
    loss: arena.slice(wordLosses, r, 1),
    target: { pointer: wordTargets.pointer + 4 * r, length: 1 },
    /**
     * Set by `loss`: the words of the class to which this row's target belongs. `q`: the probabilities Q of
     * these words.
     */
    own: words[0],
    q: partOfRow(arena, Q, 0, 0, 0),
  }));
  let allLogProbs: Tensor | undefined; // [R, V], one row per prediction; allocated when first needed

  function splitTargets(targets: Ids): void {
    const [ids, ofClass, ofWord] = [targets, classTargets, wordTargets].map(each => arena.idValues(each));
    for (const [r, row] of rows.entries()) {
      ofClass[r] = classOf[ids[r]];
      row.own = words[ofClass[r]];
      row.q = partOfRow(arena, Q, r, 0, row.own.b.columns);
      ofWord[r] = ids[r] - row.own.first;
    }
  }

  function classLogits(): void {
    kernels.setRows(P, bc.value);
    kernels.matmul(P, h, Wc.value);
    if (direct) for (const [r, { p }] of rows.entries()) direct.add(p, r);
  }

  return {
    losses,

    loss(targets) {
      splitTargets(targets);
      classLogits();
      kernels.softmaxLoss(P, losses, classTargets);
      for (const [r, { q, own, h, loss, target }] of rows.entries()) {
        kernels.copy(q, own.b);
        kernels.matmulNT(q, h, own.W);
        direct?.add(q, r, own.group);
        kernels.softmaxLoss(q, loss, target);
      }
      kernels.addScaled(losses, wordLosses, 1);
      return kernels.sum(losses);
    },

    backward(_targets, scale) {
      kernels.softmaxLossBackward(P, classTargets, scale);
      kernels.matmulNT(dh, P, Wc.value);
      for (const { q, own, dh, target } of rows) {
        kernels.softmaxLossBackward(q, target, scale); // dq = scale (Q - 1[word])
        kernels.matmul(dh, q, own.W);
      }
    },

    accumulate() {
      kernels.matmulTN(Wc.gradient, h, P);
      kernels.sumRows(bc.gradient, P);
      for (const [r, { p, q, own, h }] of rows.entries()) {
        direct?.accumulate(p, r);
        direct?.accumulate(q, r, own.group);
        kernels.matmulTN(own.dW, q, h);
        kernels.sumRows(own.db, q);
        for (const { touched } of [Ww, bw]) touched?.addRange(own.first, own.b.columns);
      }
    },

    logProbs() {
      const Y = allLogProbs ?? arena.tensor(R, V);
      allLogProbs = Y;
      classLogits();
      kernels.logSoftmax(P);
      kernels.setRows(Y, bw.value);
      kernels.matmulNT(Y, h, Ww.value);
      for (let r = 0; r < R; r++) {
        for (const { first, b, group } of words) {
          const y = partOfRow(arena, Y, r, first, b.columns);
          direct?.add(y, r, group);
          kernels.logSoftmax(y);
        }
      }
      const [logProbs, ofClass] = [arena.values(Y), arena.values(P)];
      for (let r = 0; r < R; r++) {
        for (let w = 0; w < V; w++) logProbs[r * V + w] += ofClass[r * C + classOf[w]];
      }
      return Y;
    },
  };
}
