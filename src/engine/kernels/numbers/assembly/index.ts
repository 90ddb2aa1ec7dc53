// A WebAssembly module of float64 numbers: random draws and exponentials. Their bits are those of
// `core/random.ts` and `core/math.ts`. `exports.ts` describes the functions.
export { reserve } from '../../words/assembly/memory';
export { exponentials, largest } from './exponentials';
export { normals, uniforms } from './draws';
