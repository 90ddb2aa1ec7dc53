import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { learningRates, withRate } from '../../src/common/learningRates';
import { checkSetting, configure } from '../../src/engine/configuration/configure';
import { fields } from '../../src/engine/configuration/fields';
import { knownSettings } from '../../src/engine/configuration/names';
import { optimizers } from '../../src/engine/optim';
import { UserError } from '../../src/protocol/userError';

interface Property {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** Returns the settings of all groups in package.json. */
function contributed(): Record<string, Property> {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const groups: readonly { properties: Record<string, Property> }[] = [contributes.configuration].flat();
  return Object.assign({}, ...groups.map(group => group.properties));
}

describe('settings', () => {
  const properties = contributed();

  for (const [name, field] of Object.entries(fields)) {
    it(`define elman.${name} in package.json as in the engine`, () => {
      const property = properties[`elman.${name}`];
      assert.ok(property);
      // If the default depends on the optimizer, the default in package.json is null.
      const follows = 'byOptimizer' in field;
      assert.equal(property.default, follows ? null : field.default);
      if (field.kind === 'choice') {
        assert.deepEqual([...(property.enum ?? [])].sort(), [...field.choices].sort());
        return;
      }
      if (field.kind === 'text') {
        assert.equal(property.type, 'string');
        return;
      }
      assert.deepEqual(property.type, follows ? [field.kind, 'null'] : field.kind);
      assert.equal('exclusive' in field ? property.exclusiveMinimum : property.minimum, field.minimum);
      assert.equal(property.maximum, field.maximum);
    });
  }

  it('have defaults', () => {
    const configuration = configure({});
    for (const [name, field] of Object.entries(fields)) {
      assert.equal(configuration[name as keyof typeof fields], field.default);
    }
  });

  it('have a learning rate that follows the optimizer, unless one is set', () => {
    assert.deepEqual(Object.keys(learningRates).sort(), Object.keys(optimizers).sort());
    for (const [optimizer, rate] of Object.entries(learningRates)) {
      const chosen = { 'training.optimizer': optimizer };
      assert.equal(configure(chosen)['training.learningRate'], rate);
      assert.equal(withRate(chosen)['training.learningRate'], rate);
      assert.equal(configure({ ...chosen, 'training.learningRate': 0.1 })['training.learningRate'], 0.1);
    }
    assert.deepEqual([learningRates.adam, learningRates.adagrad], [0.001, 0.1]);
    assert.throws(() => configure({ 'training.optimizer': 'none' }), /one of adagrad/);
  });

  it('name the learning rate of each optimizer in every language', () => {
    for (const language of ['', '.ja']) {
      const { 'setting.training.learningRate': text } = JSON.parse(
        readFileSync(`package.nls${language}.json`, 'utf8'),
      );
      const rates = [...text.matchAll(/`(\w+)`|([\d.]*\d)/g)].map(([, name, rate]) => name ?? Number(rate));
      for (const [name, rate] of Object.entries(learningRates)) {
        const found = rates.slice(rates.indexOf(name)).find(each => typeof each === 'number');
        assert.equal(found, rate, `${name} in package.nls${language}.json`);
      }
    }
  });

  it('refuse an unknown name, and suggest the nearest known one', () => {
    const cases: readonly (readonly [name: string, message: string])[] = [
      ['model.hiden', 'There is no setting "model.hiden". Did you mean "model.hidden"?'],
      ['elman.model.hidden', 'There is no setting "elman.model.hidden". Did you mean "model.hidden"?'],
      ['learningRate', 'There is no setting "learningRate". Did you mean "training.learningRate"?'],
      ['constructor', 'There is no setting "constructor".'],
      ['', 'There is no setting "".'],
    ];
    for (const [name, message] of cases) {
      assert.throws(
        () => configure({ 'model.layers': 2, [name]: 5 }),
        (error: unknown) => {
          assert.ok(error instanceof UserError);
          assert.deepEqual([error.message, error.setting], [message, name]);
          return true;
        },
      );
    }
  });

  it('ignore names of other versions in stored runs', () => {
    assert.deepEqual(knownSettings({ 'model.hidden': 5, 'model.retired': 1, constructor: 2 }), {
      'model.hidden': 5,
    });
  });

  it('accept the bounds of a range and refuse what is beyond them, naming the setting', () => {
    for (const [name, field] of Object.entries(fields)) {
      const key = name as keyof typeof fields;
      const refused = (value: string | number) =>
        assert.throws(
          () => checkSetting(key, value),
          (error: unknown) => {
            assert.ok(error instanceof UserError);
            assert.equal(error.setting, name);
            return true;
          },
        );
      refused(field.kind === 'text' ? 1 : 'nonsense');
      if (field.kind === 'choice' || field.kind === 'text') continue;
      checkSetting(key, field.maximum);
      for (const value of [field.minimum - 1, field.maximum + 1, Number.NaN, Number.POSITIVE_INFINITY])
        refused(value);
      if ('exclusive' in field) refused(field.minimum);
      else checkSetting(key, field.minimum);
      if (field.kind === 'integer') refused(field.minimum + 0.5);
    }
  });
});
