import assert from 'node:assert/strict';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { NodeFileSystem } from '../../src/hosts/nodeFileSystem';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the file system of Node', () => {
  let root: string;
  let files: NodeFileSystem;
  const full = (name: string) => path.join(root, name);
  const textOf = async (name: string) => new TextDecoder().decode(await files.read(name));
  /** Everything that is there, temporary files too. */
  const everything = () => fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(tmpdir(), 'elman-files-'));
    files = new NodeFileSystem(path.join(root, 'store'));
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('writes, replaces and reads files in folders that it makes, and leaves nothing else', async () => {
    await files.writeAtomic('a/b/c.txt', bytes('a longer text'));
    await files.writeAtomic('a/b/c.txt', bytes('short'));
    await files.writeAtomic('a/empty', new Uint8Array());
    assert.equal(await textOf('a/b/c.txt'), 'short');
    assert.equal((await files.read('a/empty'))?.length, 0);
    const names = ['store', 'store/a', 'store/a/b', 'store/a/b/c.txt', 'store/a/empty'];
    assert.deepEqual(everything(), names.map(path.normalize));
  });

  it('shows a reader the old or the new content while it replaces', async () => {
    const [old, next] = ['x', 'y'].map(letter => bytes(letter.repeat(300_000)));
    await files.writeAtomic('f', old);
    let writing = true;
    const written = files.writeAtomic('f', next).finally(() => {
      writing = false;
    });
    while (writing) {
      const content = (await files.read('f')) ?? new Uint8Array();
      assert.ok([old, next].some(whole => Buffer.compare(whole, content) === 0));
    }
    await written;
    assert.equal(Buffer.compare((await files.read('f')) ?? old, next), 0);
  });

  it('keeps the old file and cleans up when it cannot write the new one', async () => {
    await files.writeAtomic('d/inner', bytes('kept'));
    await assert.rejects(files.writeAtomic('d', bytes('a file in place of a folder')));
    await assert.rejects(files.writeAtomic('d/inner/x', bytes('a file as a folder')));
    assert.equal(await textOf('d/inner'), 'kept');
    assert.deepEqual(everything(), ['store', 'store/d', 'store/d/inner'].map(path.normalize));
  });

  it('appends, and tells the size when it syncs', async () => {
    await files.append('run/lines', bytes('one\n'));
    await files.append('run/lines', bytes('二\n'));
    assert.equal(await textOf('run/lines'), 'one\n二\n');
    assert.equal(await files.sync('run/lines'), 8);
    assert.equal(await files.sync('run/none'), 0);
    assert.equal(await files.sync('none/none'), 0);
  });

  it('answers what is not there: no content, no names, and nothing to remove', async () => {
    assert.equal(await files.read('none'), undefined);
    assert.deepEqual(await files.list(''), []);
    assert.deepEqual(await files.list('none/none'), []);
    await files.remove('none');
    await files.append('file', bytes('x'));
    assert.equal(await files.read('file/none'), undefined);
    assert.deepEqual(await files.list('file'), []);
  });

  it('removes a file, or a folder with all that is in it', async () => {
    for (const name of ['a/1', 'a/2', 'a/b/3']) await files.append(name, bytes(name));
    await files.remove('a/1');
    assert.deepEqual([...(await files.list('a'))].sort(), ['2', 'b']);
    await files.remove('a');
    assert.deepEqual(await files.list(''), []);
  });

  it('never leaves its folder', async () => {
    await fsp.writeFile(full('secret'), 'x');
    for (const name of ['../secret', 'a/../../secret', '..', '../store-2/x']) {
      await assert.rejects(files.read(name), /outside the store/);
      await assert.rejects(files.writeAtomic(name, bytes('y')), /outside the store/);
      await assert.rejects(files.append(name, bytes('y')), /outside the store/);
      await assert.rejects(files.remove(name), /outside the store/);
    }
    assert.deepEqual(everything(), ['secret']);
  });

  it('hides what a crash left half written, and clears it away when nobody can be writing it any more', async () => {
    await files.writeAtomic('run/1.safetensors', bytes('whole'));
    const left = ['run/2.safetensors.00c0ffee.tmp', 'run/3.safetensors.0badcafe.tmp'].map(
      name => `store/${name}`,
    );
    for (const name of left) await fsp.writeFile(full(name), 'half');
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await fsp.utimes(full(left[0]), longAgo, longAgo);
    await fsp.utimes(full('store/run/1.safetensors'), longAgo, longAgo);
    assert.deepEqual(await files.list('run'), ['1.safetensors']);
    await files.writeAtomic('run/4.safetensors', bytes('next'));
    assert.deepEqual([...(await files.list('run'))].sort(), ['1.safetensors', '4.safetensors']);
    assert.ok(!fs.existsSync(full(left[0])), 'one from long ago');
    assert.ok(fs.existsSync(full(left[1])), 'one that somebody may be writing just now');
  });

  describe('lets things last in this order:', () => {
    const events: string[] = [];
    const shortened = (name: string) => path.relative(root, name).replace(/[0-9a-f]{8}(?=\.tmp$)/, '*');
    let restore = () => {};

    before(async function () {
      if (!fs.existsSync('/proc/self/fd')) this.skip(); // only there a handle tells its file
      const handle = await fsp.open('/proc/self/status');
      const prototype: { sync(this: fsp.FileHandle): Promise<void> } = Object.getPrototypeOf(handle);
      await handle.close();
      const { sync } = prototype;
      const { rename } = fsp;
      prototype.sync = async function () {
        await sync.call(this);
        events.push(`sync ${shortened(fs.readlinkSync(`/proc/self/fd/${this.fd}`))}`);
      };
      fsp.rename = async (from, to) => {
        await rename(from, to);
        events.push(`rename ${shortened(String(from))}`);
      };
      restore = () => Object.assign(prototype, { sync }) && Object.assign(fsp, { rename });
    });
    after(() => restore());

    it('new folders, the content, its name, the folder', async () => {
      events.length = 0;
      await files.writeAtomic('a/b/c', bytes('x'));
      const folders = ['sync store/a', 'sync store', 'sync '];
      assert.deepEqual(events, [
        ...folders,
        'sync store/a/b/c.*.tmp',
        'rename store/a/b/c.*.tmp',
        'sync store/a/b',
      ]);
      events.length = 0;
      await files.writeAtomic('a/b/c', bytes('y'));
      assert.deepEqual(events, ['sync store/a/b/c.*.tmp', 'rename store/a/b/c.*.tmp', 'sync store/a/b']);
    });

    it('what was appended, only when it is synced', async () => {
      await files.append('lines', bytes('x'));
      events.length = 0;
      await files.append('lines', bytes('x'));
      assert.deepEqual(events, []);
      await files.sync('lines');
      assert.deepEqual(events, ['sync store/lines', 'sync store']);
    });
  });
});
