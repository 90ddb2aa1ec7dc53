import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { CliFolder } from './runCli';

const CORPUS = 'the cat sat\nthe cat sat on the mat\nthe dog sat\na cat ran\n';
const LEARN = 'ngram -text a.txt -order 2 -addsmooth 1 -gt1min 1 -gt2min 1';

/** All outputs of these tests are in a temporary folder. No test writes to a device by its real path. */
describe('elman with special files', () => {
  if (process.platform === 'win32') return;
  let place: CliFolder;
  let model = '';

  before(async () => {
    place = new CliFolder();
    writeFileSync(place.path('a.txt'), CORPUS);
    const { code, stderr } = await place.run(`${LEARN} -lm plain.arpa`);
    assert.equal(code, 0, stderr);
    model = read('plain.arpa');
  });
  after(() => place.remove());

  const read = (name: string) => readFileSync(place.path(name), 'utf8');
  const succeeds = async (line: string) => {
    const ended = await place.run(line);
    assert.equal(ended.code, 0, ended.stderr);
    return ended;
  };
  const fails = async (line: string, message: RegExp) => {
    const { code, stderr } = await place.run(line);
    assert.match(stderr, message);
    assert.equal(code, 1);
  };
  /** Runs a script in a shell. In the script, `elman` is the built program. */
  const inShell = (script: string) => {
    const program = `${JSON.stringify(process.execPath)} ${JSON.stringify(resolve('dist/cli.mjs'))}`;
    const ended = spawnSync('sh', ['-c', script.replaceAll('elman', program)], { cwd: place.folder });
    return { code: ended.status, stdout: String(ended.stdout), stderr: String(ended.stderr) };
  };

  describe('for its output', () => {
    it("keeps the user's files beside its own", async () => {
      mkdirSync(place.path('folder'));
      const names = ['notes.deadbeef.tmp', 'm.arpa.deadbeef.tmp', 'm.arpa.1-deadbeef-0123456789abcdef.tmp'];
      for (const name of names) {
        writeFileSync(place.path(`folder/${name}`), 'precious');
        utimesSync(place.path(`folder/${name}`), 1e9, 1e9);
      }
      await succeeds(`${LEARN} -lm folder/m.arpa`);
      assert.deepEqual(readdirSync(place.path('folder')).sort(), [...names, 'm.arpa'].sort());
    });

    it('follows links, even to files that do not exist yet', async () => {
      mkdirSync(place.path('elsewhere'));
      writeFileSync(place.path('elsewhere/old.arpa'), 'old');
      symlinkSync('elsewhere/old.arpa', place.path('link1'));
      symlinkSync('link1', place.path('link2'));
      symlinkSync('elsewhere', place.path('linked'));
      symlinkSync('../elsewhere/new.arpa', place.path('elsewhere/dangling'));
      for (const name of ['link2', 'linked/dangling']) {
        await succeeds(`${LEARN} -lm ${name}`);
        assert.ok(lstatSync(place.path(name)).isSymbolicLink());
      }
      assert.deepEqual([read('elsewhere/old.arpa'), read('elsewhere/new.arpa')], [model, model]);
      assert.deepEqual(readdirSync(place.path('elsewhere')).sort(), ['dangling', 'new.arpa', 'old.arpa']);
      symlinkSync('circle', place.path('circle'));
      await fails(`${LEARN} -lm circle`, /"circle" could not be written \(too many symbolic links\)/);
    });

    it('writes to the standard output by each of its names', async () => {
      symlinkSync('/dev/stdout', place.path('out'));
      symlinkSync('/dev/fd/1', place.path('out-fd'));
      symlinkSync('/proc/self/fd/1', place.path('out-proc'));
      for (const name of ['out', 'out-fd', ...(process.platform === 'linux' ? ['out-proc'] : [])]) {
        assert.equal((await succeeds(`${LEARN} -lm ${name}`)).stdout, model);
        assert.ok(lstatSync(place.path(name)).isSymbolicLink());
        const { code, stderr } = inShell(`{ echo before; elman ${LEARN} -lm ${name}; echo after; } > file`);
        assert.deepEqual([code, read('file')], [0, `before\n${model}after\n`], stderr);
        assert.equal(inShell(`elman ${LEARN} -lm ${name} | cat`).stdout, model);
      }
    });

    it('writes to descriptors, pipes and devices', async () => {
      const child = spawn(
        process.execPath,
        [resolve('dist/cli.mjs'), ...`${LEARN} -lm /dev/fd/3`.split(' ')],
        {
          cwd: place.folder,
          stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
        },
      );
      const third = child.stdio[3];
      assert.ok(third && 'read' in third);
      assert.equal(await text(third), model);
      assert.equal(inShell(`elman ${LEARN} -lm /dev/fd/5 5> five; cat five`).stdout, model);
      assert.equal(inShell(`mkfifo pipe; cat pipe & elman ${LEARN} -lm pipe; wait`).stdout, model);
      symlinkSync('/dev/null', place.path('null'));
      await succeeds(`${LEARN} -lm null`);
      assert.ok(lstatSync(place.path('null')).isSymbolicLink());
      await fails(`${LEARN} -lm /dev/fd/99`, /"\/dev\/fd\/99" could not be written \(EBADF\)/);
    });
  });

  describe('for its input', () => {
    before(() => {
      inShell('mkfifo silent; ln -s /dev/zero zero');
      mkdirSync(place.path('runs/20260102T030405-1'), { recursive: true });
      inShell('mkfifo runs/20260102T030405-1/run.json');
    });

    it('reads a pipe to its end', async () => {
      const direct = await succeeds('score plain.arpa a.txt');
      const piped = inShell(
        'mkfifo text model; cat a.txt > text & cat plain.arpa > model & elman score model text; wait',
      );
      assert.equal(piped.stdout.replace(/\btext\b/, 'a.txt'), direct.stdout, piped.stderr);
      const late = inShell(
        'mkfifo late; { sleep 0.2; cat a.txt; } > late & elman score plain.arpa late; wait',
      );
      assert.equal(late.stdout.replace('late', 'a.txt'), direct.stdout, late.stderr);
    });

    const lines = [
      'train silent --training.maxIterations 1',
      'train a.txt --validation-file silent',
      'score plain.arpa silent',
      'score silent a.txt',
      'ngram -text silent -lm none.arpa',
      'rnnlm -rnnlm silent -test a.txt',
    ];
    // Runs all commands at the same time, because each waits two seconds for a writer.
    it('refuses a pipe without a writer', () =>
      Promise.all(lines.map(line => fails(line, /No program writes to the pipe "[^"]*silent"/))));
    for (const endless of lines.map(line => line.replace('silent', 'zero')))
      it(`refuses a device without an end: ${endless}`, () =>
        fails(endless, /zero" did not end within 64 MB/));

    it('refuses a standard input without an end', () => {
      const { code, stderr } = inShell('elman score plain.arpa - < /dev/zero');
      assert.deepEqual([code, /"standard input" did not end within 64 MB/.test(stderr)], [1, true], stderr);
    });

    it('skips a run whose record is a pipe or a device', async () => {
      const run = '20260102T030405-1';
      await fails(`export ${run} --runs runs --csv x.csv`, /run.json" is not a regular file/);
      await fails(`score ${run} a.txt --runs runs`, /Neither a file nor a run/);
      inShell(`rm runs/${run}/run.json; ln -s /dev/zero runs/${run}/run.json`);
      await fails(`export ${run} --runs runs --csv x.csv`, /run.json" is not a regular file/);
    });
  });
});
