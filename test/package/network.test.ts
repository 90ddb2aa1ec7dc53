import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/** The bundles in the published packages. */
const bundles = readdirSync('dist').filter(name => /\.m?js$/.test(name));

/** Modules of Node, and functions of browsers, that open connections. */
const modules =
  /(?:\brequire\(|\bfrom\s*|\bimport\(?\s*)["'](?:node:)?(https?|http2|tls|dgram|dns|undici|ws)["']/g;
const functions =
  /(?<![.\w$])(?:globalThis\.|window\.|self\.)?(fetch|XMLHttpRequest|WebSocket|EventSource|navigator\.sendBeacon)\s*\(/g;

describe('the published programs', () => {
  it('contain no client of the network', () => {
    assert.ok(bundles.length > 10);
    const found = bundles.flatMap(name => {
      const source = readFileSync(`dist/${name}`, 'utf8');
      return [modules, functions].flatMap(pattern =>
        [...source.matchAll(pattern)].map(match => `${name}: ${match[1]}`),
      );
    });
    assert.deepEqual(found, []);
  });

  it('use sockets only to read pipes, whose descriptors are given', () => {
    for (const name of bundles) {
      const source = readFileSync(`dist/${name}`, 'utf8');
      const sockets = [...source.matchAll(/new \w*\.?Socket\w*\(([^)]*)/g)].map(match => match[1]);
      for (const options of sockets) assert.match(options, /\bfd:/, name);
      assert.doesNotMatch(source, /\b(?:net|node_net)\w*\.(?:connect|createConnection|createServer)\(/, name);
    }
  });
});
