import { clozeDefaults } from '../../common/clozeDefaults';
import type { RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { fixedForCloze } from '../../settings/clozeSettings';
import type { Configuration } from '../../settings/settings';
import type { Arena } from '../core/tensor';
import {
  type BidirectionalModel,
  type BidirectionalShape,
  makeBidirectional,
  stackShape,
} from '../nn/bidirectional/bidirectionalModel';
import type { CellName } from '../nn/cells';
import { initialise } from '../nn/initialise';
import { configure } from './configure';
import { initialisationOf, shapeOf } from './network';

/** Checks the settings of a cloze model and adds the defaults. Throws a UserError for the first invalid setting. */
export function configureCloze(settings: RunSettings): Configuration {
  const fixed: RunSettings = fixedForCloze;
  const other = Object.keys(fixed).find(
    name => settings[name] !== undefined && settings[name] !== fixed[name],
  );
  if (other !== undefined)
    throw new UserError(
      'The setting {0} is only for networks that predict the next token. Leave it out.',
      [{ setting: other }],
      other,
    );
  const given = { ...clozeDefaults(settings['training.optimizer']), ...settings, ...fixed };
  const configuration = configure(given);
  cellOf(configuration);
  return configuration;
}

/** Returns the shape of the network of a cloze model with V symbols. */
export function clozeShapeOf(configuration: Configuration, V: number): BidirectionalShape {
  return { ...shapeOf(configuration, V), cell: cellOf(configuration), classes: V };
}

/** Creates a network with initial weights for V symbols. */
export function newClozeNetwork(arena: Arena, configuration: Configuration, V: number): BidirectionalModel {
  const model = makeBidirectional(arena, clozeShapeOf(configuration, V));
  const { shape, parameters, left, right } = model;
  initialise(arena, stackShape(shape), parameters, [left, right], initialisationOf(configuration));
  return model;
}

function cellOf({ 'model.cell': cell }: Configuration): BidirectionalShape['cell'] {
  if (readsBothWays(cell)) return cell;
  throw new UserError(
    'A network with the cell "{0}" reads in one direction only and cannot predict a token from both sides. Choose another {1}.',
    [cell, { setting: 'model.cell' }],
    'model.cell',
  );
}

/** Jordan's network feeds back the predicted next token. A transformer counts positions from the left. */
const readsBothWays = (cell: CellName): cell is BidirectionalShape['cell'] =>
  cell !== 'jordan' && cell !== 'transformer';
