// Checks the types of each folder separately, because each may use different globals: the engine may use neither Node
// nor the DOM, the extension no DOM, and the webview no Node.
import { spawnSync } from 'node:child_process';

const projects = [
  'src/settings',
  'src/protocol',
  'src/common',
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
