// Compiles the AssemblyScript kernels to media/*.wasm. Skips kernels whose compiled file is newer than its
// sources.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/**
 * The sources of the numeric kernels. Several threads share their memory in the builds called `shared`.
 */
const numeric = 'src/engine/kernels/simd/assembly';
const words = 'src/engine/kernels/words/assembly';
const numbers = 'src/engine/kernels/numbers/assembly';
const vectors = 'src/engine/kernels/wordVectors/assembly';
const fastVectors = 'src/engine/kernels/fastVectors/assembly';
const rnnlm = 'src/engine/kernels/rnnlm/assembly';
/** Kernels whose memory the caller provides. */
const withoutMemory = [numeric, fastVectors, rnnlm];
const builds = {
  'kernels-simd': { sources: numeric, features: ['simd'] },
  'kernels-fma': { sources: numeric, features: ['simd', 'relaxed-simd'] },
  'kernels-simd-shared': { sources: numeric, features: ['simd', 'threads'] },
  'kernels-fma-shared': { sources: numeric, features: ['simd', 'relaxed-simd', 'threads'] },
  numbers: { sources: numbers, also: [words], features: ['simd'] },
  words: { sources: words, features: ['simd'] },
  vectors: { sources: vectors, features: ['simd'] },
  'vectors-shared': { sources: fastVectors, also: [vectors], features: ['simd', 'threads'] },
  'rnnlm-double': { sources: rnnlm, also: [numbers], features: ['simd'], real: 'f64' },
  'rnnlm-single': { sources: rnnlm, also: [numbers], features: ['simd'], real: 'f32' },
};

/**
 * Returns the modification time of the newest source, in milliseconds. This script counts as a source,
 * because it contains the compiler's options.
 */
function newest(folders) {
  const sources = folders.flatMap(folder => readdirSync(folder).map(name => join(folder, name)));
  const files = [...sources, 'scripts/compileKernels.mjs'];
  return Math.max(...files.map(file => statSync(file).mtimeMs));
}

/**
 * Compiles a kernel to `media/NAME.wasm`. `also`: other folders with sources that it imports. `real`: the type that the
 * sources call by this name.
 * @type {(name: string, build: { sources: string, also?: readonly string[], features: readonly string[], real?: string }) => Promise<void>}
 */
async function compile(name, { sources, also = [], features, real }) {
  const output = `media/${name}.wasm`;
  if (existsSync(output) && statSync(output).mtimeMs > newest([sources, ...also])) return;
  const { error, stderr } = await asc.main([
    join(sources, 'index.ts'),
    ...['--outFile', output],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--maximumMemory', '65536'],
    ...['--use', 'abort='],
    ...(withoutMemory.includes(sources) ? ['--importMemory'] : []),
    ...(real === undefined ? [] : ['--use', `real=${real}`]),
    ...(features.includes('threads') ? ['--sharedMemory'] : []),
    ...features.flatMap(feature => ['--enable', feature]),
  ]);
  if (error) throw new Error(`${output}: ${error.message}\n${stderr}`);
}

export async function compileKernels() {
  mkdirSync('media', { recursive: true });
  for (const [name, build] of Object.entries(builds)) await compile(name, build);
}
