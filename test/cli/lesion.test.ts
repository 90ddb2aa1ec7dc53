import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

describe('elman lesion', () => {
  const place = new CliFolder();
  let run = '';
  before(async () => {
    writeFileSync(place.path('text.txt'), 'the cat sat on the mat. '.repeat(60));
    const settings = '--hidden 8 --layers 2 --max-iterations 150 --sequence-length 8 --optimizer adam';
    const { code, stdout, stderr } = await place.run(`train text.txt ${settings} --json`);
    assert.equal(code, 0, stderr);
    run = JSON.parse(stdout.split('\n')[0]).id;
  });
  after(() => place.remove());

  const ended = async (line: string) => {
    const { code, stdout, stderr } = await place.run(line);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const perplexityOf = async (model: string) =>
    JSON.parse(await ended(`score ${model} text.txt --json`)).perplexity as number;

  it('makes a model that is stored, listed and scored like any other, and leaves the run as it is', async () => {
    const intact = await perplexityOf(run);
    const words = ['lesion', run, '--units', 'h:0-3 h_l1:2', '--connections', 'Whh:0.5 Why:0/1'];
    const made = await place.run([...words, '--seed', '3', '--text', 'text.txt', '--keep', '--json']);
    assert.equal(made.code, 0, made.stderr);
    const { id, units, base, perplexity, connections } = JSON.parse(made.stdout);
    assert.deepEqual(units, [
      { layer: 0, units: [0, 1, 2, 3] },
      { layer: 1, units: [2] },
    ]);
    assert.deepEqual(connections[1], { matrix: 'Why', entries: [1] });
    assert.equal(connections[0].entries.length, 32);
    assert.deepEqual([base.id, base.iteration], [run, 150]);
    assert.equal(perplexity.before, intact);
    assert.ok(perplexity.after > perplexity.before);
    assert.equal(await perplexityOf(id), perplexity.after);
    assert.equal(await perplexityOf(run), intact);
    assert.match(await ended('list'), new RegExp(`^${id} +lesion +${run} lesion`, 'm'));
    await ended(`lesion ${run} --share 1 --out silent.safetensors`);
    await ended(`lesion ${run} --share 1 --out again.safetensors`);
    assert.deepEqual(
      readFileSync(place.path('again.safetensors')),
      readFileSync(place.path('silent.safetensors')),
    );
    const twice = await place.run(['lesion', id, '--units', 'h:5', '--text', 'text.txt', '--json']);
    assert.deepEqual(JSON.parse(twice.stdout).units[0].units, [0, 1, 2, 3, 5]);
  });

  it('recovers by training further, as a run of its own that keeps the lesion', async () => {
    await ended(`lesion ${run} --share 0.5 --out hurt.safetensors`);
    const before = await perplexityOf('hurt.safetensors');
    const printed = await ended('train text.txt --weights hurt.safetensors --json');
    const { id, lesion, settings } = JSON.parse(printed.split('\n')[0]);
    assert.deepEqual([lesion.units, lesion.connections, lesion.base.id], [8, 0, run]);
    assert.equal(settings['model.hidden'], 8);
    assert.ok((await perplexityOf(id)) < before);
    const { stdout } = await place.run([
      'lesion',
      id,
      '--connections',
      'Why:0/0',
      '--text',
      'text.txt',
      '--json',
    ]);
    const kept = JSON.parse(stdout).units.flatMap((each: { units: number[] }) => each.units);
    assert.equal(kept.length, 8);
  });

  it('silences the hidden units that follow a property of the text most closely', async () => {
    const choice = ['--property', '/a/', '--top', '3', '--text', 'text.txt'];
    const { stdout } = await place.run(['lesion', run, ...choice, '--json']);
    const { units, chosen, perplexity } = JSON.parse(stdout);
    const ranked = JSON.parse(await ended(`units ${run} text.txt --property /a/ --top 1000 --json`));
    const best = ranked.units.filter(({ part }: { part: string }) => part === 'h').slice(0, 3);
    assert.deepEqual(chosen.units, best);
    const keys = (list: { layer: number; units: number[] }[]) =>
      list.flatMap(({ layer, units: each }) => each.map(unit => `${layer} ${unit}`)).sort();
    assert.deepEqual(
      keys(units),
      best.map(({ layer, unit }: { layer: number; unit: number }) => `${layer} ${unit}`).sort(),
    );
    assert.ok(perplexity.after > perplexity.before);
    const text = await place.run(['lesion', run, ...choice]);
    assert.match(
      text.stdout,
      /^units that follow the property: (h_l\d:\d \(r -?0\.\d{3}\)(, )?){3}; \|r\| by chance: 0\.\d{3}\nsilenced units: 3/,
    );
  });

  it('refuses what cannot be done, in words', async () => {
    writeFileSync(place.path('one.arpa'), '\\data\\\nngram 1=2\n\n\\1-grams:\n-1 </s>\n-1 a\n\n\\end\\\n');
    const cases: [string[], number, RegExp][] = [
      [[run], 2, /Specify --text FILE, --out FILE or --keep/],
      [[run, '--keep'], 1, /The lesion is empty/],
      [[run, '--keep', '--units', 'h:8'], 1, /h_l0 has no unit 8\. Its units have the numbers 0 to 7/],
      [[run, '--keep', '--units', 'c:1'], 2, /--units takes units such as h:3,7/],
      [[run, '--keep', '--connections', 'Whh:2'], 2, /--connections takes a share such as Whh:0\.1/],
      [
        [run, '--keep', '--connections', 'Wzz:0.1'],
        1,
        /no matrix "Wzz"\. It has Wxh, Whh, Wxh_l1, Whh_l1, Why/,
      ],
      [[run, '--keep', '--property', 'quotes'], 2, /--property needs --text FILE/],
      [[run, '--keep', '--top', '3'], 2, /--top needs --property/],
      [[run, '--text', 'text.txt', '--property', 'quotes'], 1, /No token of the text has this property/],
      [[run, '--text', 'text.txt', '--property', '/./'], 1, /All tokens of the text have this property/],
      [['one.arpa', '--keep', '--share', '0.5'], 1, /"one\.arpa" cannot have a lesion/],
    ];
    for (const [words, expected, message] of cases) {
      const { code, stderr } = await place.run(['lesion', ...words]);
      assert.match(stderr, message);
      assert.equal(code, expected, stderr);
    }
    const { stderr } = await place.run('train text.txt --weights one.arpa');
    assert.match(stderr, /not a network of Elman Lab, so training cannot start from it/);
    const other = await place.run(`train text.txt --weights ${run} --hidden 9`);
    assert.match(other.stderr, /--weights keeps the network and its unit/);
  });
});
