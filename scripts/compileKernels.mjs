// Compiles the AssemblyScript kernels to media/kernels-*.wasm, where they are older than their sources.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const sources = 'src/engine/kernels/simd/assembly';
/** The shared ones run on a memory that several threads have. */
const builds = {
  simd: ['simd'],
  fma: ['simd', 'relaxed-simd'],
  'simd-shared': ['simd', 'threads'],
  'fma-shared': ['simd', 'relaxed-simd', 'threads'],
};

/** This script counts as a source, because it contains the compiler's options. */
function newest() {
  const files = [...readdirSync(sources).map(name => join(sources, name)), 'scripts/compileKernels.mjs'];
  return Math.max(...files.map(file => statSync(file).mtimeMs));
}

/** @type {(name: string, features: readonly string[]) => Promise<void>} */
async function compile(name, features) {
  const output = `media/kernels-${name}.wasm`;
  if (existsSync(output) && statSync(output).mtimeMs > newest()) return;
  const { error, stderr } = await asc.main([
    join(sources, 'index.ts'),
    ...['--outFile', output],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--maximumMemory', '65536'],
    ...['--use', 'abort='],
    ...(features.includes('threads') ? ['--sharedMemory'] : []),
    ...features.flatMap(feature => ['--enable', feature]),
  ]);
  if (error) throw new Error(`${output}: ${error.message}\n${stderr}`);
}

export async function compileKernels() {
  mkdirSync('media', { recursive: true });
  for (const [name, features] of Object.entries(builds)) await compile(name, features);
}
