import { reflect, reflectionOf, reflectThree, type SquareMatrix } from './reflection';

/** Real and imaginary part of an eigenvalue. */
export type Eigenvalue = readonly [re: number, im: number];

/** Usually 2 to 4 steps suffice. */
const MOST_STEPS = 300;
/** Every tenth step uses exceptional shifts, because the usual ones can repeat without progress. */
const EXCEPTIONAL_EVERY = 10;

/**
 * Returns the eigenvalues of W [n, n], whose elements must be finite: reduces W to Hessenberg form and makes QR steps
 * with two shifts (Golub & Van Loan, "Matrix computations", sections 7.4 and 7.5). Undefined if `mostSteps` steps do not
 * find the next eigenvalue.
 */
export function eigenvalues(
  W: ArrayLike<number>,
  n: number,
  mostSteps = MOST_STEPS,
): Eigenvalue[] | undefined {
  const scale = scaleOf(W);
  const H = scaled(W, n, scale);
  reduceToHessenberg(H);
  const found: Eigenvalue[] = [];
  for (let end = n, steps = 0; end > 0; steps++) {
    const first = blockStart(H, end);
    if (end - first > 2) {
      if (steps === mostSteps) return undefined;
      qrStep(H, first, end, shiftsOf(H, end, (steps + 1) % EXCEPTIONAL_EVERY === 0));
    } else {
      if (end - first === 1) found.push([H.elements[first * H.stride + first], 0]);
      else found.push(...pairOf(cornerOf(H, end)));
      end = first;
      steps = -1;
    }
  }
  return found.map(([re, im]) => [re * scale, im * scale]);
}

/** Returns the power of 2 next to the largest element. Divided by it, no square overflows, and nothing is rounded. */
function scaleOf(W: ArrayLike<number>): number {
  const largest = Float64Array.from(W).reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  let scale = 1;
  while (scale < largest / 2) scale *= 2;
  while (scale > largest && scale > Number.MIN_VALUE) scale /= 2;
  return scale;
}

/** Returns W / scale, with one more row and column of zeros, to which the last reflection of a QR step extends. */
function scaled(W: ArrayLike<number>, n: number, scale: number): SquareMatrix {
  const stride = n + 1;
  const elements = new Float64Array(stride * stride);
  for (let i = 0; i < n * n; i++) elements[Math.floor(i / n) * stride + (i % n)] = W[i] / scale;
  return { elements, n, stride };
}

/** Sets the elements below the first subdiagonal to 0, by reflections that keep the eigenvalues. */
function reduceToHessenberg(A: SquareMatrix): void {
  const { elements, n, stride } = A;
  for (let k = 0; k + 2 < n; k++) {
    const x = Float64Array.from({ length: n - k - 1 }, (_, i) => elements[(k + 1 + i) * stride + k]);
    const reflection = reflectionOf(x, k + 1);
    if (!reflection) continue;
    reflect(A, reflection);
    for (let i = k + 2; i < n; i++) elements[i * stride + k] = 0; // exactly
  }
}

/**
 * Returns the first index of the last block before `end`: the element to the left of its diagonal is negligible. Its
 * eigenvalues then do not depend on the other blocks.
 */
function blockStart({ elements: H, stride }: SquareMatrix, end: number): number {
  let first = end - 1;
  while (first > 0) {
    const at = first * stride + first;
    const diagonal = Math.abs(H[at - stride - 1]) + Math.abs(H[at]);
    if (Math.abs(H[at - 1]) <= Number.EPSILON * (diagonal || 1)) break;
    first--;
  }
  return first;
}

/** The matrix [[a, b], [c, d]]. */
interface Corner {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Returns the last two rows and columns before `end`. */
function cornerOf({ elements: H, stride }: SquareMatrix, end: number): Corner {
  const at = (end - 2) * stride + end - 2;
  return { a: H[at], b: H[at + 1], c: H[at + stride], d: H[at + stride + 1] };
}

function pairOf({ a, b, c, d }: Corner): Eigenvalue[] {
  const half = (a - d) / 2;
  const square = half * half + b * c;
  const root = Math.sqrt(Math.abs(square));
  if (square < 0) {
    return [
      [d + half, root],
      [d + half, -root],
    ];
  }
  const z = half + (half < 0 ? -root : root);
  return [
    [d + z, 0],
    [z === 0 ? d : d - (b * c) / z, 0],
  ];
}

/** The sum and the product of the two shifts of a QR step. They approximate two eigenvalues. */
interface Shifts {
  readonly sum: number;
  readonly product: number;
}

function shiftsOf(H: SquareMatrix, end: number, isExceptional: boolean): Shifts {
  const { a, b, c, d } = cornerOf(H, end);
  if (!isExceptional) return { sum: a + d, product: a * d - b * c };
  const size = Math.abs(c) + Math.abs(H.elements[(end - 2) * H.stride + end - 3]);
  return { sum: 1.5 * size, product: size * size };
}

/** Makes one QR step with two shifts on the block from `first` to `end` - 1, which has at least three rows. */
function qrStep(H: SquareMatrix, first: number, end: number, { sum, product }: Shifts): void {
  const { elements, stride } = H;
  const at = (i: number, j: number) => elements[(first + i) * stride + first + j];
  const x = Float64Array.of(
    at(0, 0) * at(0, 0) + at(0, 1) * at(1, 0) - sum * at(0, 0) + product,
    at(1, 0) * (at(0, 0) + at(1, 1) - sum),
    at(1, 0) * at(2, 1),
  );
  for (let k = first; k + 1 < end; k++) {
    const size = Math.min(3, end - k);
    const before = k * stride + k - 1; // the element to the left of the diagonal
    if (k > first) for (let i = 0; i < 3; i++) x[i] = i < size ? elements[before + i * stride] : 0;
    const reflection = reflectionOf(x, k);
    if (!reflection) continue;
    reflectThree(H, reflection, {
      columns: Math.max(first, k - 1),
      end,
      rows: first,
      last: Math.min(k + 3, end - 1),
    });
    if (k > first) for (let i = 1; i < size; i++) elements[before + i * stride] = 0; // exactly
  }
}
