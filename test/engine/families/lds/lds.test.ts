import assert from 'node:assert/strict';
import { inverse, Matrix } from 'ml-matrix';
import { eigenvalues } from '../../../../src/engine/core/eigenvalues';
import { elementsOf } from '../../../../src/engine/core/matrices';
import { normal } from '../../../../src/engine/core/random';
import { expectedMoments } from '../../../../src/engine/families/lds/expectedMoments';
import { identify } from '../../../../src/engine/families/lds/identify';
import { KalmanFilter } from '../../../../src/engine/families/lds/kalmanFilter';
import type { Lds } from '../../../../src/engine/families/lds/lds';
import type { Observations } from '../../../../src/engine/families/lds/observations';
import { OneHot } from '../../../../src/engine/families/lds/oneHot';
import { reestimateLds } from '../../../../src/engine/families/lds/reestimate';
import { steadyFilter } from '../../../../src/engine/families/lds/steadyFilter';
import { trainLds } from '../../../../src/engine/families/lds/trainLds';
import { distance } from '../../support/fixture';
import {
  known,
  simulate,
  stationary,
  VectorCovariances,
  Vectors,
  whiten,
  whitened,
  whitening,
} from './support/knownSystem';

const draw = (i: number) => normal(1, 'lds', 0, i);

/** The Kalman filter of textbooks. Returns the states given the observations so far, and the innovations. */
function textbook(observations: readonly Matrix[]) {
  const { A, C, Q, R } = known;
  let [x, P] = [Matrix.zeros(4, 1), stationary()];
  return observations.map(y => {
    const innovation = Matrix.sub(y, C.mmul(x));
    const S = C.mmul(P).mmul(C.transpose()).add(R);
    const K = P.mmul(C.transpose()).mmul(inverse(S));
    const filtered = Matrix.add(x, K.mmul(innovation));
    const V = Matrix.sub(Matrix.eye(4), K.mmul(C)).mmul(P);
    const before = { predicted: x, P };
    [x, P] = [A.mmul(filtered), A.mmul(V).mmul(A.transpose()).add(Q)];
    const density = // ln p(y | observations before)
      innovation.transpose().mmul(inverse(S)).mmul(innovation).get(0, 0) +
      Math.log(determinant(S)) +
      3 * Math.log(2 * Math.PI);
    return { ...before, filtered, V, logDensity: -density / 2 };
  });
}

const determinant = (M: Matrix) =>
  M.get(0, 0) * (M.get(1, 1) * M.get(2, 2) - M.get(1, 2) * M.get(2, 1)) -
  M.get(0, 1) * (M.get(1, 0) * M.get(2, 2) - M.get(1, 2) * M.get(2, 0)) +
  M.get(0, 2) * (M.get(1, 0) * M.get(2, 1) - M.get(1, 1) * M.get(2, 0));

/** Reads all observations with the Kalman filter. Returns the means of the states before and after each. */
function filterAll(lds: Lds, observations: Observations) {
  const filter = new KalmanFilter(lds, observations);
  let predicted = new Float64Array(lds.transitions.rows);
  let logLikelihood = filter.constant;
  const steps = Array.from({ length: observations.length }, (_, t) => {
    const filtered = new Float64Array(predicted.length);
    logLikelihood += filter.observe(t, predicted, filtered);
    const before = predicted;
    predicted = new Float64Array(predicted.length);
    filter.predict(filtered, predicted);
    return { before, filtered };
  });
  return { steps, logLikelihood };
}

const inKnownWhitening = (observations: readonly Matrix[]) => {
  const W = whitening();
  return new Vectors(observations.map(y => W.mmul(y).to1DArray()));
};

function autocorrelation(rows: readonly (readonly number[])[], d: number, lag: number): number {
  const variance = rows.reduce((sum, row) => sum + row[d] * row[d], 0);
  return rows.slice(lag).reduce((sum, row, t) => sum + row[d] * rows[t][d], 0) / variance;
}

