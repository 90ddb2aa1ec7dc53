import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

const LINES = ['First Citizen:', 'Speak, speak.', 'First Citizen:', 'x'.repeat(40), '', '名前はまだ無い 🐈'];

describe('elman hopfield', () => {
  const place = new CliFolder();
  const json = async (line: string) => {
    const { code, stdout, stderr } = await place.run(`${line} --json`);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  };
  before(() => {
    writeFileSync(place.path('text.txt'), LINES.join('\r\n'));
    writeFileSync(place.path('empty.txt'), ' \n\n');
  });
  after(() => place.remove());

  it('prints the recall of each line, its end and its energies, and the capacity', async () => {
    const { code, stdout } = await place.run('hopfield text.txt --lines 2 --damage 0.1 --seed 3');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^512 units, 2 of 4 lines stored; cut after 32 characters: 1; repeated and left out: 1\n/,
    );
    assert.match(stdout, /^1 +stored +First Citizen: +51 +0 +-[\d,]+ +-[\d,]+$/m);
    assert.match(stdout, /^lines of this text +(at least )?\d$/m);
    assert.match(stdout, /^random patterns, in theory \(0\.138 N\) +70\.7$/m);
  });

  it('writes JSON, in which no energy rises, and repeats a result with the same seed', async () => {
    const found = await json('hopfield text.txt --damage 0.2');
    assert.deepEqual([found.lines, found.cut, found.repeated, found.recalls.length], [4, 1, 1, 4]);
    for (const { energy } of found.recalls)
      assert.deepEqual(
        energy,
        energy.toSorted((a: number, b: number) => b - a),
      );
    assert.equal(found.recalls[3].line, '名前はまだ無い 🐈');
    assert.deepEqual(await json('hopfield text.txt --damage 0.2'), found);
    assert.notDeepEqual(await json('hopfield text.txt --damage 0.2 --seed 2'), found);
  });

  it('recalls by one step of attention, also replaced characters', async () => {
    const { recalls } = await json('hopfield text.txt --damage-kind erase --damage 0.5 --attention 0.044');
    assert.deepEqual(
      recalls.map(({ end }: { end: object }) => end),
      [0, 1, 2, 3].map(line => ({ kind: 'stored', line, distance: 0 })),
    );
  });

  it('refuses a text without lines, and shares outside 0 to 1', async () => {
    const { code, stderr } = await place.run('hopfield empty.txt');
    assert.equal(code, 1);
    assert.match(stderr, /^"empty\.txt" has no line with a character to store\. Choose a text with lines\./);
    const wrong = await place.run('hopfield text.txt --damage 2');
    assert.deepEqual([wrong.code, /--damage takes a number from 0 to 1/.test(wrong.stderr)], [2, true]);
  });
});
