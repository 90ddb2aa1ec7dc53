// Checks the types of each folder separately, because each folder may use different globals. The engine may
// use neither Node nor the DOM, the extension may not use the DOM, and the webview may not use Node.
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
  'src/cli',
  'src/extension',
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
