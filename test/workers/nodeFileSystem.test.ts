import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { removeLeftoversOf, unfinishedPath } from '../../src/workers/leftoverFiles';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { processTable } from '../../src/workers/processes';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the file system of Node', () => {
  let root: string;
  let files: NodeFileSystem;
  const full = (name: string) => path.join(root, name);
  const textOf = async (name: string) => new TextDecoder().decode(await files.read(name));
  /** Returns the paths of all files, including temporary ones. */
  const everything = () => fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(tmpdir(), 'elman-files-'));
    files = new NodeFileSystem(path.join(root, 'store'));
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('writes, replaces and reads files in folders that it creates, and leaves no other files', async () => {
    await files.writeAtomic('a/b/c.txt', bytes('a longer text'));
    await files.writeAtomic('a/b/c.txt', bytes('short'));
    await files.writeAtomic('a/empty', new Uint8Array());
    assert.equal(await textOf('a/b/c.txt'), 'short');
    assert.equal((await files.read('a/empty'))?.length, 0);
    const names = ['store', 'store/a', 'store/a/b', 'store/a/b/c.txt', 'store/a/empty'];
    assert.deepEqual(everything(), names.map(path.normalize));
  });

  it('shows a reader the old or the new content during a replacement', async () => {
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

  it('keeps the old file and cleans up if it cannot write the new one', async () => {
    await files.writeAtomic('d/inner', bytes('kept'));
    await assert.rejects(files.writeAtomic('d', bytes('a file in place of a folder')));
    await assert.rejects(files.writeAtomic('d/inner/x', bytes('a file as a folder')));
    assert.equal(await textOf('d/inner'), 'kept');
    assert.deepEqual(everything(), ['store', 'store/d', 'store/d/inner'].map(path.normalize));
  });

  it('appends, and returns the size when it syncs', async () => {
    await files.append('run/lines', bytes('one\n'));
    await files.append('run/lines', bytes('二\n'));
    assert.equal(await textOf('run/lines'), 'one\n二\n');
    assert.equal(await files.sync('run/lines'), 8);
    assert.equal(await files.sync('run/none'), 0);
    assert.equal(await files.sync('none/none'), 0);
  });

  it('handles missing files: it finds no content, no names, and nothing to remove', async () => {
    assert.equal(await files.read('none'), undefined);
    assert.deepEqual(await files.list(''), []);
    assert.deepEqual(await files.list('none/none'), []);
    await files.remove('none');
    await files.append('file', bytes('x'));
    assert.equal(await files.read('file/none'), undefined);
    assert.deepEqual(await files.list('file'), []);
  });

  it('removes a file, or a folder with all its contents', async () => {
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

  describe('in a folder with temporary files', () => {
    const longAgo = new Date(Date.now() - 3 * 3_600_000);
    const age = (name: string) => fsp.utimes(full(name), longAgo, longAgo);
    /** Writes an incomplete file of a process for a target in the store's folder `run`. Returns its name. */
    const unfinished = async (target: string, pid: number) => {
      const own = processTable.pid;
      Object.assign(processTable, { pid });
      const file = unfinishedPath(full(`store/run/${target}`));
      Object.assign(processTable, { pid: own });
      await fsp.writeFile(file, 'half');
      return path.basename(file);
    };
    const names = () => fs.readdirSync(full('store/run')).sort();
    let gone = 0;

    beforeEach(async () => {
      gone = spawnSync(process.execPath, ['--version']).pid;
      await files.writeAtomic('run/1.safetensors', bytes('whole'));
    });

    it('removes unfinished files of a dead process', async () => {
      await unfinished('2.safetensors', gone);
      assert.deepEqual(await files.list('run'), ['1.safetensors']);
      await files.writeAtomic('run/3.safetensors', bytes('next'));
      assert.deepEqual(names(), ['1.safetensors', '3.safetensors']);
    });

    it('hides and keeps files that a living process writes', async () => {
      const name = await unfinished('2.safetensors', process.ppid);
      await age(`store/run/${name}`);
      await files.writeAtomic('run/1.safetensors', bytes('next'));
      assert.deepEqual(await files.list('run'), ['1.safetensors']);
      assert.ok(names().includes(name));
    });

    it('keeps every file of the user, under any name', async () => {
      const made = await unfinished('1.safetensors', gone);
      fs.rmSync(full(`store/run/${made}`));
      const kept = [
        'notes.deadbeef.tmp',
        '1.safetensors.deadbeef.tmp',
        `1.safetensors.${gone}-deadbeef-0123456789abcdef.tmp`,
        // The hash in this name belongs to the file `1.safetensors`, so it does not prove that the store
        // wrote this file.
        made.replace('1.', '2.'),
        made.replace(String(gone), String(gone + 1_000_000)),
        `copy of ${made}`,
      ];
      for (const name of kept) {
        await fsp.writeFile(full(`store/run/${name}`), 'precious');
        await age(`store/run/${name}`);
      }
      await files.writeAtomic('run/1.safetensors', bytes('next'));
      assert.deepEqual(names(), ['1.safetensors', ...kept].sort());
    });

    it('writes to a name as long as the disk allows', async () => {
      const longest = '長'.repeat(83) + 'x'.repeat(6);
      await files.writeAtomic(`run/${longest}`, bytes('1'));
      const name = await unfinished(longest, gone);
      // The name of this target and the name of the incomplete file's target have the same beginning.
      await removeLeftoversOf(full(`store/run/${longest.slice(0, -1)}y`));
      assert.ok(names().includes(name));
      await removeLeftoversOf(full(`store/run/${longest}`));
      assert.deepEqual(names(), ['1.safetensors', longest].sort());
    });
  });

  it('keeps the permissions of a file that it replaces', async function () {
    if (process.platform === 'win32') this.skip();
    await files.writeAtomic('private', bytes('old'));
    fs.chmodSync(full('store/private'), 0o600);
    await files.writeAtomic('private', bytes('new'));
    assert.equal(fs.statSync(full('store/private')).mode & 0o777, 0o600);
  });

  describe('where symbolic links lead out', () => {
    before(function () {
      // On Windows, creating links needs a privilege.
      if (process.platform === 'win32') this.skip();
    });
    beforeEach(async () => {
      fs.mkdirSync(full('outside/run'), { recursive: true });
      fs.writeFileSync(full('outside/run/run.json'), 'precious');
      await files.writeAtomic('kept', bytes('x'));
      fs.symlinkSync(full('outside'), full('store/link'));
      fs.symlinkSync(full('outside/run/run.json'), full('store/file'));
      fs.symlinkSync(full('outside/missing'), full('store/dangling'));
    });
    const untouched = () => {
      assert.deepEqual(fs.readdirSync(full('outside'), { recursive: true }).sort(), ['run', 'run/run.json']);
      assert.equal(fs.readFileSync(full('outside/run/run.json'), 'utf8'), 'precious');
    };

    it('reads', async () => {
      assert.equal(await textOf('link/run/run.json'), 'precious');
      assert.deepEqual(await files.list('link'), ['run']);
    });

    it('removes links, and nothing that they lead to', async () => {
      for (const name of ['link/run/run.json', 'link/run', 'link/none/none']) await files.remove(name);
      untouched();
      for (const name of ['link', 'file', 'dangling']) await files.remove(name);
      untouched();
      assert.deepEqual(await files.list(''), ['kept']);
    });

    it('changes nothing', async () => {
      const refused = /through a symbolic link/;
      for (const name of ['link/run/run.json', 'link/new/x', 'dangling/x']) {
        await assert.rejects(files.writeAtomic(name, bytes('y')), refused);
        await assert.rejects(files.move('kept', name), refused);
        await assert.rejects(files.append(name, bytes('y')), refused);
      }
      for (const name of ['file', 'dangling']) await assert.rejects(files.append(name, bytes('y')), refused);
      await assert.rejects(files.move('link/run', 'run'), refused);
      untouched();
      await files.writeAtomic('file', bytes('in place of the link'));
      untouched();
    });

    it('is at home where the folder itself is reached by a link', async () => {
      fs.symlinkSync(full('store'), full('short'));
      const linked = new NodeFileSystem(full('short'));
      await linked.writeAtomic('run/a', bytes('1'));
      await linked.append('run/b', bytes('2'));
      await linked.move('run', 'moved');
      await linked.remove('moved/a');
      assert.deepEqual(await files.list('moved'), ['b']);
    });
  });

  it('refuses pipes and devices', async function () {
    if (process.platform === 'win32') this.skip();
    fs.mkdirSync(full('store'));
    spawnSync('mkfifo', [full('store/pipe')]);
    fs.symlinkSync('/dev/zero', full('store/zero'));
    for (const name of ['pipe', 'zero']) await assert.rejects(files.read(name), /is not a regular file/);
    await assert.rejects(files.read(''), /EISDIR/);
  });

  describe('lets things last in this order:', () => {
    const events: string[] = [];
    const shortened = (name: string) =>
      path.relative(root, name).replace(/\d+-[0-9a-f]{8}-[0-9a-f]{16}(?=\.tmp$)/, '*');
    let restore = () => {};

    before(async function () {
      // Only Linux has paths for open files.
      if (!fs.existsSync('/proc/self/fd')) this.skip();
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
