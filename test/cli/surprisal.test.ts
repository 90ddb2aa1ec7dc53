import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

const TEXT = 'the cat sat\nthe dog sat on the mat\n'.repeat(30);

describe('elman score with a table', () => {
  const place = new CliFolder();
  before(async () => {
    writeFileSync(place.path('a.txt'), TEXT);
    writeFileSync(place.path('t.txt'), 'the cat sat on the mat\nthe dog sat\n');
    const quick = '--hidden 8 --max-iterations 300 --json';
    await place.run(`train a.txt ${quick} --out letters.safetensors`);
    await place.run(`train a.txt ${quick} --unit word --out words.safetensors`);
    await place.run('ngram --text a.txt --order 2 --wbdiscount --interpolate --lm a.arpa');
  });
  after(() => place.remove());

  const table = async (line: string) => {
    const ended = await place.run(`score ${line}`);
    assert.equal(ended.code, 0, ended.stderr);
    const [head, ...rows] = ended.stdout.trimEnd().split('\n');
    const names = head.split('\t');
    return rows.map(row => Object.fromEntries(row.split('\t').map((cell, i) => [names[i], cell])));
  };
  const sum = (rows: readonly Record<string, string>[], column: string) =>
    rows.reduce((total, row) => total + Number(row[column]), 0);
  const log10Of = async (model: string) =>
    JSON.parse((await place.run(`score ${model} t.txt --json`)).stdout).log10Probability;

  it('has one row per token, and the rows add up to the score', async () => {
    for (const model of ['letters.safetensors', 'words.safetensors', 'a.arpa']) {
      const rows = await table(`${model} t.txt --tokens -`);
      assert.ok(Math.abs(sum(rows, 'log10p') - (await log10Of(model))) < 1e-6);
      assert.ok(Math.abs(sum(rows, 'surprisal') + sum(rows, 'log10p') / Math.log10(2)) < 1e-6);
    }
    const columns = 'item sentence token_id token start end surprisal log10p rank entropy unknown order';
    const [row] = await table('a.arpa t.txt --tokens -');
    assert.deepEqual(Object.keys(row), columns.split(' '));
    assert.deepEqual([row.token, row.start, row.end, row.rank, row.order], ['the', '0', '3', '1', '2']);
  });

  it('compares models by words, and refuses tokens that differ', async () => {
    const rows = await table('letters.safetensors words.safetensors t.txt --tokens - --words');
    const [letters, words] = ['surprisal_letters.safetensors', 'surprisal_words.safetensors'];
    const shown = rows.filter(({ token }) => token !== '</s>');
    assert.equal(shown.map(({ token }) => token).join(' '), 'the cat sat on the mat the dog sat');
    assert.ok(shown.every(row => Number(row[letters]) > 0 && Number(row[words]) > 0));
    const refused = await place.run('score letters.safetensors words.safetensors t.txt --tokens -');
    assert.match(refused.stderr, /divide texts differently .* by words/);
    assert.equal(refused.code, 1);
  });

  it('says that the text cannot be read, not that the table cannot be written', async () => {
    for (const flags of ['--tokens out.tsv', '--tokens -', '--tokens out.tsv --words', '--regions out.tsv']) {
      writeFileSync(place.path('sjis.txt'), Uint8Array.of(0x96, 0x5b, 0x82, 0xc1, 0x82, 0xbf, 0x0a));
      const refused = await place.run(`score letters.safetensors sjis.txt ${flags}`);
      assert.match(refused.stderr, /^"sjis\.txt" is not valid UTF-8.*\(--encoding shift_jis\)$/m, flags);
      assert.doesNotMatch(refused.stderr, /could not be written/);
      assert.equal(refused.code, 1);
      assert.ok(!existsSync(place.path('out.tsv')));
    }
  });

  it('reads every line separately with --per-line', async () => {
    const rows = await table('a.arpa t.txt --tokens - --per-line');
    assert.deepEqual(
      rows.filter(({ token_id }) => token_id === '1').map(({ item, start }) => [item, start]),
      [
        ['1', '0'],
        ['2', '23'],
      ],
    );
  });

  it('writes regions of items as CSV with a byte order mark', async () => {
    writeFileSync(place.path('i.tsv'), 'item\tcondition\ttext\n7\tlong\tthe cat | sat on, | the mat\n');
    const ended = await place.run('score words.safetensors i.tsv --regions r.csv --bom');
    assert.equal(ended.code, 0, ended.stderr);
    const lines = readFileSync(place.path('r.csv'), 'utf8').split('\r\n');
    assert.equal(lines[0], '\ufeffitem,condition,region,text,surprisal,log10p,tokens,unknown');
    assert.match(lines[1], /^7,long,1,the cat,[\d.]+,-[\d.]+,2,0$/);
    assert.equal(lines[2], '7,long,2,"sat on,",,,2,1'); // "on," has no probability
    const wrong = await place.run('score words.safetensors t.txt --regions -');
    assert.match(wrong.stderr, /no column "item"/);
  });

  it('has a file beside it that says which models made it', async () => {
    await place.run('train a.txt --hidden 8 --max-iterations 50 --fraction 0.1 --json');
    const runs = readdirSync(place.path('elman-runs')).filter(name => /^\d{8}T/.test(name));
    const id = runs.sort().at(-1);
    const made = await place.run(`score letters.safetensors a.arpa ${id} t.txt --tokens made.tsv --words`);
    assert.equal(made.code, 0, made.stderr);
    const about = JSON.parse(readFileSync(place.path('made.tsv.json'), 'utf8'));
    assert.equal(about.table, 'made.tsv');
    assert.deepEqual([about.rows, about.perLine, about.texts], ['word', false, ['t.txt']]);
    const [letters, grams, run] = about.models;
    const digest = createHash('sha256')
      .update(readFileSync(place.path('letters.safetensors')))
      .digest('hex');
    assert.deepEqual([letters.kind, letters.columns], ['file', 'surprisal_letters.safetensors']);
    assert.deepEqual([letters.sha256, letters.iteration, letters.unit], [digest, 300, 'character']);
    assert.match(
      letters.citation,
      /^letters\.safetensors \(elman .*, iteration 300, SHA-256 [\da-f]{64}, Elman Lab \d/,
    );
    assert.ok(!('iteration' in grams));
    assert.deepEqual([run.kind, run.id, run.isBest, run.trainedOn.name], ['run', id, true, 'a.txt']);
    assert.equal(run.settings['model.hidden'], 8);
    assert.ok(run.citation.includes(`run ${id}, iteration 50, best on held-out text`), run.citation);
  });

  it('never replaces a file of the user beside it, only its own from before', async () => {
    const precious = '{"program": "mine"}';
    writeFileSync(place.path('kept.tsv.json'), precious);
    const { code, stderr } = await place.run('score a.arpa t.txt --tokens kept.tsv');
    assert.deepEqual([code, /kept\.tsv\.json" exists already/.test(stderr)], [1, true], stderr);
    assert.equal(readFileSync(place.path('kept.tsv.json'), 'utf8'), precious);
    assert.ok(!existsSync(place.path('kept.tsv')));
    for (let times = 0; times < 2; times++)
      assert.equal((await place.run('score a.arpa t.txt --tokens again.tsv')).code, 0);
  });

  it('has no such file on the standard output', async () => {
    const before = readdirSync(place.folder);
    await table('a.arpa t.txt --tokens -');
    assert.deepEqual(readdirSync(place.folder), before);
  });

  it('refuses flags that exclude each other', async () => {
    for (const [flags, reason] of [
      ['--tokens - --regions -', /exclude each other/],
      ['--tokens - --word-unit word', /needs --words/],
      ['--tokens - --words --word-unit letters', /takes word, word ascii, or segmented/],
    ] as const) {
      const { code, stderr } = await place.run(`score a.arpa t.txt ${flags}`);
      assert.equal(code, 2);
      assert.match(stderr, reason);
    }
  });
});
