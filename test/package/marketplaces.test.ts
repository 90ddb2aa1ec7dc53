import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

describe('the extension for the marketplaces', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

  it('has what both marketplaces show', () => {
    for (const category of manifest.categories)
      assert.ok(['Machine Learning', 'Education', 'Visualization'].includes(category), category);
    assert.match(manifest.galleryBanner.color, /^#[\da-f]{6}$/);
    assert.equal(manifest.pricing, 'Free');
    assert.ok(manifest.keywords.length <= 30);
    for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE', manifest.icon])
      assert.ok(existsSync(file), file);
  });

  it('has a square icon of at least 128 pixels', () => {
    const icon = readFileSync(manifest.icon);
    const [width, height] = [icon.readUInt32BE(16), icon.readUInt32BE(20)];
    assert.ok(width === height && width >= 128, `${width} x ${height}`);
  });

  it('is one file for all platforms', () => {
    assert.equal(manifest.os, undefined);
    assert.doesNotMatch(readFileSync('scripts/package.mjs', 'utf8'), /--target/);
    assert.doesNotMatch(readFileSync('.vscodeignore', 'utf8'), /\.node\b/);
  });

  it('has a recipe that names each field that needs a public address', () => {
    const recipe = readFileSync('docs/recipes/publishing.md', 'utf8');
    for (const field of ['repository', 'bugs', 'homepage', 'publisher'])
      assert.match(recipe, new RegExp(`\`${field}\``));
  });
});