/** Returns the autocorrelations of the innovations of the known system: of each number, at the lags 1 to 5. */
function innovationCorrelations(observations: readonly Matrix[]): number[] {
  const vectors = inKnownWhitening(observations);
  const lds = whitened();
  const innovations = filterAll(lds, vectors).steps.map(({ before }, t) =>
    Matrix.columnVector([...vectors.rows[t]])
      .sub(lds.observation.mmul(Matrix.columnVector(before)))
      .to1DArray(),
  );
  return [0, 1, 2].flatMap(d => [1, 2, 3, 4, 5].map(lag => autocorrelation(innovations, d, lag)));
}

/** Returns the likelihoods under the parameters before each iteration, and after the last. */
function likelihoods(start: Lds, observations: Observations, iterations: number): number[] {
  let lds = start;
  return Array.from({ length: iterations }, () => {
    const step = reestimateLds(lds, observations);
    lds = step.lds;
    return step.logLikelihood;
  });
}

function assertRising(trace: readonly number[]): void {
  for (let k = 1; k < trace.length; k++)
    assert.ok(
      trace[k] >= trace[k - 1] - 1e-7 * Math.abs(trace[k]),
      `${k}: ${trace[k - 1]}, then ${trace[k]}`,
    );
}

describe('the Kalman filter of a known system', () => {
  // With about half of all seeds, chance brings none of 15 autocorrelations of white innovations above the limit.
  const observations = simulate(4000, 4);

  it('estimates the states of the recursion in textbooks', () => {
    const { steps } = filterAll(whitened(), inKnownWhitening(observations));
    for (const [t, { filtered }] of textbook(observations).entries())
      assert.ok(distance(steps[t].filtered, elementsOf(filtered)) < 1e-10, `step ${t}`);
  });

  it('gives the observations their likelihood', () => {
    const { logLikelihood } = filterAll(whitened(), inKnownWhitening(observations));
    const expected = textbook(observations).reduce((sum, each) => sum + each.logDensity, 0);
    const jacobian = observations.length * Math.log(determinant(whitening()));
    assert.ok(Math.abs(logLikelihood + jacobian - expected) < 1e-6, `${logLikelihood}, not ${expected}`);
  });

  it('has white innovations, unlike the observations', () => {
    const limit = 2 / Math.sqrt(observations.length);
    assert.ok(innovationCorrelations(observations).every(each => Math.abs(each) < limit));
    const { rows } = inKnownWhitening(observations);
    for (let d = 0; d < 3; d++) assert.ok(Math.abs(autocorrelation(rows, d, 1)) > 5 * limit);
  });

  it('has innovations that exceed the limit of white ones only as often as chance does', () => {
    const others = [1, 2, 3, 5, 6, 7, 8].flatMap(seed => innovationCorrelations(simulate(4000, seed)));
    const exceeding = others.filter(each => Math.abs(each) > 2 / Math.sqrt(4000)).length;
    assert.ok(exceeding < 0.1 * others.length, `${exceeding} of ${others.length}, and chance makes 4.6 %`);
  });

  it('is a linear recurrent network in the steady state', () => {
    const vectors = inKnownWhitening(observations.slice(0, 300));
    const { recurrent, gain } = steadyFilter(whitened());
    const { steps } = filterAll(whitened(), vectors);
    let x = steps[199].filtered;
    for (let t = 200; t < 300; t++) {
      const next = new Float64Array(4);
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) next[i] += recurrent[i * 4 + j] * x[j];
        for (let d = 0; d < 3; d++) next[i] += gain[d * 4 + i] * vectors.rows[t][d];
      }
      x = next;
      assert.ok(distance(x, steps[t].filtered) < 1e-10, `step ${t}`);
    }
  });
});

