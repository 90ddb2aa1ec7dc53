// `node dist/test/host/node.js OUTCOME TIMEOUT PATH...` runs bundled tests with mocha in this version of
// Node. Each PATH is a file or a folder of tests.
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { findTests, runMocha, writeOutcome } from './lib/runMocha';

async function main([outcomeFile, timeout, ...paths]: readonly string[]): Promise<void> {
  const files = paths.filter(name => existsSync(name)).flatMap(name => findTests(path.resolve(name)));
  const outcome = await runMocha(files, { timeout: Number(timeout) });
  writeOutcome(outcomeFile, outcome);
  // Exits explicitly, because Node would not exit if a test left a handle open.
  process.exit(outcome.failures > 0 ? 1 : 0);
}

// Exits on signals, so that handlers of the event `exit` end the processes that the tests have started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
void main(process.argv.slice(2));
