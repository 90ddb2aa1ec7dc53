/**
 * The kernels of OpenBLAS that are tried: its own choice for this machine, and those that it has for newer processors. Its
 * own choice can be many times too slow where it does not know the processor.
 */
export const CORES = ['Haswell', 'SkylakeX', 'Cooperlake', 'SapphireRapids', 'Zen'] as const;

/** An environment for numpy and PyTorch, and what its kernels are called. */
export interface Choice {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Tried extends Choice {
  /** Products per second; 0 where they are wrong, or where the kernels do not run. */
  readonly rate: number;
}

/** As the environment prescribes, as OpenBLAS chooses, and each kind of kernels. */
export function choicesOf(found: NodeJS.ProcessEnv): Choice[] {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...plain } = found;
  const isPrescribed = OPENBLAS_CORETYPE !== undefined || OPENBLAS_L2_SIZE !== undefined;
  return [
    { name: 'as found', env: found },
    ...(isPrescribed ? [{ name: 'own choice', env: plain }] : []),
    ...CORES.map(core => ({ name: core, env: { ...plain, OPENBLAS_CORETYPE: core } })),
  ];
}

/** Tries one after the other, since they would slow each other down. */
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

/** The fastest that multiplies correctly, the first of equals; undefined where none does. */
export function fastestOf(tried: readonly Tried[]): Tried | undefined {
  const right = tried.filter(({ rate }) => rate > 0);
  return right.length === 0 ? undefined : right.reduce((best, each) => (each.rate > best.rate ? each : best));
}

/** What was tried, in a line. */
export function reportOf(tried: readonly Tried[]): string {
  const all = tried.map(({ name, rate }) => `${name} ${rate > 0 ? rate.toFixed(0) : 'unusable'}`).join(', ');
  const best = fastestOf(tried);
  return best
    ? `OpenBLAS kernels: ${best.name} (products per second: ${all})`
    : `OpenBLAS kernels: none multiplies correctly (${all})`;
}
