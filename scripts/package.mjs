// `npm run package`: makes elman-lab.vsix from a production build. .vscodeignore lists the packaged files,
// each with "!".
import { spawnSync } from 'node:child_process';
import { prepare } from './prepare.mjs';

prepare('--production');
const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
const args = ['node_modules/@vscode/vsce/vsce', 'package', ...flags, '--out', 'elman-lab.vsix'];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
process.exitCode = status ?? 1;
