// `npm run elman -- train FILE ...`: runs the command line. Builds it first if the build is missing.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

if (!existsSync(fileURLToPath(new URL('../dist/cli.mjs', import.meta.url)))) prepare();
await import('../dist/cli.mjs');
