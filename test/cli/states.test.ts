import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

describe('elman states', () => {
  const place = new CliFolder();
  before(async () => {
    await place.run('generate lexical --number 500 --out lexical.txt --labels lexical.tsv');
    const settings = '--unit word --hidden 10 --max-iterations 30';
    const trained = await place.run(`train lexical.txt ${settings} --out trained.safetensors`);
    assert.equal(trained.code, 0, trained.stderr);
    writeFileSync(place.path('two.tsv'), 'token\tlabel\nman\thuman\nrock\tinanimate\nrock\tthing\n');
  });
  after(() => place.remove());

  /** The standard output of the command. */
  async function written(flags: string): Promise<string> {
    const { code, stdout, stderr } = await place.run(`states trained.safetensors lexical.txt ${flags}`);
    assert.equal(code, 0, stderr);
    return stdout;
  }

  it('draws the clusters of the words, with their classes', async () => {
    const lines = (await written('--clusters tree --labels two.tsv')).split('\n');
    assert.equal(lines.length, 4);
    assert.match(lines[0], /^man \(human\) {13}─{60}┬──$/);
    assert.match(lines[1], /^rock \(inanimate, thing\) ─{60}┘$/);
  });

  it('writes them for other programs', async () => {
    assert.match(await written('--clusters newick --labels two.tsv'), /^\(man:([\d.]+),rock:\1\);\n$/);
    const { words, linkage } = JSON.parse(await written('--clusters json --labels lexical.tsv'));
    assert.deepEqual([words.length, linkage.length, linkage[27][3]], [29, 28, 29]);
    const man = words.find(({ word }: { readonly word: string }) => word === 'man');
    assert.deepEqual(man.classes, ['human']);
  });

  it('takes the most frequent words only', async () => {
    const { words } = JSON.parse(await written('--clusters json --words 5'));
    assert.equal(words.length, 5);
  });

  it('counts the words that are nearest to a word of their class', async () => {
    const text = await written('--neighbours --labels lexical.tsv');
    assert.match(text, /^word +class +nearest +its class +distance +times\n/);
    assert.match(text, /\nman +human +\S+ /);
    assert.match(text, /\n\nnearest to a word of their class: \d+ of 29 words\n$/);
  });

  it('refuses labels without clusters, and a table without tokens', async () => {
    const needless = await place.run('states trained.safetensors lexical.txt --labels two.tsv');
    assert.deepEqual([needless.code, needless.stdout], [2, '']);
    assert.match(needless.stderr, /^--labels needs --clusters or --neighbours\.\n/);
    writeFileSync(place.path('wrong.tsv'), 'start\tlabel\n0\tx\n');
    const wrong = await place.run('states trained.safetensors lexical.txt --neighbours --labels wrong.tsv');
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /names of its columns: token and label/);
  });
});
