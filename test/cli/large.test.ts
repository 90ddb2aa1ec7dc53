import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { Workplace } from './runCli';

describe('large files on the command line', () => {
  let place: Workplace;
  before(() => {
    place = new Workplace();
    const file = openSync(place.path('huge.txt'), 'w'); // takes no room on disk
    ftruncateSync(file, 2 ** 31 + 1);
    closeSync(file);
  });
  after(() => place.remove());

  for (const line of ['train huge.txt', 'train huge.txt --encoding latin1', 'score huge.txt huge.txt']) {
    it(`elman ${line} says that the file is too large, in one line`, async () => {
      const { code, stdout, stderr } = await place.run(line);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^"\S*huge\.txt" is too large: .*2 GiB.*\n$/);
    });
  }
});
