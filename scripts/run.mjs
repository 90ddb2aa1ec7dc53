// `node scripts/run.mjs NAME [ARGUMENT...]`: builds everything, then runs dist/test/NAME.js.
import { spawnSync } from 'node:child_process';
import { prepare } from './prepare.mjs';

prepare('--tests');
const [name, ...args] = process.argv.slice(2);
const { status } = spawnSync(process.execPath, ['--enable-source-maps', `dist/test/${name}.js`, ...args], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
