import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkSetting, configure } from '../../src/engine/configuration/configure';
import { fields } from '../../src/engine/configuration/fields';
import { UserError } from '../../src/protocol/userError';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** All settings that package.json offers, whichever group they stand in. */
function contributed(): Record<string, Property> {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const groups: readonly { properties: Record<string, Property> }[] = [contributes.configuration].flat();
  return Object.assign({}, ...groups.map(group => group.properties));
}

describe('settings', () => {
  const properties = contributed();

  for (const [name, field] of Object.entries(fields)) {
    it(`elman.${name} is in package.json as the engine has it`, () => {
      const property = properties[`elman.${name}`];
      assert.ok(property);
      assert.equal(property.default, field.default);
      if (field.kind === 'choice') {
        assert.deepEqual([...(property.enum ?? [])].sort(), [...field.choices].sort());
        return;
      }
      if (field.kind === 'text') {
        assert.equal(property.type, 'string');
        return;
      }
      assert.equal(property.type, field.kind);
      assert.equal('exclusive' in field ? property.exclusiveMinimum : property.minimum, field.minimum);
      assert.equal(property.maximum, field.maximum);
    });
  }

  it('have defaults for all that is missing', () => {
    const configuration = configure({});
    for (const [name, field] of Object.entries(fields)) {
      assert.equal(configuration[name as keyof typeof fields], field.default);
    }
  });

  it('accept what lies at the bounds and refuse what lies beyond, naming the setting', () => {
    for (const [name, field] of Object.entries(fields)) {
      const key = name as keyof typeof fields;
      const refused = (value: string | number) =>
        assert.throws(
          () => checkSetting(key, value),
          (error: unknown) => {
            assert.ok(error instanceof UserError);
            assert.equal(error.setting, `elman.${name}`);
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
