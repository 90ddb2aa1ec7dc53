import { put, splat } from './vector';

// One update each, four elements at a time; `kernels.ts` has the formulas.

@inline
function at(x: usize, i: usize): v128 {
  return v128.load(x + 4 * i);
}

/** decay s + (1 - decay) g² */
@inline
function meanSquare(s: v128, g: v128, decay: v128): v128 {
  const fresh = f32x4.mul(f32x4.sub(splat(1), decay), f32x4.mul(g, g));
  return f32x4.add(f32x4.mul(decay, s), fresh);
}

export function sgd(w: usize, g: usize, rate: f32, length: usize): void {
  for (let i: usize = 0; i < length; i += 4) {
    put(w, i, length, f32x4.sub(at(w, i), f32x4.mul(splat(rate), at(g, i))));
  }
}

export function momentum(w: usize, g: usize, v: usize, rate: f32, mu: f32, ahead: bool, length: usize): void {
  for (let i: usize = 0; i < length; i += 4) {
    const gradient = at(g, i);
    const velocity = f32x4.add(f32x4.mul(splat(mu), at(v, i)), gradient);
    const step = ahead ? f32x4.add(gradient, f32x4.mul(splat(mu), velocity)) : velocity;
    put(w, i, length, f32x4.sub(at(w, i), f32x4.mul(splat(rate), step)));
    put(v, i, length, velocity);
  }
}

export function adagrad(
  w: usize,
  g: usize,
  m: usize,
  rate: f32,
  inside: f32,
  outside: f32,
  length: usize,
): void {
  for (let i: usize = 0; i < length; i += 4) {
    const gradient = at(g, i);
    const memory = f32x4.add(at(m, i), f32x4.mul(gradient, gradient));
    const root = f32x4.add(f32x4.sqrt(f32x4.add(memory, splat(inside))), splat(outside));
    put(w, i, length, f32x4.sub(at(w, i), f32x4.div(f32x4.mul(splat(rate), gradient), root)));
    put(m, i, length, memory);
  }
}

export function rmsprop(
  w: usize,
  g: usize,
  s: usize,
  rate: f32,
  decay: f32,
  epsilon: f32,
  length: usize,
): void {
  for (let i: usize = 0; i < length; i += 4) {
    const gradient = at(g, i);
    const square = meanSquare(at(s, i), gradient, splat(decay));
    const root = f32x4.add(f32x4.sqrt(square), splat(epsilon));
    put(w, i, length, f32x4.sub(at(w, i), f32x4.div(f32x4.mul(splat(rate), gradient), root)));
    put(s, i, length, square);
  }
}

export function adadelta(
  w: usize,
  g: usize,
  s: usize,
  u: usize,
  rate: f32,
  decay: f32,
  epsilon: f32,
  length: usize,
): void {
  const e = splat(epsilon);
  for (let i: usize = 0; i < length; i += 4) {
    const gradient = at(g, i);
    const square = meanSquare(at(s, i), gradient, splat(decay));
    const roots = f32x4.div(f32x4.sqrt(f32x4.add(at(u, i), e)), f32x4.sqrt(f32x4.add(square, e)));
    const step = f32x4.mul(gradient, roots);
    put(w, i, length, f32x4.sub(at(w, i), f32x4.mul(splat(rate), step)));
    put(u, i, length, meanSquare(at(u, i), step, splat(decay)));
    put(s, i, length, square);
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
  length: usize,
): void {
  for (let i: usize = 0; i < length; i += 4) {
    const gradient = at(g, i);
    const mean = f32x4.add(f32x4.mul(splat(beta1), at(m, i)), f32x4.mul(splat(1 - beta1), gradient));
    const square = meanSquare(at(s, i), gradient, splat(beta2));
    const root = f32x4.add(f32x4.div(f32x4.sqrt(square), splat(correction)), splat(epsilon));
    put(w, i, length, f32x4.sub(at(w, i), f32x4.div(f32x4.mul(splat(rate), mean), root)));
    put(m, i, length, mean);
    put(s, i, length, square);
  }
}
