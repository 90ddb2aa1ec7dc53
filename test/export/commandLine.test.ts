import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { parseFlags } from '../../src/cli/command/parseFlags';
import { readPlan } from '../../src/cli/train/plannedChanges';
import { train } from '../../src/cli/train/train';
import { fields } from '../../src/engine/configuration/fields';
import type { SettingField } from '../../src/engine/configuration/settingField';
import { commandWords } from '../../src/export/commandLine/commandLine';
import { quoted } from '../../src/export/commandLine/quote';
import type { PlannedChange } from '../../src/protocol/liveSettings';
import { liveSettings } from '../../src/settings/settings';
import { exported } from './support/runs';

/** Returns the value, with 0 instead of -0. */
const withoutSign = (value: number) => value + 0;

function anyOf(field: SettingField): fc.Arbitrary<string | number> {
  if (field.kind === 'choice') return fc.constantFrom(...field.choices);
  if (field.kind === 'text') return fc.constantFrom('', 'ja', 'en-GB');
  const { kind, minimum: min, maximum: max, exclusive = false } = field;
  if (kind === 'integer') return fc.integer({ min, max });
  return fc.double({ min, max, noNaN: true, minExcluded: exclusive }).map(withoutSign);
}

const plainObjects = { noNullPrototype: true } as const;
const settings = fc.record(
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, anyOf(field)])),
  plainObjects,
);
const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => !text.includes('\0'));
const change = fc.record(
  {
    iteration: fc.integer({ min: 0, max: 1e9 }),
    setting: fc.constantFrom(...liveSettings),
    value: fc.double({ min: 0, max: 1e6, noNaN: true }),
  },
  plainObjects,
);
const plan = fc
  .uniqueArray(change, { maxLength: 4, selector: ({ iteration, setting }) => `${iteration} ${setting}` })
  .map(changes => changes.sort((a, b) => a.iteration - b.iteration));
const run = fc.record({ settings, name, plan, now: fc.integer({ min: 0, max: 1e9 }) }, plainObjects);

type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

/**
 * Returns the words of the command line of a run that has carried out the changes of its plan that are due.
 */
function wordsOf({ settings: chosen, name: called, plan: changes, now }: Run): string[] {
  const exportedRun = exported(1, { settings: chosen, name: called, plan: changes });
  const events = changes
    .filter(({ iteration }) => iteration < now)
    .map(({ iteration, setting, value }) => ({ iteration, setting, elapsed: 0, from: -1, to: value }));
  const history = { ...exportedRun.history, changes: events };
  return commandWords(
    { record: { ...exportedRun.record, iteration: now }, history },
    { text: "/home/a user's/親譲り.txt" },
  );
}

/** Parses the words after `elman train` as the command line does. */
function understood(words: readonly string[]) {
  const { operands: texts, settings: read, flags } = parseFlags(words, train.flags);
  const changes: readonly PlannedChange[] = readPlan(String(flags.get('plan') ?? ''));
  return { texts, settings: read, name: flags.get('name'), plan: changes };
}

const meant = ({ settings: chosen, name: called, plan: changes }: Run) => ({
  texts: ["/home/a user's/親譲り.txt"],
  settings: { ...chosen, 'kernels.build': 'fma' },
  name: called,
  plan: changes,
});

