import { appendFileSync } from 'node:fs';
import { format } from 'node:util';
import { findTests, runMocha, writeOutcome } from '../host/lib/runMocha';
import { extension } from './support/services';

/** Milliseconds after which a test fails because it hangs. */
const timeout = 600_000;

/**
 * The entry point that VS Code calls in its extension host, on the desktop and on the server. Writes the
 * report and the outcome to the files that two environment variables name. Without these variables, as when
 * debugging, the report goes to the debug console.
 */
export async function run(): Promise<void> {
  const { ELMAN_TEST_LOG, ELMAN_TEST_OUTCOME } = process.env;
  const log = (...line: unknown[]) => {
    if (ELMAN_TEST_LOG) appendFileSync(ELMAN_TEST_LOG, `${format(...line)}\n`);
    else console.log(...line);
  };
  try {
    await extension().activate();
    const outcome = await runMocha(findTests(__dirname), { timeout, log });
    if (ELMAN_TEST_OUTCOME) writeOutcome(ELMAN_TEST_OUTCOME, outcome);
    if (outcome.failures > 0) throw new Error(`${outcome.failures} tests failed`);
  } catch (error) {
    log('%s', error instanceof Error ? error.stack : error);
    throw error;
  }
}
