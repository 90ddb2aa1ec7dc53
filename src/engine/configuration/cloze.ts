import type { RunSettings, SettingValue } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
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

/** The defaults of a cloze model that differ from those of a language model. */
export const clozeDefaults: RunSettings = {
  'model.cell': 'lstm',
  'model.hidden': 64,
  'model.embedding': 32,
  'model.initialiser': 'xavier',
  'training.optimizer': 'adam',
  'training.learningRate': 0.01,
  'training.gradientClip': 1,
  'training.gradientClipBy': 'global',
  'training.sequenceLength': 64,
  'training.batch': 8,
  'training.maxIterations': 2000,
  'validation.fraction': 0.1,
  'validation.interval': 200,
};

/** Settings that a cloze model cannot have: they need a network that reads from left to right and predicts the next token. */
const fixed: RunSettings = {
  'model.output': 'softmax',
  'model.normalisation': 'none',
  'model.compression': 0,
  'model.direct': 0,
  'model.bits': '',
  'model.input': 'token',
  'training.bptt': 0,
  'training.resetEvery': '',
  'training.windows': 'consecutive',
};

/** Whether a flag or a file can change a setting of a cloze model. */
export const isClozeSetting = (name: string): boolean =>
  !Object.hasOwn(fixed, name) &&
  !/^(snapshot\.(sample|interval)|model\.(classes|noise|scoring|plan|directOrder|stateDecay|heads|position))/.test(
    name,
  );

/** Returns the defaults. The learning rate is for the optimizer of the defaults; another one has its own. */
export function clozeDefaultsFor(optimizer: SettingValue | undefined): RunSettings {
  const { 'training.learningRate': rate, ...others } = clozeDefaults;
  const isUsual = optimizer === undefined || optimizer === clozeDefaults['training.optimizer'];
  return { ...others, ...(isUsual && { 'training.learningRate': rate }) };
}

/** Checks the settings of a cloze model and adds the defaults. Throws a UserError for the first invalid setting. */
export function configureCloze(settings: RunSettings): Configuration {
  const other = Object.keys(fixed).find(
    name => settings[name] !== undefined && settings[name] !== fixed[name],
  );
  if (other !== undefined)
    throw new UserError(
      'The setting {0} is only for networks that predict the next token. Leave it out.',
      [{ setting: other }],
      other,
    );
  const given = { ...clozeDefaultsFor(settings['training.optimizer']), ...settings, ...fixed };
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
