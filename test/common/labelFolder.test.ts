import assert from 'node:assert/strict';
import { readLabelFolder } from '../../src/common/labelFolder';

/** Returns a reader of files by their paths. */
function folderOf(files: Readonly<Record<string, string>>) {
  const within = (names: readonly string[]) => names.map(name => `${name}/`).join('');
  return {
    path: '/texts',
    names: async (...names: readonly string[]) => {
      const inside = Object.keys(files).filter(path => path.startsWith(within(names)));
      return [...new Set(inside.map(path => path.slice(within(names).length).split('/')[0]))];
    },
    isFolder: async (...names: readonly string[]) =>
      Object.keys(files).some(path => path.startsWith(within(names))),
    text: async (...names: readonly string[]) => files[names.join('/')],
  };
}

describe('a folder with one folder per label', () => {
  it('becomes one line per text, in the order of the names', async () => {
    const found = await readLabelFolder(
      folderOf({ 'ja/b.txt': 'い\r\nろ\tは\n', 'ja/a.txt': 'x', 'en/z.txt': ' y ' }),
    );
    assert.deepEqual(found, { lines: ['en\ty\n', 'ja\tx\n', 'ja\tい ろ は\n'], leftOut: 0 });
  });

  it('leaves out and counts other files, and hidden ones', async () => {
    const files = { 'readme.txt': '', '.git/x': '', 'en/.DS_Store': '', 'en/a.txt': 'a' };
    assert.deepEqual(await readLabelFolder(folderOf(files)), { lines: ['en\ta\n'], leftOut: 3 });
  });

  it('is refused if a label has folders, or if there are no texts', async () => {
    await assert.rejects(readLabelFolder(folderOf({ 'en/deep/a.txt': '' })), {
      template: '"{0}" is a folder, but the folder of a label must contain only texts.',
      args: ['/texts/en/deep'],
    });
    await assert.rejects(readLabelFolder(folderOf({ 'a.txt': '' })), /has no texts/);
  });
});
