import { appendFileSync } from 'node:fs';
import { format } from 'node:util';
import { findTests, runMocha, writeOutcome } from '../host/lib/runMocha';

const timeout = 60_000;

/** What VS Code calls inside its extension host, on the desktop and on the server alike. */
export async function run(): Promise<void> {
  const { ELMAN_TEST_LOG, ELMAN_TEST_OUTCOME } = process.env;
  if (!ELMAN_TEST_LOG || !ELMAN_TEST_OUTCOME)
    throw new Error('start this suite with `npm run test:extension`');
  const log = (...line: unknown[]) => appendFileSync(ELMAN_TEST_LOG, `${format(...line)}\n`);
  try {
    const outcome = await runMocha(findTests(__dirname), { timeout, log });
    writeOutcome(ELMAN_TEST_OUTCOME, outcome);
    if (outcome.failures > 0) throw new Error(`${outcome.failures} tests failed`);
  } catch (error) {
    log('%s', error instanceof Error ? error.stack : error);
    throw error;
  }
}
