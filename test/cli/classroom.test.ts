import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { TEXT } from '../engine/support/sessions';
import { CliFolder, lastRecord } from './runCli';

const QUICK = '--hidden 4 --max-iterations 40 --validation-fraction 0.2 --validation-interval 20';

describe('elman classroom', () => {
  const place = new CliFolder();
  before(async () => {
    writeFileSync(place.path('a.txt'), TEXT);
    writeFileSync(place.path('b.txt'), `${TEXT}The end.`);
    mkdirSync(place.path('class'));
    for (const [file, flags] of [
      ['anna-ben', `a.txt ${QUICK} --learning-rate 0.05`],
      ['cora', `a.txt ${QUICK} --learning-rate 0.0001`],
      ['dan', `a.txt ${QUICK} --max-iterations 80`],
      ['eva', `b.txt ${QUICK}`],
      ['finn', 'a.txt --hidden 4 --max-iterations 40'],
    ]) {
      const { id } = lastRecord(await place.run(`train ${flags} --json`));
      await place.run(`export ${id} --run-file class/${file}.elmanrun`);
    }
    writeFileSync(place.path('class/hostile.elmanrun'), 'PK\u0003\u0004 nothing');
    writeFileSync(place.path('class/notes.txt'), 'not a run');
  });
  after(() => place.remove());

  it('ranks the runs under the agreed conditions and says what differs in the others', async () => {
    const folders = () => ['class', 'elman-runs'].map(name => readdirSync(place.path(name)));
    const before = folders();
    const ended = await place.run('classroom class --json');
    assert.equal(ended.code, 0, ended.stderr);
    const { agreed, runs, unread } = JSON.parse(ended.stdout);
    assert.deepEqual(
      runs.map(({ file, isRanked }: { file: string; isRanked: boolean }) => [file, isRanked]),
      [
        ['anna-ben', true],
        ['cora', true],
        ['dan', false],
        ['eva', false],
        ['finn', false],
      ],
    );
    assert.ok(runs[0].loss < runs[1].loss);
    const budget = agreed.budget;
    assert.deepEqual([agreed.text, agreed['validation.fraction']], ['a.txt', 0.2]);
    assert.deepEqual(
      runs.slice(2).map(({ differing }: { differing: object }) => differing),
      [{ budget: 2 * budget }, { text: 'b.txt' }, { 'validation.fraction': 0 }],
    );
    assert.deepEqual([unread.length, unread[0].file], [1, 'hostile.elmanrun']);
    assert.match(ended.stderr, /hostile\.elmanrun is left out: This file is not a run file/);
    assert.deepEqual(folders(), before);
  });

  it('prints a table, and writes a report that contains its plot', async () => {
    const ended = await place.run('classroom class --report report.md');
    assert.match(ended.stdout, /^place +file +run +what differs +loss\n1 +anna-ben /);
    assert.match(ended.stdout, /\n +eva .*text: b\.txt/);
    const report = readFileSync(place.path('report.md'), 'utf8');
    assert.match(report, /\| 1 \| anna-ben \|/);
    assert.match(report, /## Runs under other conditions/);
    assert.match(report, /- hostile\.elmanrun: This file is not a run file/);
    const [, image] = /\(data:image\/svg\+xml;charset=utf-8,([^()\s]+)\)/.exec(report) ?? [];
    const svg = decodeURIComponent(image);
    assert.match(svg, /<svg /);
    for (const file of ['anna-ben', 'cora']) assert.ok(svg.includes(file), file);
    assert.ok(!svg.includes('eva'));
  });

  it('says what is missing in a folder without run files, and what it needs', async () => {
    mkdirSync(place.path('empty'));
    const ended = await place.run('classroom empty');
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /There are no run files \(\.elmanrun\) in "empty"/);
    assert.match((await place.run('classroom gone')).stderr, /gone/);
    assert.equal((await place.run('classroom')).code, 2);
    mkdirSync(place.path('hostile'));
    writeFileSync(place.path('hostile/two\nlines.elmanrun'), 'PK');
    const hostile = await place.run('classroom hostile');
    assert.deepEqual([hostile.code, hostile.stdout], [1, '']);
    assert.match(hostile.stderr, /^two lines\.elmanrun is left out: /);
  });
});
