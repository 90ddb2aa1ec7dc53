import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../host/lib/browser';

let folder: string;

/** Runs the `npm` of this installation of Node, without access to the network. */
function npm(cwd: string, ...args: string[]): string {
  const options = { cwd, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const { status, stdout, stderr } = spawnSync(
    'npm',
    [...args, '--offline', '--no-audit', '--no-fund'],
    options,
  );
  assert.equal(status, 0, stderr);
  return stdout;
}

describe('the packed module', () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'elman-tarball-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is installed from its tarball and imported by its name', () => {
    const [{ filename, files }] = JSON.parse(
      npm('.', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder),
    );
    const paths: string[] = files.map((file: { path: string }) => file.path);
    assert.ok(paths.includes('dist/ThirdPartyNotices.txt'), 'the bundles contain code of others');
    for (const path of paths) assert.doesNotMatch(path, /^(src|test|webview|media|scripts)\//);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    npm(folder, 'install', `./${filename}`);
    const program = [
      `import { createNetwork } from 'elman-lab';`,
      `const network = await createNetwork({ 'training.maxIterations': 3, 'model.hidden': 5 }, 'ab'.repeat(50));`,
      `console.log([...network.train('ab'.repeat(50))].length, network.kernels);`,
    ];
    writeFileSync(join(folder, 'program.js'), program.join('\n'));
    const { stdout, stderr } = spawnSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });
    assert.match(stdout, /^3 (simd|fma)$/m, stderr);
  });

  it('has types that a strict program in the folder uses', () => {
    const program = readFileSync('test/package/outsider.mts', 'utf8').replace('./engine.mjs', 'elman-lab');
    writeFileSync(join(folder, 'outsider.mts'), program);
    const strict = [
      '--strict',
      '--noEmit',
      '--target',
      'es2022',
      '--lib',
      'es2023',
      '--skipLibCheck',
      'false',
    ];
    const args = [
      resolve('node_modules/typescript/bin/tsc'),
      ...strict,
      '--module',
      'nodenext',
      '--types',
      '',
    ];
    const { status, stdout } = spawnSync(process.execPath, [...args, 'outsider.mts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout);
  });

  it('runs in a browser', async () => {
    const source = readFileSync(join(folder, 'node_modules/elman-lab/dist/engine.mjs'), 'utf8');
    const browser = await launchBrowser();
    try {
      const trained = await browser.page.evaluate(`(async () => {
        const blob = new Blob([${JSON.stringify(source)}], { type: 'text/javascript' });
        const { createNetwork } = await import(URL.createObjectURL(blob));
        const network = await createNetwork({ 'training.maxIterations': 3, 'model.hidden': 5 }, 'ab'.repeat(50));
        return [...network.train('ab'.repeat(50))].length + ' ' + network.kernels;
      })()`);
      assert.match(String(trained), /^3 (simd|fma)$/);
    } finally {
      await browser.close();
    }
  });
});
