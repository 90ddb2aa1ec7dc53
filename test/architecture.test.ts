import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * The folders that each folder may import, besides itself. These are the dependencies in ARCHITECTURE.md,
 * which have no cycles.
 */
const allowed: Record<string, readonly string[]> = {
  'src/settings': [],
  'src/protocol': ['src/settings'],
  'src/common': ['src/settings', 'src/protocol'],
  'src/tools': ['src/settings', 'src/common', 'src/protocol'],
  'src/charts': ['src/common', 'src/protocol'],
  'src/course': ['src/common', 'src/protocol'],
  'src/engine': [
    'src/settings',
    'src/common',
    'src/protocol',
    'media/words',
    'media/numbers',
    'media/vectors',
    'media/rnnlm',
  ],
  'src/package': ['src/engine', 'src/protocol', 'media/kernels-'],
  'src/export': [
    'src/settings',
    'src/engine/core',
    'src/engine/data/tokenizer',
    'src/engine/nn',
    'src/engine/storage/safetensors',
    'src/engine/model',
    'src/engine/scoring',
    'src/engine/experiments',
    'src/charts',
    'src/common',
    'src/protocol',
  ],
  'src/workers': ['src/engine', 'src/export', 'src/common', 'src/protocol'],
  'src/cli': [
    'src/workers',
    'src/package',
    'src/tools',
    'src/engine',
    'src/export',
    'src/common',
    'src/protocol',
    'src/settings',
    'package.json',
  ],
  'src/extension': [
    'src/course',
    'src/engine/scoring/perplexities',
    'src/engine/scoring/srilm',
    'src/settings',
    'src/tools',
    'src/common',
    'src/protocol',
  ],
  webview: ['src/settings', 'src/charts', 'src/common', 'src/protocol'],
};

/** Matches the packages and built-in modules that a folder may import. */
const packages: Record<string, RegExp> = {
  'src/settings': /^$/,
  'src/protocol': /^$/,
  'src/common': /^$/,
  'src/tools': /^$/,
  'src/charts': /^$/,
  'src/course': /^$/,
  'src/engine': /^(valibot|fflate|jsonc-parser|ml-hclust|ml-matrix|@noble\/hashes\/.*)$/,
  'src/package': /^$/,
  'src/export': /^$/,
  'src/workers': /^(node:.*|umap-js|fflate)$/,
  'src/cli': /^(node:|@modelcontextprotocol\/sdk\/)/,
  'src/extension': /^(vscode|valibot|node:.*)$/,
  webview: /^(@vscode\/webview-ui-toolkit|@vscode\/l10n)$/,
};

/**
 * The order of the folders and files inside these folders. A folder or file in a list may import only itself,
 * those before it in the list, and files at the top that are in no list.
 */
const orders: Record<string, readonly string[]> = {
  'src/engine': [
    ...['core', 'kernels', 'data', 'nn', 'check', 'optim', 'configuration', 'storage', 'model'],
    ...[
      'families',
      'attractors',
      'vectors',
      'modelFiles',
      'scoring',
      'inspection',
      'sampling',
      'train',
      'comparison',
      'course',
      'experiments',
      'api',
      'index',
    ],
  ],
  'src/engine/families': ['rnnlm', 'fasterRnnlm', 'ngram', 'hmm', 'lds', 'mixture', 'pytorch', 'kinds'],
  'src/extension': [
    ...[
      'format',
      'workerClients',
      'core',
      'checking',
      'training',
      'heatmap',
      'reading',
      'writing',
      'labels',
      'models',
      'runs',
      'experiments',
    ],
    ...[
      'dashboard',
      'vectors',
      'inspection',
      'kinds',
      'attractors',
      'translation',
      'modelFiles',
      'export',
      'tools',
      'walkthrough',
      'course',
      'api',
    ],
    'extension',
  ],
  'src/charts': [
    'runs',
    'plot',
    'series',
    'comparison',
    'plots',
    'parallel',
    'samples',
    'labels',
    'translation',
    'experiment',
    'kinds',
    'vectors',
    'inspection',
    'attractors',
  ],
  webview: [
    'dashboardModel',
    'plot',
    'state',
    'host',
    'board',
    'page',
    'parallel',
    'drawnRuns',
    'samples',
    'views',
    'main',
    'surprisal',
    'experiment',
    'kinds',
    'vectors',
    'inspection',
    'attractors',
    'translation',
    'modelFiles',
  ],
};

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?<!['"])\b(?:from|import)\s*\(?['"]([^'"]+)['"]/g)].map(match => match[1]);
}

