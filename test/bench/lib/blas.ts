/**
 * The OpenBLAS kernels to try in addition to those that OpenBLAS chooses itself. They are for newer
 * processors. On a processor that OpenBLAS does not know, the kernels that it chooses can be many times too
 * slow.
 */
export const CORES = ['Haswell', 'SkylakeX', 'Cooperlake', 'SapphireRapids', 'Zen'] as const;

/** An environment for numpy and PyTorch that selects OpenBLAS kernels, and the name of these kernels. */
export interface Choice {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Tried extends Choice {
  /** Number of matrix products per second. 0 if the results are wrong or the kernels do not run. */
  readonly rate: number;
}

/**
 * Returns the choices of kernels: the choice in the given environment, OpenBLAS's own choice, and each of
 * `CORES`.
 */
export function choicesOf(found: NodeJS.ProcessEnv): Choice[] {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...plain } = found;
  const isPrescribed = OPENBLAS_CORETYPE !== undefined || OPENBLAS_L2_SIZE !== undefined;
  return [
    { name: 'as found', env: found },
    ...(isPrescribed ? [{ name: 'own choice', env: plain }] : []),
    ...CORES.map(core => ({ name: core, env: { ...plain, OPENBLAS_CORETYPE: core } })),
  ];
}

/** Measures the choices one after the other, because they would slow each other down at the same time. */
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
 * Returns the fastest choice that multiplies correctly. If several choices are the fastest, returns the first
 * one. Undefined if no choice multiplies correctly.
 */
export function fastestOf(tried: readonly Tried[]): Tried | undefined {
  const right = tried.filter(({ rate }) => rate > 0);
  return right.length === 0 ? undefined : right.reduce((best, each) => (each.rate > best.rate ? each : best));
}

/** Returns one line with the rates of all choices. */
export function reportOf(tried: readonly Tried[]): string {
  const all = tried.map(({ name, rate }) => `${name} ${rate > 0 ? rate.toFixed(0) : 'unusable'}`).join(', ');
  const best = fastestOf(tried);
  return best
    ? `OpenBLAS kernels: ${best.name} (products per second: ${all})`
    : `OpenBLAS kernels: none multiplies correctly (${all})`;
}
