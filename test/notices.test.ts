import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns the packages whose sources are in the source maps of the built programs, each as `name version`.
 */
function bundled(): string[] {
  const maps = readdirSync('dist').filter(name => name.endsWith('.map'));
  const sources = maps.flatMap(
    (name): string[] => JSON.parse(readFileSync(join('dist', name), 'utf8')).sources,
  );
  const folders = sources.flatMap(source => /node_modules\/.*(?=\/)/.exec(source)?.[0] ?? []);
  return [...new Set(folders.map(packageOf))].sort();
}

/** Returns the package to which a folder belongs, as `name version`. */
function packageOf(folder: string): string {
  const file = join(folder, 'package.json');
  const { name, version } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return name && version ? `${name} ${version}` : packageOf(join(folder, '..'));
}

describe('the third-party notices', () => {
  const text = readFileSync('dist/ThirdPartyNotices.txt', 'utf8');
  const sections = new Map(
    text.split(/\n\n(?=\S+ \S+ \(.+\)\n=+\n)/).map(section => [section.split(' (')[0], section]),
  );

  it('name every package whose code is shipped, and no other', () => {
    const packages = bundled();
    for (const name of ['valibot', '@noble/hashes', '@microsoft/fast-element', 'tslib'])
      assert.ok(
        packages.some(each => each.startsWith(`${name} `)),
        name,
      );
    const named = [...sections.keys()].slice(1);
    assert.deepEqual(named.filter(name => !name.startsWith('assemblyscript ')).sort(), packages);
    assert.equal(named.length, packages.length + 1);
  });

  it('contain the license and the copyright of each', () => {
    const licenses: Record<string, RegExp> = {
      MIT: /Permission is hereby granted, free of charge[\s\S]*The above copyright notice[\s\S]*SOFTWARE/,
      'BSD-3-Clause': /Redistribution and use in source and binary forms[\s\S]*POSSIBILITY OF SUCH DAMAGE/,
      ISC: /Permission to use, copy, modify, and\/or distribute[\s\S]*PERFORMANCE OF THIS SOFTWARE/,
      '0BSD': /Permission to use, copy, modify, and\/or distribute[\s\S]*PERFORMANCE OF THIS SOFTWARE/,
      'Apache-2.0': /Apache License\s+Version 2\.0[\s\S]*END OF TERMS AND CONDITIONS/,
    };
    for (const [name, section] of [...sections].slice(1)) {
      const license = /\((.+)\)\n=/.exec(section)?.[1] ?? '';
      assert.match(section, licenses[license], name);
      assert.match(section, /Copyright (\(c\) )?\w/i, name);
    }
  });

  it('are part of both packages', () => {
    assert.match(readFileSync('.npmignore', 'utf8'), /^!\/dist\/ThirdPartyNotices\.txt$/m);
    assert.match(readFileSync('.vscodeignore', 'utf8'), /^!dist\/ThirdPartyNotices\.txt$/m);
  });
});
