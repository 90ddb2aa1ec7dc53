// node dist/test/host/node.js OUTCOME TIMEOUT FOLDER...: the tests of bundled folders under mocha, in this Node.
import { existsSync } from 'node:fs';
import { findTests, runMocha, writeOutcome } from './lib/runMocha';

async function main([outcomeFile, timeout, ...folders]: readonly string[]): Promise<void> {
  const files = folders.filter(folder => existsSync(folder)).flatMap(findTests);
  const outcome = await runMocha(files, { timeout: Number(timeout) });
  writeOutcome(outcomeFile, outcome);
  // A handle that a test left open must not keep the process.
  process.exit(outcome.failures > 0 ? 1 : 0);
}

void main(process.argv.slice(2));
