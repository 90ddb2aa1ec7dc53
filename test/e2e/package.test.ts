import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { checkout } from '../host/lib/paths';
import { installVsix } from '../host/lib/server';
import { Dashboard } from './support/dashboard';
import { openWorkbench } from './support/openWorkbench';

/** Patterns of the files that may be in the package. No other file may be in it. */
const wanted = [
  /^package(\.nls(\.\w+)?)?\.json$/,
  /^(readme|changelog|architecture|contributing)\.md$/i,
  /^docs\/([\w-]+\/){0,2}[\w-]+\.md$/,
  /^examples\/\w+(\.elman)?\.(md|mjs|py|sh|html|json)$/,
  /^LICENSE\.txt$/,
  /^\.vsixmanifest$/,
  /^dist\/(extension|worker|webview|surprisal|experiment|vectors|vectorsTraining|inspection|kinds|attractors|translation|modelFiles)\.js$/,
  /^dist\/((webview|surprisal|experiment|vectors|vectorsTraining|inspection|kinds|attractors|translation|modelFiles)\.css|extension\.d\.ts)$/,
  /^dist\/(cli|mcp)\.mjs$/,
  /^media\/skills\/elman-lab\/SKILL\.md$/,
  /^dist\/ThirdPartyNotices\.txt$/,
  /^l10n\/bundle\.l10n\.\w+\.json$/,
  /^media\/[\w-]+\.(wasm|svg|png)$/,
  /^media\/[\w-]+\.schema\.json$/,
  /^media\/walkthrough\/[\w-]+\.svg$/,
  /^media\/(samples|screenshots)\/[\w-]+\.(txt|md|png)$/,
];

/** Files that must be in the package, because the extension needs them. */
const needed = [
  ...[
    'dist/extension.js',
    'dist/extension.d.ts',
    'dist/worker.js',
    'dist/cli.mjs',
    'dist/mcp.mjs',
    'dist/webview.js',
    'dist/webview.css',
    'dist/surprisal.js',
    'dist/surprisal.css',
    'dist/experiment.js',
    'dist/experiment.css',
    'dist/vectors.js',
    'dist/vectors.css',
    'dist/vectorsTraining.js',
    'dist/vectorsTraining.css',
    'dist/inspection.js',
    'dist/inspection.css',
    'dist/kinds.js',
    'dist/kinds.css',
    'dist/attractors.js',
    'dist/attractors.css',
    'dist/translation.js',
    'dist/translation.css',
    'dist/modelFiles.js',
    'dist/modelFiles.css',
    'dist/ThirdPartyNotices.txt',
  ],
  ...[
    'media/kernels-simd.wasm',
    'media/kernels-fma.wasm',
    'media/kernels-fma-shared.wasm',
    'media/kernels-simd-shared.wasm',
    'media/experiment.schema.json',
    'media/elman.svg',
    'media/elman-panel.svg',
    'media/walkthrough/train.svg',
    'media/skills/elman-lab/SKILL.md',
  ],
  ...['package.nls.json', 'package.nls.ja.json', 'l10n/bundle.l10n.ja.json'],
];

/** Folders that are not copied, because they are installed, built, or belong to git. */
const notCopied = ['node_modules', 'dist', '.git', '.vscode-host'].map(name => path.join(checkout, name));

/**
 * Runs `npm run package` in a copy of the checkout. In the checkout itself, it would replace the programs
 * that other tests use.
 */
function packageIn(copy: string): string {
  const filter = (source: string) => !notCopied.includes(source);
  cpSync(checkout, copy, { recursive: true, preserveTimestamps: true, filter });
  symlinkSync(path.join(checkout, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  const args = [path.join(copy, 'scripts/package.mjs')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}${stderr}`);
  return path.join(copy, 'elman-lab.vsix');
}

describe('the package', () => {
  let temporary: string;
  let vsix: string;
  /** The folder of the installed extension. */
  let installed: string;
  let files: string[];

  before(async () => {
    temporary = mkdtempSync(path.join(tmpdir(), 'elman-package-'));
    vsix = packageIn(path.join(temporary, 'checkout'));
    const folders = {
      userDataDir: path.join(temporary, 'data'),
      extensionsDir: path.join(temporary, 'extensions'),
    };
    await installVsix(vsix, folders);
    const name = readdirSync(folders.extensionsDir).find(entry => entry.startsWith('elman-lab.'));
    assert.ok(name);
    installed = path.join(folders.extensionsDir, name);
    files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(file =>
      statSync(path.join(installed, file)).isFile(),
    );
  });
  after(() => rmSync(temporary, { recursive: true, force: true }));

  it('contains the files that it needs and no others', () => {
    assert.deepEqual(
      files.filter(file => !wanted.some(pattern => pattern.test(file))),
      [],
    );
    assert.deepEqual(
      needed.filter(file => !files.includes(file)),
      [],
    );
  });

  it('has less than 4 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size < 4_000_000, `${size} bytes`);
  });

  it('contains every picture that its README shows', () => {
    const readme = files.find(file => /^readme\.md$/i.test(file));
    assert.ok(readme);
    const text = readFileSync(path.join(installed, readme), 'utf8');
    const pictures = [...text.matchAll(/\]\((media\/[^)]+)\)|src="(media\/[^"]+)"/g)].map(
      match => match[1] ?? match[2],
    );
    assert.ok(pictures.length > 0);
    assert.deepEqual(
      pictures.filter(picture => !files.includes(picture)),
      [],
    );
  });

  it('contains programs without links to missing source maps', () => {
    for (const file of files.filter(name => name.startsWith('dist/'))) {
      assert.doesNotMatch(readFileSync(path.join(installed, file), 'utf8'), /sourceMappingURL/, file);
    }
  });

  it('contains a command line that trains and scores', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(installed, 'dist/cli.mjs'), ...args], { encoding: 'utf8' });
    const [text, model] = ['media/samples/english.txt', 'model.safetensors'].map((file, i) =>
      path.join(i === 0 ? installed : temporary, file),
    );
    const place = ['--runs', path.join(temporary, 'runs'), '--out', model];
    const trained = run('train', text, '--max-iterations', '20', '--hidden', '4', ...place);
    assert.equal(trained.status, 0, trained.stderr);
    const scored = run('score', model, text);
    assert.match(scored.stdout, / ppl= [\d.]+/, scored.stderr);
  });

  it('trains when it is installed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
    writeFileSync(path.join(folder, 'fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(60));
    const settings = { 'elman.training.maxIterations': 2000 };
    const workbench = await openWorkbench({ folder, settings, vsix });
    try {
      const dashboard = new Dashboard(workbench);
      await workbench.openFile('fox.txt');
      await workbench.command('Train Elman on this file');
      await dashboard.waitForState('done');
      assert.equal(await dashboard.figure('iteration'), 2000);
      assert.ok((await dashboard.figure('perplexity')) < 5);
      assert.ok((await dashboard.settled()).charts.length > 0);
    } finally {
      await workbench.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
