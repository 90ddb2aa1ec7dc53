// Checks the types of each folder separately, because each folder may use different globals. The engine may
// use neither Node nor the DOM, the extension may not use the DOM, and the webview may not use Node. The
// programs of the browser are checked with the files that replace those for Node.
import { spawnSync } from 'node:child_process';

const projects = [
  'src/settings',
  'src/protocol',
  'src/common',
  'src/tools',
  'src/course',
  'src/charts',
  'src/engine',
  'src/package',
  'src/export',
  'src/workers',
  'src/workers/tsconfig.web.json',
  'src/cli',
  'src/extension',
  'src/extension/tsconfig.web.json',
  'webview',
  'test',
];
const failed = projects.filter(project => {
  const { status } = spawnSync('node_modules/.bin/tsc', ['-p', project], { stdio: 'inherit' });
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`type errors in ${failed.join(', ')}`);
  process.exitCode = 1;
}