describe('the smoother', () => {
  it('gives the moments of the states given all observations', () => {
    const lds = whitened();
    const vectors = inKnownWhitening(simulate(6, 2));
    const moments = expectedMoments(lds, vectors);
    const expected = byConditioning(lds, vectors);
    for (const name of ['all', 'early', 'late', 'next', 'observed'] as const)
      assert.ok(distance(elementsOf(moments[name]), elementsOf(expected[name])) < 1e-10, name);
  });

  it('gives the same as the one of textbooks, however a long sequence is divided into blocks', () => {
    const observations = simulate(2500, 3);
    const W = whitening();
    const vectors = inKnownWhitening(observations);
    const moments = expectedMoments(whitened(), vectors);
    const steps = textbook(observations);
    const { A } = known;
    const sums = { all: Matrix.zeros(4, 4), next: Matrix.zeros(4, 4), observed: Matrix.zeros(3, 4) };
    let mean = Matrix.zeros(4, 1);
    let covariance = Matrix.zeros(4, 4);
    for (let t = 2499; t >= 0; t--) {
      const { filtered, V } = steps[t];
      let [smoothed, S] = [filtered, V];
      if (t < 2499) {
        const { predicted, P } = steps[t + 1];
        const G = V.mmul(A.transpose()).mmul(inverse(P));
        smoothed = Matrix.add(filtered, G.mmul(Matrix.sub(mean, predicted)));
        S = Matrix.add(V, G.mmul(Matrix.sub(covariance, P)).mmul(G.transpose()));
        sums.next.add(covariance.mmul(G.transpose())).add(mean.mmul(smoothed.transpose()));
      }
      [mean, covariance] = [smoothed, S];
      sums.all.add(S).add(mean.mmul(mean.transpose()));
      sums.observed.add(W.mmul(observations[t]).mmul(mean.transpose()));
    }
    for (const name of ['all', 'next', 'observed'] as const)
      assert.ok(distance(elementsOf(moments[name]), elementsOf(sums[name])) < 1e-10, name);
    assert.ok(Math.abs(moments.logLikelihood - filterAll(whitened(), vectors).logLikelihood) < 1e-7);
  });
});

/** The moments by the conditional distribution of all states at once: one large Gaussian. */
function byConditioning(lds: Lds, vectors: Vectors) {
  const { transitions: A, noise: Q, observation: C, moment: M, initial } = lds;
  const T = vectors.length;
  const prior = Matrix.zeros(4 * T, 4 * T);
  let P = initial;
  for (let t = 0; t < T; t++) {
    let cross = P;
    for (let s = t; s < T; s++) {
      prior.setSubMatrix(cross, 4 * s, 4 * t);
      prior.setSubMatrix(cross.transpose(), 4 * t, 4 * s);
      cross = A.mmul(cross);
    }
    P = A.mmul(P).mmul(A.transpose()).add(Q);
  }
  const R = Matrix.sub(Matrix.eye(3), C.mmul(M).mmul(C.transpose()));
  const blocks = (block: Matrix) => {
    const all = Matrix.zeros(block.rows * T, block.columns * T);
    for (let t = 0; t < T; t++) all.setSubMatrix(block, block.rows * t, block.columns * t);
    return all;
  };
  const CC = blocks(C);
  const gain = prior.mmul(CC.transpose()).mmul(inverse(CC.mmul(prior).mmul(CC.transpose()).add(blocks(R))));
  const means = gain.mmul(Matrix.columnVector(vectors.rows.flat()));
  const products = Matrix.sub(prior, gain.mmul(CC).mmul(prior)).add(means.mmul(means.transpose()));
  const sum = (from: number, to: number, shift: number) => {
    const total = Matrix.zeros(4, 4);
    for (let t = from; t < to; t++)
      total.add(products.subMatrix(4 * (t + shift), 4 * (t + shift) + 3, 4 * t, 4 * t + 3));
    return total;
  };
  const observed = Matrix.zeros(3, 4);
  for (let t = 0; t < T; t++)
    observed.add(
      Matrix.columnVector([...vectors.rows[t]]).mmul(means.subMatrix(4 * t, 4 * t + 3, 0, 0).transpose()),
    );
  return { all: sum(0, T, 0), early: sum(0, T - 1, 0), late: sum(1, T, 0), next: sum(0, T - 1, 1), observed };
}

