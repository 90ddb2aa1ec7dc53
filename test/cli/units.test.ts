import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { CliFolder } from './runCli';

/**
 * Returns a text of pairs of a letter and a digit. Outside brackets, 1 follows a and 2 follows b; inside them, it is the
 * other way round. The letters and digits are as frequent inside as outside, so only the memory of the bracket helps. `changes`: share of
 * pairs that a bracket precedes.
 */
function bracketText(pairs: number, changes: number): string {
  let state = 7;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  let [text, isInside] = ['', false];
  for (let i = 0; i < pairs; i++) {
    if (random() < changes) {
      isInside = !isInside;
      text += isInside ? '(' : ')';
    }
    const isA = random() < 0.5;
    text += `${isA ? 'a' : 'b'}${isA !== isInside ? 1 : 2}`;
  }
  return text;
}

describe('elman units', () => {
  const place = new CliFolder();
  const runs = async (line: string) => {
    const { code, stdout, stderr } = await place.run(line);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  before(async () => {
    writeFileSync(place.path('text.txt'), bracketText(8000, 0.08));
    writeFileSync(place.path('short.txt'), bracketText(600, 0.03));
    const settings = '--cell lstm --hidden 16 --sequence-length 25 --batch 8 --optimizer adam';
    await runs(
      `train text.txt ${settings} --learning-rate 0.02 --max-iterations 3000 --out trained.safetensors`,
    );
    await runs(
      `train text.txt ${settings} --learning-rate 1e-9 --max-iterations 1 --out untrained.safetensors`,
    );
  });
  after(() => place.remove());

  it('finds the unit of a trained network that follows brackets, and none in an untrained one', async () => {
    const rank = async (model: string) =>
      JSON.parse(await runs(`units ${model}.safetensors short.txt --property brackets --json`));
    const trained = await rank('trained');
    const untrained = await rank('untrained');
    assert.ok(Math.abs(trained.units[0].correlation) > 0.8, `${trained.units[0].correlation}`);
    assert.ok(trained.chance < 0.7, `${trained.chance}`);
    const best = Math.abs(untrained.units[0].correlation);
    assert.ok(best < untrained.chance, `${best} is above ${untrained.chance}`);
  });

  it('lists units in a table, for properties and regular expressions', async () => {
    const listed = await runs('units trained.safetensors short.txt --property /A/i --top 3');
    assert.match(
      listed,
      /^tokens +[\d,]+\nmean of the property +0\.\d+\nchance: \|r\| \(from [\d,]+ tokens\)/,
    );
    assert.match(listed, /\npart +unit +r +above chance\n(\w_l0 +\d+ +-?0\.\d{3} +yes\n){3}$/);
  });

  it('refuses properties that never hold, endless expressions and models without states', async () => {
    writeFileSync(place.path('one.arpa'), '\\data\\\nngram 1=2\n\n\\1-grams:\n-1 </s>\n-1 a\n\n\\end\\\n');
    writeFileSync(place.path('a.txt'), 'a'.repeat(200));
    const refusals = [
      ['trained.safetensors short.txt --property quotes', /No token of the text has this property/],
      ['trained.safetensors short.txt --property /./', /All tokens of the text have this property/],
      ['trained.safetensors a.txt --property /(a+)+b/', /"\(a\+\)\+b" takes too long/],
      ['trained.safetensors a.txt --property /(/', /"\(" is not a regular expression/],
      ['one.arpa a.txt --property quotes', /has no hidden states/],
      ['trained.safetensors a.txt --property nouns', /--property takes quotes, brackets/],
      ['trained.safetensors a.txt', /--property is missing/],
    ] as const;
    for (const [line, message] of refusals) {
      const { code, stderr } = await place.run(`units ${line}`);
      assert.match(stderr, message);
      assert.notEqual(code, 0);
    }
  });
});
