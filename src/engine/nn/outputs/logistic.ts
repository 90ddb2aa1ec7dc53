import { exp, log } from '../../core/math';
import type { Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { bias, type NamedParameters, type Parameter, parameter } from '../parameters';
import type { DirectConnections } from './directConnections';
import type { OutputKind, OutputLayer, OutputSource } from './output';
import { denseProjection } from './projection';

/**
 * Independent logistic units as in Elman (1990). With a table of bits, there is one unit per bit, whose target is the bit
 * of the next symbol; without, there is one unit per symbol, whose target is 1 for the next symbol and 0 for the others.
 *
 *     y = σ(a),  a = h Why + by
 *     cross-entropy: loss = -Σ t ln y + (1 - t) ln(1 - y)        da = y - t
 *     squared error: loss = ½ Σ (y - t)²                         da = (y - t) y (1 - y)
 *
 * Both are computed from q = σ(s a) with the sign s = 2t - 1, since 1 - q = |y - t|.
 *
 * The units give no distribution over symbols. With bits, P(w) is proportional to the probability of the bits of w if all
 * are independent, so that ln P(w) = a · bits(w) + constant. Without, P(w) is y(w) divided by the sum of all y.
 *
 * | symbol | variable | shape                             |
 * |--------|----------|-----------------------------------|
 * | Why    | Why      | [D, O], O bits or symbols         |
 * | by     | by       | [1, O]                            |
 * | a, q   | Q        | [R, O]                            |
 * | s      | S        | [R, O]                            |
 * | da     | dA       | [R, O]                            |
 * | P      | P        | [R, V]                            |
 */
export const logistic: OutputKind<'Why' | 'by'> = logisticUnits('crossEntropy');

/** Logistic units that are trained by the squared error. */
export const logisticSquared: OutputKind<'Why' | 'by'> = logisticUnits('squared');

type UnitError = 'crossEntropy' | 'squared';

function logisticUnits(error: UnitError): OutputKind<'Why' | 'by'> {
  return {
    tied: false,
    frequentFirst: false,

    parameters(arena, D, V, { bits }) {
      const O = bits || V;
      return {
        Why: parameter(arena, { name: 'Why', role: 'output', rows: D, columns: O }),
        by: bias(arena, 'by', O),
      };
    },

    build(kernels, parameters, embedding, [source], { options, direct }) {
      const table = options.bits > 0 ? tableOf(kernels, embedding, options.vocabulary) : undefined;
      return logisticOutput(kernels, parameters, source, { error, table, V: options.vocabulary, direct });
    },
  };
}

/** Returns the bits of all symbols. The embedding can have an additional row. */
function tableOf({ arena }: Kernels, embedding: Parameter | undefined, V: number): Tensor {
  if (!embedding) throw new Error('the bits of the symbols are the embedding');
  return arena.slice(embedding.value, 0, V);
}

interface UnitOptions {
  readonly error: UnitError;
  /** The bits of the symbols, [V, O]. Undefined for one unit per symbol. */
  readonly table: Tensor | undefined;
  readonly V: number;
  readonly direct: DirectConnections | undefined;
}

function logisticOutput(
  kernels: Kernels,
  { Why, by }: NamedParameters<'Why' | 'by'>,
  { h, dh }: OutputSource,
  { error, table, V, direct }: UnitOptions,
): OutputLayer {
  const { arena } = kernels;
  const [R, O] = [h.rows, by.value.columns];
  const [Q, S, dA] = [arena.tensor(R, O), arena.tensor(R, O), arena.tensor(R, O)];
  const P = arena.tensor(R, V);
  const [losses, unitLosses] = [arena.tensor(R, 1), arena.tensor(R, 1)];
  const minusOnes = arena.tensor(1, O);
  kernels.fill(minusOnes, -1);
  const projection = denseProjection(kernels, Why.value, Why.gradient);
  const rows = [Q, dA].map(all => Array.from({ length: R }, (_, r) => arena.slice(all, r, 1)));

  function logits(): void {
    kernels.setRows(Q, by.value);
    projection.forward(Q, h);
    if (direct) for (const [r, a] of rows[0].entries()) direct.add(a, r);
  }

  /** Sets P to ln P plus a constant. */
  function scoreSymbols(): void {
    if (table) {
      kernels.fill(P, 0);
      kernels.matmulNT(P, Q, table);
    } else {
      const [score, a] = [arena.values(P), arena.values(Q)];
      for (let i = 0; i < a.length; i++) score[i] = logLogistic(a[i]);
    }
  }

  function setSigns(targets: Ids): void {
    if (table) {
      kernels.gatherRows(S, table, targets);
      kernels.scale(S, 2);
      kernels.addRows(S, minusOnes);
    } else {
      kernels.fill(S, -1);
      const signs = arena.values(S);
      for (const [r, target] of arena.idValues(targets).entries()) signs[r * O + target] = 1;
    }
  }

  return {
    losses,

    loss(targets) {
      logits();
      scoreSymbols();
      kernels.softmaxLoss(P, losses, targets);
      setSigns(targets);
      kernels.multiply(Q, Q, S);
      kernels.logisticLoss(Q, unitLosses);
      if (error === 'crossEntropy') return kernels.sum(unitLosses);
      kernels.copy(dA, Q);
      kernels.logisticLossBackward(dA, 1);
      return kernels.squaredNorm(dA) / 2; // Σ (1 - q)² / 2
    },

    backward(_targets, scale) {
      kernels.copy(dA, Q);
      kernels.logisticLossBackward(dA, scale); // -(1 - q)
      if (error === 'squared') kernels.activateBackward('logistic', dA, dA, Q);
      kernels.multiply(dA, dA, S);
      projection.backward(dh, dA);
    },

    accumulate() {
      projection.accumulate(h, dA);
      kernels.sumRows(by.gradient, dA);
      if (direct) for (const [r, da] of rows[1].entries()) direct.accumulate(da, r);
    },

    logProbs() {
      logits();
      scoreSymbols();
      kernels.logSoftmax(P);
      return P;
    },
  };
}

/** ln σ(a), without overflow. */
const logLogistic = (a: number) => (a > 0 ? -log(1 + exp(-a)) : a - log(1 + exp(a)));
