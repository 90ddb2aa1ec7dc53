// `npm run check` checks types, wording and style; `npm run check -- --fix` also corrects the style. Both
// commands first install missing dependencies.
import { spawnSync } from 'node:child_process';
import { install } from './prepare.mjs';
import { checks } from './suites.mjs';

install();
const isFix = process.argv.includes('--fix');
const steps = isFix ? [['node_modules/@biomejs/biome/bin/biome', 'check', '--write']] : checks;
const failed = steps.filter(step => spawnSync(process.execPath, step, { stdio: 'inherit' }).status !== 0);
process.exitCode = failed.length > 0 ? 1 : 0;
