import { splat } from './vector';

// What the optimizers' updates are made of.

/** w - rate g */
@inline
export function descend(w: v128, g: v128, rate: v128): v128 {
  return f32x4.sub(w, f32x4.mul(rate, g));
}

/** w - rate g / root */
@inline
export function descendScaled(w: v128, g: v128, root: v128, rate: v128): v128 {
  return f32x4.sub(w, f32x4.div(f32x4.mul(rate, g), root));
}

/** decay s + (1 - decay) x */
@inline
export function average(s: v128, x: v128, decay: v128): v128 {
  return f32x4.add(f32x4.mul(decay, s), f32x4.mul(f32x4.sub(splat(1), decay), x));
}

@inline
export function square(g: v128): v128 {
  return f32x4.mul(g, g);
}
