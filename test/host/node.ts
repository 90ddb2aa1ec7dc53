// node dist/test/host/node.js OUTCOME TIMEOUT PATH...: bundled tests, folders or single files, under mocha in this Node.
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { findTests, runMocha, writeOutcome } from './lib/runMocha';

async function main([outcomeFile, timeout, ...paths]: readonly string[]): Promise<void> {
  const files = paths.filter(name => existsSync(name)).flatMap(name => findTests(path.resolve(name)));
  const outcome = await runMocha(files, { timeout: Number(timeout) });
  writeOutcome(outcomeFile, outcome);
  // Exits even if a test left a handle open.
  process.exit(outcome.failures > 0 ? 1 : 0);
}

// Exits on signals, so that 'exit' handlers end what the tests started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
void main(process.argv.slice(2));
