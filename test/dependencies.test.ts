import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

interface Package {
  readonly engines?: { readonly node?: string };
  readonly deprecated?: string;
}

const { satisfies }: { satisfies(version: string, range: string): boolean } = createRequire(
  resolve('package.json'),
)('semver');

/**
 * On every version of Node that the README allows, `npm ci` must install the dependencies without a warning.
 */
describe('the development dependencies', () => {
  const { packages }: { packages: Readonly<Record<string, Package>> } = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );

  it('run on every Node version that the README names', () => {
    const [, oldest] = /Node ([\d.]+) or newer/.exec(readFileSync('README.md', 'utf8')) ?? [];
    for (const node of [`${oldest}.0`, '20.20.2', '22.22.0', '24.0.0']) {
      const tooOld = Object.entries(packages).filter(
        ([, { engines }]) => engines?.node !== undefined && !satisfies(node, engines.node),
      );
      assert.deepEqual(
        tooOld.map(([name]) => name),
        [],
        node,
      );
    }
  });

  it('are not deprecated and run no install scripts', () => {
    const deprecated = Object.keys(packages).filter(name => packages[name].deprecated !== undefined);
    assert.deepEqual(deprecated, []);
    for (const file of ['.npmrc', 'test/host/.npmrc'])
      assert.match(readFileSync(file, 'utf8'), /^ignore-scripts=true$/m, file);
  });
});
