import assert from 'node:assert/strict';
import { settingFlags } from '../../src/cli/command/settingFlags';
import type { Setting } from '../../src/settings/setting';
import { groups, liveSettings, runSettings, settingNamed, settings } from '../../src/settings/settings';

const entries: readonly (readonly [string, Setting])[] = Object.entries(settings);

/** Returns the texts of a setting: its description and the descriptions of its values. */
const textsOf = (setting: Setting) => [
  setting.description,
  ...(setting.kind === 'choice' ? Object.values(setting.choices) : []),
];

describe('the table of settings', () => {
  it('has every setting in one group', () => {
    const grouped = groups.flatMap(group => Object.keys(group.settings));
    assert.deepEqual(grouped, Object.keys(settings));
    assert.deepEqual(liveSettings, ['training.learningRate', 'training.gradientClip', 'snapshot.interval']);
    for (const name of ['training.file', 'heatmap.bits']) {
      assert.ok(settingNamed(name));
      assert.ok(!runSettings.some(other => other === name));
    }
    assert.equal(settingNamed('constructor'), undefined);
  });

  it('has defaults that fit', () => {
    for (const [name, setting] of entries) {
      if (setting.kind === 'choice') assert.ok(setting.default in setting.choices, name);
      if (setting.kind !== 'integer' && setting.kind !== 'number') continue;
      const { minimum, maximum, exclusive, default: byDefault, byOptimizer = {} } = setting;
      for (const value of [byDefault, ...Object.values(byOptimizer)])
        assert.ok((exclusive ? value > minimum : value >= minimum) && value <= maximum, name);
    }
  });

  it('names existing settings in descriptions and conditions', () => {
    for (const [name, setting] of entries) {
      const named = textsOf(setting).flatMap(text => [...text.matchAll(/\{(.*?)\}/g)].map(match => match[1]));
      const { onlyWith, onlyWithout } = setting;
      const all = [...named, onlyWith?.setting, onlyWith?.orWith, onlyWithout];
      for (const other of all) assert.ok(other === undefined || settingNamed(other), `${name}: ${other}`);
      for (const text of textsOf(setting)) assert.doesNotMatch(text, /elman\.[a-z]+\./, name);
    }
  });

  it('has conditions that some value of the other setting meets', () => {
    for (const [name, { onlyWith }] of entries) {
      if (!onlyWith) continue;
      const other = settingNamed(onlyWith.setting);
      if ('above' in onlyWith) {
        assert.ok(
          other && 'maximum' in other && other.maximum !== undefined && onlyWith.above < other.maximum,
          name,
        );
      } else {
        assert.ok(other?.kind === 'choice', name);
        for (const value of onlyWith.oneOf) assert.ok(value in other.choices, `${name}: ${value}`);
      }
    }
  });

  it('gives flags the names that descriptions mention for other programs', () => {
    const named = /(?:elman\.py|RNNLM): `-{1,2}([\w-]+)`|min-char-rnn: `(\w+)`/g;
    let found = 0;
    for (const flag of settingFlags) {
      const description = settingNamed(flag.setting ?? '')?.description ?? '';
      for (const [, dashed, plain] of description.matchAll(named)) {
        assert.ok([flag.name, ...flag.aliases].includes(dashed ?? plain), `${flag.name}: ${dashed ?? plain}`);
        found++;
      }
    }
    assert.ok(found > 12, String(found));
  });
});
