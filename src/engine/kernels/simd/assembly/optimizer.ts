import { average, descend, descendScaled, square } from './update';
import { updateAll } from './updateLoop';

// Optimizers whose state decays even where the gradient is zero, so that every element must be updated.
// `updateKernels.ts` has the formulas; `updateAll` explains the classes.

/** State: the velocity v. Constant: mu. */
class Momentum {
  @inline
  first(v: v128, g: v128, mu: v128): v128 {
    return f32x4.add(f32x4.mul(mu, v), g);
  }

  @inline
  weight(w: v128, g: v128, v: v128, _b: v128, _b1: v128, rate: v128, mu: v128, _e: v128, _c: v128): v128 {
    return descend(w, v, rate);
  }
}

class Nesterov {
  @inline
  first(v: v128, g: v128, mu: v128): v128 {
    return f32x4.add(f32x4.mul(mu, v), g);
  }

  @inline
  weight(w: v128, g: v128, v: v128, _b: v128, _b1: v128, rate: v128, mu: v128, _e: v128, _c: v128): v128 {
    return descend(w, f32x4.add(g, f32x4.mul(mu, v)), rate);
  }
}

/** `ahead`: whether it is Nesterov's momentum. */
export function momentum(
  w: usize,
  g: usize,
  v: usize,
  rate: f32,
  mu: f32,
  ahead: bool,
  limit: f32,
  length: usize,
): i32 {
  return ahead
    ? updateAll<Nesterov>(w, g, v, 0, rate, mu, 0, 0, 0, limit, 0, length)
    : updateAll<Momentum>(w, g, v, 0, rate, mu, 0, 0, 0, limit, 0, length);
}

/** State: the average s of squared gradients. Constants: decay and epsilon. */
class Rmsprop {
  @inline
  first(s: v128, g: v128, decay: v128): v128 {
    return average(s, square(g), decay);
  }

  @inline
  weight(w: v128, g: v128, s: v128, _b: v128, _b1: v128, rate: v128, _p: v128, e: v128, _c: v128): v128 {
    return descendScaled(w, g, f32x4.add(f32x4.sqrt(s), e), rate);
  }
}

export function rmsprop(
  w: usize,
  g: usize,
  s: usize,
  rate: f32,
  decay: f32,
  epsilon: f32,
  limit: f32,
  length: usize,
): i32 {
  return updateAll<Rmsprop>(w, g, s, 0, rate, decay, 0, epsilon, 0, limit, 0, length);
}

/** State: the averages s of squared gradients and u of squared steps. Constants: decay and epsilon. */
class Adadelta {
  @inline
  first(s: v128, g: v128, decay: v128): v128 {
    return average(s, square(g), decay);
  }

  @inline
  second(u: v128, s: v128, g: v128, decay: v128, e: v128): v128 {
    return average(u, square(adadeltaStep(g, u, s, e)), decay);
  }

  @inline
  weight(w: v128, g: v128, s: v128, u: v128, _b1: v128, rate: v128, _p: v128, e: v128, _c: v128): v128 {
    return descend(w, adadeltaStep(g, u, s, e), rate);
  }
}

/** Returns g sqrt(u + e) / sqrt(s + e) in four lanes. V8 computes it once for both of its uses. */
@inline
function adadeltaStep(g: v128, u: v128, s: v128, e: v128): v128 {
  return f32x4.mul(g, f32x4.div(f32x4.sqrt(f32x4.add(u, e)), f32x4.sqrt(f32x4.add(s, e))));
}

export function adadelta(
  w: usize,
  g: usize,
  s: usize,
  u: usize,
  rate: f32,
  decay: f32,
  epsilon: f32,
  limit: f32,
  length: usize,
): i32 {
  return updateAll<Adadelta>(w, g, s, u, rate, decay, decay, epsilon, 0, limit, 0, length);
}

/** State: the averages m of gradients and s of squared gradients. */
class Adam {
  @inline
  first(m: v128, g: v128, beta1: v128): v128 {
    return average(m, g, beta1);
  }

  @inline
  second(s: v128, _m: v128, g: v128, beta2: v128, _e: v128): v128 {
    return average(s, square(g), beta2);
  }

  @inline
  weight(w: v128, g: v128, m: v128, _b: v128, s: v128, rate: v128, _p: v128, e: v128, c: v128): v128 {
    return descendScaled(w, m, f32x4.add(f32x4.div(f32x4.sqrt(s), c), e), rate);
  }
}

export function adam(
  w: usize,
  g: usize,
  m: usize,
  s: usize,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction: f32,
  limit: f32,
  length: usize,
): i32 {
  return updateAll<Adam>(w, g, m, s, rate, beta1, beta2, epsilon, correction, limit, 0, length);
}