/**
 * Returns the files in a folder to which its entry in `allowed` applies. Leaves out files in inner folders
 * that have their own entry.
 */
function ownFiles(folder: string): string[] {
  const inner = Object.keys(allowed).filter(other => other.startsWith(`${folder}/`));
  return files(folder).filter(file => !inner.some(other => file.startsWith(`${other}/`)));
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('assembly'))
    .map(name => join(folder, name));
}

describe('an import', () => {
  for (const [folder, others] of Object.entries(allowed)) {
    it(`of ${folder} is of ${others.join(' or ') || 'nothing else in the project'}`, () => {
      assert.ok(ownFiles(folder).length > 0);
      for (const file of ownFiles(folder)) {
        for (const name of importsOf(file)) {
          if (name.startsWith('.')) {
            const target = normalize(join(dirname(file), name));
            const fits = [folder, ...others].some(home => target.startsWith(home));
            assert.ok(fits, `${file} imports ${name}`);
          } else {
            assert.match(name, packages[folder], `${file} imports ${name}`);
          }
        }
      }
    });
  }

  it('never closes a circle of files, not even for a type', () => {
    const homes = ['src', 'webview'].flatMap(files);
    const known = new Set(homes);
    const done = new Set<string>();
    const visit = (file: string, way: readonly string[]): void => {
      assert.ok(!way.includes(file), [...way.slice(way.indexOf(file)), file].join(' -> '));
      if (done.has(file)) return;
      for (const name of importsOf(file).filter(name => name.startsWith('.'))) {
        const target = normalize(join(dirname(file), name));
        const next = [`${target}.ts`, join(target, 'index.ts')].find(path => known.has(path));
        if (next) visit(next, [...way, file]);
      }
      done.add(file);
    };
    for (const file of homes) visit(file, []);
    assert.ok(done.size > 100);
  });

  for (const [root, order] of Object.entries(orders)) {
    it(`inside ${root} follows the order of its folders`, () => {
      const rank = (path: string) => order.indexOf(path.slice(root.length + 1).split(/[/.]/)[0]);
      assert.deepEqual(
        order.filter(name => !readdirSync(root).some(entry => entry.split('.')[0] === name)),
        [],
      );
      for (const file of files(root)) {
        for (const name of importsOf(file).filter(name => name.startsWith('.'))) {
          const target = normalize(join(dirname(file), name));
          if (!target.startsWith(`${root}/`)) continue;
          assert.ok(rank(target) <= rank(file), `${file} imports ${target}`);
        }
      }
    });
  }

  // The results of these functions of Math depend on the version of Node. `npm test` repeats only some tests
  // in VS Code's Node.
  it('leaves no function of the engine to the precision of the Node that runs it', () => {
    const imprecise = /\bMath\.(a?(sin|cos|tan)h?|atan2|cbrt|exp|expm1|hypot|log|log10|log1p|log2|pow)\b/;
    const found = files('src/engine').filter(file => imprecise.test(readFileSync(file, 'utf8')));
    assert.deepEqual(found, []);
  });

  it('finds each exported type under a name of its own', () => {
    // A file for the browser exports the same names as the one that it replaces.
    const declaring = ['src', 'webview'].flatMap(files).filter(file => !file.endsWith('.web.ts'));
    const declared = declaring.flatMap(file => {
      const source = readFileSync(file, 'utf8');
      const names = source.matchAll(/^export (?:abstract )?(?:class|interface|type|enum) (\w+)/gm);
      return [...names].map(match => match[1]);
    });
    assert.ok(declared.length > 300);
    assert.deepEqual(
      declared.filter((name, i) => declared.indexOf(name) !== i),
      [],
    );
  });
});
