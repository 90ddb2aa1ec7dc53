import { bounded, countOutside, outside } from './update';
import { at, next, put, splat } from './vector';

/**
 * Updates the elements `from` to `end` - 1 of a parameter w with the gradient g, and the state of its
 * optimizer: the tensors a and b, or only a, or none. Sets the gradient to 0. Returns the number of clipped
 * elements. p, q, e and c are constants of the optimizer.
 *
 * `Formulas` is a class without objects. Its methods compute four elements, and the compiler puts them into
 * the loop:
 * - `first` returns the new a. Missing if the optimizer has no state.
 * - `second` returns the new b, from the old b and the new a. Missing if there is no b.
 * - `weight` returns the new w, from the new a, and the old and the new b.
 */
@inline
export function updateAll<Formulas>(
  w: usize,
  g: usize,
  a: usize,
  b: usize,
  rate: f32,
  p: f32,
  q: f32,
  e: f32,
  c: f32,
  limit: f32,
  from: usize,
  end: usize,
): i32 {
  const formulas = changetype<Formulas>(0);
  const zero = splat(0);
  const limits = splat(limit);
  const rates = splat(rate);
  const ps = splat(p);
  const qs = splat(q);
  const es = splat(e);
  const cs = splat(c);
  let counts0 = zero;
  let counts1 = zero;
  let raw0 = zero;
  let raw1 = zero;
  for (let i = from; i < end; i += 8) {
    raw0 = at(g, i);
    raw1 = next(g, i);
    counts0 = countOutside(counts0, raw0, limits);
    counts1 = countOutside(counts1, raw1, limits);
    const g0 = bounded(raw0, limits);
    const g1 = bounded(raw1, limits);
    let a0 = zero;
    let a1 = zero;
    if (isDefined(formulas.first)) {
      a0 = formulas.first(at(a, i), g0, ps);
      a1 = formulas.first(next(a, i), g1, ps);
    }
    let old0 = zero;
    let old1 = zero;
    let b0 = zero;
    let b1 = zero;
    if (isDefined(formulas.second)) {
      old0 = at(b, i);
      old1 = next(b, i);
      b0 = formulas.second(old0, a0, g0, qs, es);
      b1 = formulas.second(old1, a1, g1, qs, es);
    }
    const w0 = formulas.weight(at(w, i), g0, a0, old0, b0, rates, ps, es, cs);
    const w1 = formulas.weight(next(w, i), g1, a1, old1, b1, rates, ps, es, cs);
    put(w, i, end, w0, w1);
    if (isDefined(formulas.first)) put(a, i, end, a0, a1);
    if (isDefined(formulas.second)) put(b, i, end, b0, b1);
    put(g, i, end, zero, zero);
  }
  return outside(counts0, counts1, raw0, raw1, limit, end - from);
}
