import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { showControlsIn, withControlsShown } from '../../src/cli/controls';
import { ProgressLine } from '../../src/cli/train/progress';
import { record } from '../webview/preview/run';
import { CliFolder } from './runCli';

const ESC = '\u001b';
/**
 * A text with control sequences that clear the screen, set the window title, and return to the start of the
 * line.
 */
const HOSTILE = `a${ESC}[2Jb${ESC}]0;title\u0007c\rd\u009b31me\u007f`;
const SHOWN = 'a␛[2Jb␛]0;title␇c␍d\\x9b31me␡';
const CONTROL = /(?!\n|\t)\p{Cc}/u;

describe('control characters on a terminal', () => {
  it('are shown as visible symbols, except line ends and tabs', () => {
    assert.equal(withControlsShown(HOSTILE), SHOWN);
    assert.equal(withControlsShown('a\tb\r\nc\n猫'), 'a\tb\r\nc\n猫');
  });

  it('are made visible in strings and in bytes, except those that start our own progress line', () => {
    const written: (string | Uint8Array)[] = [];
    const stream = { write: (chunk: string | Uint8Array) => written.push(chunk) > 0 };
    showControlsIn(stream as unknown as NodeJS.WriteStream);
    const say = stream.write;
    say(`\r${ESC}[K${HOSTILE}`);
    say(`\rprogress${ESC}`);
    say(new TextEncoder().encode(`猫é${HOSTILE}`));
    const texts = written.map(chunk => (typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk)));
    assert.deepEqual(texts, [`\r${ESC}[K${SHOWN}`, '\rprogress␛', `猫é${SHOWN}`]);
  });

  it('are made visible in the samples of a training, on a terminal and in a log', () => {
    for (const isTTY of [true, false]) {
      let screen = '';
      const progress = new ProgressLine({ isTTY, columns: 80, write: text => (screen += text) });
      progress.record(record({ id: '20260102T030405-1', name: HOSTILE, state: 'running' }));
      progress.sample({ iteration: 1, text: HOSTILE });
      assert.ok(screen.includes(SHOWN));
      assert.doesNotMatch(screen.replaceAll(`\r${ESC}[K`, ''), CONTROL);
    }
  });

  describe('control characters of a model that was trained on them', () => {
    const place = new CliFolder();
    let id = '';
    before(async () => {
      writeFileSync(place.path('hostile.txt'), `${HOSTILE}\n`.repeat(40));
      const options = '--hidden 20 --max-iterations 60 --snapshot-interval 20';
      const ended = await place.run(`train hostile.txt ${options}`);
      assert.equal(ended.code, 0, ended.stderr);
      assert.match(ended.stderr, /␛/);
      assert.doesNotMatch(ended.stderr, CONTROL);
      id = /run +(\S+)/.exec(ended.stdout)?.[1] ?? '';
    });
    after(() => place.remove());

    it('are made visible by elman sample, and unchanged with --json', async () => {
      const { stdout } = await place.run(`sample ${id} --length 300`);
      assert.match(stdout, /␛/);
      assert.doesNotMatch(stdout, CONTROL);
      const json = JSON.parse((await place.run(`sample ${id} --length 300 --json`)).stdout);
      assert.equal(`${withControlsShown(json.text)}\n`, stdout);
      assert.ok(json.text.includes(ESC));
    });

    it('are made visible in errors from any source', async () => {
      const { code, stderr } = await place.run(['score', `no${ESC}[2Jmodel\r\u009b`, 'hostile.txt']);
      assert.equal(code, 1);
      assert.match(stderr, /no␛\[2Jmodel␍\\x9b/);
      assert.doesNotMatch(stderr, CONTROL);
    });

    it('are made visible on a terminal even in output for programs', function () {
      // Without `script`, the test cannot create a pseudo-terminal.
      if (spawnSync('script', ['--version']).status !== 0) this.skip();
      const program = `${process.execPath} ${resolve('dist/cli.mjs')}`;
      const command = `${program} ngram -text hostile.txt -order 2 -wbdiscount -lm - -gt2min 1`;
      const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: place.folder });
      const screen = String(stdout).replaceAll('\r\n', '\n');
      assert.match(screen, /ngram 1=/);
      assert.match(screen, /␛/);
      assert.doesNotMatch(screen, CONTROL);
    });
  });
});
