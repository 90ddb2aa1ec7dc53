import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { settingFlags } from '../../src/cli/command/settingFlags';
import { train } from '../../src/cli/train/train';
import { fields } from '../../src/engine/configuration/fields';
import { flagName } from '../../src/export/commandLine/flagName';
import { CliFolder } from './runCli';

describe('elman', () => {
  const place = new CliFolder();
  before(() => writeFileSync(place.path('a.txt'), 'hello '.repeat(50)));
  after(() => place.remove());

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /^Specify a command\.\nSee elman --help/],
    ['trian a.txt', /^There is no command "trian"\. Did you mean train\?\n/],
    ['help nothing', /^There is no command "nothing"\.\n/],
    ['train', /^Specify a FILE to train on\.\nSee elman help train\./],
    ['train a.txt b.txt', /^Specify one FILE, not a\.txt, b\.txt\./],
    ['train a.txt --hiden 3', /^There is no flag --hiden here\. Did you mean --hidden\?/],
    ['train a.txt --activate_g relu', /^There is no flag --activate_g here\. Did you mean --activate_f\?/],
    ['train a.txt -q', /^There is no flag -q here\.\n/],
    ['train a.txt --hidden', /^--hidden needs a value\./],
    ['train a.txt --hidden --cell lstm', /^--hidden needs a value\./],
    ['train a.txt --hidden 3.5', /^--hidden takes a whole number from 1 to 4096, not "3\.5"\./],
    ['train a.txt --hidden_size 0', /^--hidden_size takes a whole number from 1 to 4096, not "0"\./],
    ['train a.txt --lr 0', /^--lr takes a number above 0, up to 10, not "0"\./],
    ['train a.txt --lr=', /^--lr takes a number above 0, up to 10, not ""\./],
    ['train a.txt --cell lstn', /^--cell takes one of elman, .*, not "lstn"\. Did you mean lstm\?/],
    ['train a.txt --json=yes', /^--json takes no value\./],
    [
      'train --resume x --hidden 3',
      /^--hidden cannot change when a run is resumed; only --learning-rate and --max-iterations can\./,
    ],
    ['train --resume x --validation-file a.txt', /^--validation-file cannot change/],
    ['train --resume x a.txt', /^A resumed run has its own text; omit a\.txt\./],
    ['score m', /^FILE is missing\./],
    ['sample', /^MODEL is missing\./],
    ['sample m --temperature -1', /^--temperature takes a number from 0 to 10, not "-1"\./],
    ['check-gradients gru', /^Unexpected argument "gru"\./],
    ['check-gradients --seed 3', /^There is no flag --seed here\./],
  ];
  for (const [line, message] of wrong) {
    it(`reports wrong arguments: elman ${line}`, async () => {
      const { code, stdout, stderr } = await place.run(line);
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, message);
      assert.equal(existsSync(place.path('elman-runs')), false);
    });
  }

  it('names flags in messages about settings that do not fit the text or each other', async () => {
    writeFileSync(place.path('short.txt'), 'short');
    const short = await place.run('train short.txt');
    assert.deepEqual([short.code, short.stdout], [1, '']);
    assert.match(short.stderr, /or lower --sequence-length\.\n/);
    const halving = await place.run('train a.txt --schedule halving');
    assert.match(
      halving.stderr,
      /^The setting --schedule needs .* Set --fraction \(for example 0\.1\) or --validation-file\.$/m,
    );
  });

  it('lists every setting and its values in its help', async () => {
    const { stdout } = await place.run('--help');
    for (const name of ['train FILE', 'score MODEL... FILE', 'sample MODEL', 'check-gradients']) {
      assert.ok(stdout.includes(`elman ${name} `), name);
    }
    const help = await place.run('help train');
    assert.equal(help.stdout, (await place.run('train --help')).stdout);
    for (const [name, field] of Object.entries(fields)) {
      assert.match(help.stdout, new RegExp(`^  --${flagName(name as keyof typeof fields)}\\b`, 'm'), name);
      if (field.kind !== 'choice') continue;
      for (const choice of field.choices) assert.match(help.stdout, new RegExp(`^      ${choice}: \\S`, 'm'));
    }
    for (const line of help.stdout.split('\n')) assert.ok(line.length <= 100, line);
    assert.doesNotMatch(help.stdout, /elman\.[a-z]+\.|[`%]|undefined/);
    assert.match(help.stdout, /--learning-rate, --lr, --learning_rate N\n/);
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal((await place.run('--version')).stdout, `${version}\n`);
  });

  it('gives every flag a different name', () => {
    assert.deepEqual(settingFlags.map(({ setting }) => setting).sort(), Object.keys(fields).sort());
    const names = train.flags.flatMap(({ name, aliases }) => [name, ...aliases]);
    assert.deepEqual(names.sort(), [...new Set(names)].sort());
  });
});
