import assert from 'node:assert/strict';
import { CORES, choicesOf, fastestOf, reportOf, tryAll } from './lib/blas';

describe('the choice of OpenBLAS kernels for the bench', () => {
  const coreOf = ({ OPENBLAS_CORETYPE }: NodeJS.ProcessEnv) => OPENBLAS_CORETYPE ?? '';

  it("tries the library's own choice and every kind for newer processors", () => {
    const choices = choicesOf({ HOME: '/h', OMP_NUM_THREADS: '1' });
    assert.deepEqual(
      choices.map(({ name, env }) => [name, coreOf(env)]),
      [['as found', ''], ...CORES.map(core => [core, core])],
    );
    for (const { env } of choices) assert.deepEqual([env.HOME, env.OMP_NUM_THREADS], ['/h', '1']);
  });

  it("tries what the environment prescribes, and the library's own choice", () => {
    const choices = choicesOf({ OPENBLAS_CORETYPE: 'Prescott', OPENBLAS_L2_SIZE: '1024' });
    assert.deepEqual(
      choices.slice(0, 3).map(({ name, env }) => [name, coreOf(env), env.OPENBLAS_L2_SIZE]),
      [
        ['as found', 'Prescott', '1024'],
        ['own choice', '', undefined],
        ['Haswell', 'Haswell', undefined],
      ],
    );
  });

  it('takes the fastest kernels that run and multiply correctly', async () => {
    const rates: Record<string, number> = { '': 10, Haswell: 90, SkylakeX: 0, Cooperlake: 120, Zen: 120 };
    const tried = await tryAll(choicesOf({}), async env => {
      const rate = rates[coreOf(env)];
      if (rate === undefined) throw new Error('illegal instruction');
      return rate;
    });
    assert.deepEqual(
      tried.map(({ rate }) => rate),
      [10, 90, 0, 120, 0, 120],
    );
    assert.equal(fastestOf(tried)?.name, 'Cooperlake');
    assert.equal(coreOf(fastestOf(tried)?.env ?? {}), 'Cooperlake');
    assert.match(reportOf(tried), /^OpenBLAS kernels: Cooperlake .*as found 10,.*SapphireRapids unusable/);
  });

  it('takes none if all give wrong products', async () => {
    const tried = await tryAll(choicesOf({}), async () => 0);
    assert.equal(fastestOf(tried), undefined);
    assert.match(reportOf(tried), /none multiplies correctly/);
  });
});