describe('the command line of a run', () => {
  it('is parsed to the same settings, name, text and changes', () => {
    fc.assert(
      fc.property(run, any => assert.deepEqual(understood(wordsOf(any).slice(2)), meant(any))),
      // Shrinking an example with all settings would take minutes.
      { endOnFailure: true },
    );
  });

  it('passes through a shell unchanged', () => {
    const runs = fc.sample(run, 200);
    const script = runs
      .map(any => `set -- ${quoted(wordsOf(any), 'posix')}\nprintf '%s\\0' "$#" "$@"\n`)
      .join('');
    const { stdout, stderr } = spawnSync('sh', { input: script, encoding: 'utf8', maxBuffer: 1e8 });
    assert.equal(stderr, '');
    const words = stdout.split('\0');
    for (const any of runs) assert.deepEqual(words.splice(0, Number(words.shift())), wordsOf(any));
  });

  it('is split into the same words by the rules of Windows, without characters that its shells interpret', () => {
    const active = /["`$%!\p{Cc}]/gu;
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), words => {
        const line = quoted(words, 'windows');
        assert.deepEqual(
          wordsOfWindows(line),
          words.map(word => word.replace(active, '_')),
        );
      }),
    );
    assert.equal(quoted(['--name=x"; calc; $(calc)'], 'windows'), '"--name=x_; calc; _(calc)"');
  });

  it('contains the validation text, and no plan if nothing changed', () => {
    const words = commandWords(exported(1), { text: 'a.txt', validation: 'b.txt' });
    assert.deepEqual(words.slice(0, 5), ['elman', 'train', 'a.txt', '--validation-file', 'b.txt']);
    assert.ok(!words.includes('--plan'));
  });

  it('of a classifier has only the settings that it uses, and cannot repeat changes', () => {
    const { record, history } = exported(1);
    const own = { 'model.direction': 'both', 'model.pooling': 'mean', 'text.longest': 50 };
    const labelling = { task: 'classify', count: 2 } as const;
    const classifier = { ...record, labelling, settings: { ...record.settings, ...own } };
    const words = commandWords(
      { record: classifier, history: { ...history, changes: [] } },
      { text: 'a.tsv' },
    );
    assert.deepEqual(words.slice(0, 3), ['elman', 'classify', 'a.tsv']);
    assert.deepEqual(words.slice(-6), ['--direction', 'both', '--pooling', 'mean', '--longest', '50']);
    assert.ok(words.includes('--hidden') && !words.includes('--sequence-length'));
    const change = { iteration: 1, elapsed: 1, setting: 'training.learningRate', from: 1, to: 2 } as const;
    assert.throws(
      () =>
        commandWords({ record: classifier, history: { ...history, changes: [change] } }, { text: 'a.tsv' }),
      /cannot repeat such changes/,
    );
  });

  it('of a cloze model has no settings of language models only', () => {
    const { record, history } = exported(1);
    const words = commandWords(
      { record: { ...record, task: 'cloze' }, history: { ...history, changes: [] } },
      { text: 'a.txt' },
    );
    assert.deepEqual(words.slice(0, 3), ['elman', 'cloze', 'a.txt']);
    assert.ok(
      words.includes('--sequence-length') && !words.includes('--output') && !words.includes('--bptt'),
    );
  });

  it('of a translator has its own settings', () => {
    const { record, history } = exported(1);
    const own = { 'model.direction': 'both', 'model.attention': 'none', 'text.longest': 50 };
    const translator = { ...record, translation: { symbols: 3 }, settings: { ...record.settings, ...own } };
    const words = commandWords({ record: translator, history: { ...history, changes: [] } }, { text: 'a' });
    assert.deepEqual(words.slice(0, 3), ['elman', 'translate', 'a']);
    assert.deepEqual(words.slice(-6), ['--direction', 'both', '--attention', 'none', '--longest', '50']);
    assert.ok(words.includes('--hidden') && !words.includes('--sequence-length'));
  });
});

/**
 * Splits a command line by the rules of Windows. 2n backslashes before a quotation mark mean n backslashes,
 * and the mark begins or ends a quoted part. 2n + 1 backslashes mean n backslashes and a literal mark. Other
 * backslashes are literal.
 */
function wordsOfWindows(line: string): string[] {
  const words: string[] = [];
  let [word, isQuoted, isWord] = ['', false, false];
  for (let i = 0; i < line.length; i++) {
    const slashes = /^\\*/.exec(line.slice(i))?.[0].length ?? 0;
    if (slashes > 0 && line[i + slashes] === '"') {
      word += '\\'.repeat(slashes >> 1);
      i += slashes;
      if (slashes % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
      isWord = true;
    } else if (line[i] === '"') [isQuoted, isWord] = [!isQuoted, true];
    else if (line[i] === ' ' && !isQuoted) {
      if (isWord) words.push(word);
      [word, isWord] = ['', false];
    } else [word, isWord] = [word + line[i], true];
  }
  return isWord ? [...words, word] : words;
}
