import type { Setting } from '../settings/setting';
import { runSettings, settings, withSettingNames } from '../settings/settings';
import type { ObjectSchema, Schema } from './schema';

/**
 * The schema of an object with settings of a run: all settings whose values are numbers or choices. Settings
 * that contain a path or a text of their own are left out, because a tool must not name files in them.
 */
export const runSettingsSchema: ObjectSchema = {
  type: 'object',
  description: 'Settings of the network and its training. Settings that are not named have their defaults.',
  additionalProperties: false,
  properties: Object.fromEntries(runSettings.flatMap(name => entryOf(name, settings[name]))),
};

function entryOf(name: string, setting: Setting): [string, Schema][] {
  const description = withSettingNames(setting.description, each => each);
  switch (setting.kind) {
    case 'choice':
      return [[name, { type: 'string', description, enum: Object.keys(setting.choices) }]];
    case 'integer':
    case 'number': {
      const { kind: type, minimum, exclusive, maximum } = setting;
      const low = exclusive ? { exclusiveMinimum: minimum } : { minimum };
      return [[name, { type, description, ...low, maximum }]];
    }
    case 'switch':
      return [[name, { type: 'boolean', description }]];
    default:
      return [];
  }
}
