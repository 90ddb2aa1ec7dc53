/**
 * The OpenBLAS kernels to try besides its own choice: those for newer processors. On a processor that
 * OpenBLAS does not know, its own choice can be many times too slow.
 */
export const CORES = ['Haswell', 'SkylakeX', 'Cooperlake', 'SapphireRapids', 'Zen'] as const;

/** An environment for numpy and PyTorch that selects kernels, and their name. */
export interface Choice {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Tried extends Choice {
  /** Products per second; 0 if they are wrong or the kernels do not run. */
  readonly rate: number;
}

/** Returns the choices: the environment as it is, the choice of OpenBLAS, and each kind of kernels. */
export function choicesOf(found: NodeJS.ProcessEnv): Choice[] {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...plain } = found;
  const isPrescribed = OPENBLAS_CORETYPE !== undefined || OPENBLAS_L2_SIZE !== undefined;
  return [
    { name: 'as found', env: found },
    ...(isPrescribed ? [{ name: 'own choice', env: plain }] : []),
    ...CORES.map(core => ({ name: core, env: { ...plain, OPENBLAS_CORETYPE: core } })),
  ];
}

/** Measures the choices one after the other, so that they do not slow each other down. */
export async function tryAll(
  choices: readonly Choice[],
  rateOf: (env: NodeJS.ProcessEnv) => Promise<number>,
): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const choice of choices) {
    const rate = await rateOf(choice.env).catch(() => 0);
    tried.push({ ...choice, rate: Number.isFinite(rate) ? rate : 0 });
  }
  return tried;
}

/**
 * Returns the fastest choice that multiplies correctly, or the first of several. Undefined if there is none.
 */
export function fastestOf(tried: readonly Tried[]): Tried | undefined {
  const right = tried.filter(({ rate }) => rate > 0);
  return right.length === 0 ? undefined : right.reduce((best, each) => (each.rate > best.rate ? each : best));
}

/** Returns one line with all measured choices. */
export function reportOf(tried: readonly Tried[]): string {
  const all = tried.map(({ name, rate }) => `${name} ${rate > 0 ? rate.toFixed(0) : 'unusable'}`).join(', ');
  const best = fastestOf(tried);
  return best
    ? `OpenBLAS kernels: ${best.name} (products per second: ${all})`
    : `OpenBLAS kernels: none multiplies correctly (${all})`;
}
