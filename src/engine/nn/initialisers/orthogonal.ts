import type { Initialiser } from './initialiser';

/**
 * Saxe, McClelland & Ganguli (2014): a random matrix with orthonormal rows or, if it has more rows than
 * columns, with orthonormal columns. Computed by modified Gram-Schmidt on gaussian rows. One pass is enough,
 * because random rows are almost never close to linearly dependent.
 */
export const orthogonal: Initialiser = block => {
  const { rows, columns } = block.options;
  const draws = block.normals();
  const wide = rows <= columns;
  const [count, length] = wide ? [rows, columns] : [columns, rows];
  const basis: Float64Array[] = [];
  for (let r = 0; r < count; r++) {
    const v = draws.slice(r * length, (r + 1) * length);
    for (const other of basis) subtractProjection(v, other);
    const norm = Math.sqrt(dot(v, v));
    basis.push(v.map(x => x / norm));
  }
  const values = new Float64Array(rows * columns);
  for (let r = 0; r < count; r++) {
    for (let c = 0; c < length; c++) values[wide ? r * columns + c : c * columns + r] = basis[r][c];
  }
  block.set(values);
};

function subtractProjection(v: Float64Array, unit: Float64Array): void {
  const share = dot(v, unit);
  for (let i = 0; i < v.length; i++) v[i] -= share * unit[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
