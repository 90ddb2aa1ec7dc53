import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { classicFile } from '../../src/common/classics/classic';
import { classics } from '../../src/common/classics/classics';
import { classicThresholds } from '../../src/common/classics/classicThresholds';
import { readExperiment } from '../../src/engine/experiments/experimentFile';
import { generatorNames, hasBoundaries } from '../../src/engine/experiments/generators';
import { plannedRuns } from '../../src/engine/experiments/plannedRuns';

const japanese: Readonly<Record<string, string>> = JSON.parse(
  readFileSync('l10n/bundle.l10n.ja.json', 'utf8'),
);
const untranslated = (text: string) => text;

describe('classic experiments', () => {
  for (const classic of classics) {
    it(`are files that can be run, in both languages: ${classic.name}`, () => {
      const { title, source, reported, measured } = classic;
      for (const text of [title, source, reported, measured]) assert.ok(japanese[text], text);
      const english = readExperiment(classicFile(classic, untranslated));
      const { name, ...others } = readExperiment(classicFile(classic, text => japanese[text] ?? text));
      assert.equal(name, japanese[title]);
      assert.deepEqual({ name: title, ...others }, english, 'the language changes the name only');
      assert.ok(plannedRuns(english).length >= 3 && english.seeds.length >= 3);
    });
  }

  it('have thresholds in both languages', () => {
    for (const { thresholds } of Object.values(classicThresholds))
      for (const { description, elman } of Object.values(thresholds))
        for (const text of [description, elman]) assert.ok(japanese[text], text);
  });

  it('begin with a comment: a sentence per line', () => {
    const [xor] = classics;
    const lines = classicFile(xor, untranslated).split('\n');
    const head = lines.slice(0, lines.indexOf('{'));
    assert.equal(head[0], '// XOR in time (Elman 1990)');
    assert.ok(head.every(line => line === '//' || /^\/\/ [A-Z].*\.$/.test(line) || line === head[0]));
    assert.ok(head.includes('// Elman used 2 hidden units.'));
  });

  it('use every generator of a language, except dialogue and those for taggers, and have different names', () => {
    const files = classics.map(classic => classicFile(classic, untranslated));
    for (const name of generatorNames.filter(each => each !== 'dialogue' && !hasBoundaries(each)))
      assert.ok(
        files.some(file => file.includes(`"generator": "${name}"`)),
        name,
      );
    assert.equal(new Set(classics.map(({ name }) => name)).size, classics.length);
  });
});