describe('subspace identification', () => {
  it('finds the eigenvalues of a known system', () => {
    const covariances = new VectorCovariances(whiten(simulate(40_000, 4)));
    const lds = identify(covariances, 4, draw);
    const found = eigenvalues(elementsOf(lds.transitions), 4) ?? [];
    const wanted = eigenvalues(elementsOf(known.A), 4) ?? [];
    assert.equal(wanted.length, 4);
    for (const [re, im] of wanted)
      assert.ok(
        found.some(each => Math.hypot(each[0] - re, each[1] - im) < 0.05),
        `${re} + ${im}i is not in ${JSON.stringify(found)}`,
      );
  });

  it('finds the state of a text that alternates, and EM keeps it', () => {
    const ids = Int32Array.from({ length: 100 }, (_, t) => t % 2);
    const steps = [...trainLds(ids, { states: 1, symbols: 2, iterations: 5, tolerance: 0, seed: 1 })];
    for (const { lds } of steps) assert.ok(lds.transitions.get(0, 0) < -0.9);
    assertRising(steps.flatMap(({ logLikelihood }) => logLikelihood ?? []));
  });

  it('has no more states than the covariances of a text show', () => {
    const ids = Int32Array.from({ length: 100 }, (_, t) => t % 2);
    const [{ lds }] = trainLds(ids, { states: 5, symbols: 2, iterations: 0, tolerance: 0, seed: 1 });
    // The ends of the text add a second one to the alternation.
    assert.equal(lds.transitions.rows, 2);
  });

  it('refuses texts that are too short, or have one symbol or too many', () => {
    const options = { states: 3, symbols: 2, iterations: 5, tolerance: 0, seed: 1 };
    const ids = Int32Array.from({ length: 100 }, (_, t) => t % 2);
    const refuses = (read: Int32Array, changes: object, message: RegExp) =>
      assert.throws(() => [...trainLds(read, { ...options, ...changes })], message);
    refuses(ids.subarray(0, 10), {}, /needs at least 11 tokens, and the text has 10/);
    refuses(ids, { states: 100, symbols: 1e6 }, /too much memory/);
    refuses(new Int32Array(50), { symbols: 1 }, /only one distinct symbol/);
  });
});

describe('EM for linear dynamical systems', () => {
  it('never lowers the likelihood of a known system, and brings it near that of the system itself', () => {
    const observations = whiten(simulate(3000, 5));
    const lds = identify(new VectorCovariances(observations), 4, draw);
    const trace = likelihoods(lds, observations, 40);
    assertRising(trace);
    const truth = filterAll(whitened(), observations).logLikelihood;
    assert.ok(trace[39] > truth - 15, `${trace[39]}, and ${truth} for the system itself`);
  });

  it('never lowers the likelihood of a text', () => {
    const text = 'the cat sat on the mat. a dog and a cat ran to the hat. '.repeat(8);
    const symbols = [...new Set(text)];
    const ids = Int32Array.from(text, symbol => symbols.indexOf(symbol));
    for (const states of [1, 3, 15]) {
      const options = { states, symbols: symbols.length, iterations: 20, tolerance: 0, seed: 1 };
      const trace = [...trainLds(ids, options)].flatMap(({ logLikelihood }) => logLikelihood ?? []);
      assertRising(trace);
      assert.ok(trace[19] > trace[0], String(states));
    }
  });

  it('can have more states than symbols', () => {
    const ids = Int32Array.from({ length: 3000 }, (_, t) =>
      normal(1, 'noise', 0, t) > Math.sin(t / 5) ? 1 : 0,
    );
    const options = { states: 5, symbols: 2, iterations: 10, tolerance: 0, seed: 1 };
    assertRising([...trainLds(ids, options)].flatMap(({ logLikelihood }) => logLikelihood ?? []));
  });

  it('reads a symbol that does not occur as the mean', () => {
    const oneHot = new OneHot(Int32Array.of(0, 1, 0, 2), 5);
    assert.equal(oneHot.rank, 2);
    assert.deepEqual([...oneHot.scales].map(Number.isFinite), Array(5).fill(true));
  });
});
