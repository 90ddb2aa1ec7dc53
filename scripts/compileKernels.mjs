// Compiles the AssemblyScript kernels to media/*.wasm. Skips kernels whose compiled file is newer than its
// sources.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/**
 * The sources of the numeric kernels. The caller provides their memory, which several threads share in the
 * builds called `shared`.
 */
const numeric = 'src/engine/kernels/simd/assembly';
const words = 'src/engine/kernels/words/assembly';
const vectors = 'src/engine/kernels/wordVectors/assembly';
const builds = {
  'kernels-simd': { sources: numeric, features: ['simd'] },
  'kernels-fma': { sources: numeric, features: ['simd', 'relaxed-simd'] },
  'kernels-simd-shared': { sources: numeric, features: ['simd', 'threads'] },
  'kernels-fma-shared': { sources: numeric, features: ['simd', 'relaxed-simd', 'threads'] },
  words: { sources: words, features: ['simd'] },
  vectors: { sources: vectors, features: ['simd'] },
};

/**
 * Returns the modification time of the newest source, in milliseconds. This script counts as a source,
 * because it contains the compiler's options.
 */
function newest(sources) {
  const files = [...readdirSync(sources).map(name => join(sources, name)), 'scripts/compileKernels.mjs'];
  return Math.max(...files.map(file => statSync(file).mtimeMs));
}

/**
 * Compiles a kernel to `media/NAME.wasm`.
 * @type {(name: string, build: { sources: string, features: readonly string[] }) => Promise<void>}
 */
async function compile(name, { sources, features }) {
  const output = `media/${name}.wasm`;
  if (existsSync(output) && statSync(output).mtimeMs > newest(sources)) return;
  const { error, stderr } = await asc.main([
    join(sources, 'index.ts'),
    ...['--outFile', output],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--maximumMemory', '65536'],
    ...['--use', 'abort='],
    ...(sources === numeric ? ['--importMemory'] : []),
    ...(features.includes('threads') ? ['--sharedMemory'] : []),
    ...features.flatMap(feature => ['--enable', feature]),
  ]);
  if (error) throw new Error(`${output}: ${error.message}\n${stderr}`);
}

export async function compileKernels() {
  mkdirSync('media', { recursive: true });
  for (const [name, build] of Object.entries(builds)) await compile(name, build);
}
