import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { isLocale } from '../data/locale';
import { cells } from '../nn/cells';
import { type CellKind, canNormalise } from '../nn/cells/cell';
import { outputs } from '../nn/outputs';
import type { OutputKind } from '../nn/outputs/output';
import { symbolBits } from './bits';
import { checkResets } from './resets';

/** Throws a UserError for settings that are individually valid but conflict with each other. */
export function checkTogether(configuration: Configuration): void {
  checkBits(configuration);
  checkTiedWeights(configuration);
  checkReadout(configuration);
  checkHeads(configuration);
  checkNormalisation(configuration);
  checkLocale(configuration);
  checkPart(configuration);
  checkResets(configuration);
  checkCosine(configuration);
}

/**
 * Throws a UserError for settings that require validation if there is no validation text. `validated`:
 * whether there is one.
 */
export function checkValidation(configuration: Configuration, validated: boolean): void {
  if (validated) return;
  const wants = ['halving', 'plateau'].includes(configuration['training.schedule'])
    ? 'training.schedule'
    : configuration['validation.patience'] > 0
      ? 'validation.patience'
      : undefined;
  if (!wants) return;
  throw new UserError(
    'The setting {0} needs a validation text. Set {1} (for example 0.1) or {2}.',
    [{ setting: wants }, { setting: 'validation.fraction' }, { setting: 'validation.file' }],
    'validation.fraction',
  );
}

/** Tolerance for the rounding errors of a fraction such as 1/3. */
const ROUNDING = 1e-9;

function checkPart({ 'validation.part': part, 'validation.fraction': fraction }: Configuration): void {
  if (part === 0 || fraction === 0 || part * fraction <= 1 + ROUNDING) return;
  throw new UserError(
    'The setting {0} is {1}, but a text has only {2} parts if each is {3} of it ({4}).',
    [
      { setting: 'validation.part' },
      part,
      Math.floor(1 / fraction + ROUNDING),
      fraction,
      { setting: 'validation.fraction' },
    ],
    'validation.part',
  );
}

function checkLocale({ 'text.locale': locale }: Configuration): void {
  if (locale === '' || isLocale(locale)) return;
  throw new UserError(
    'The setting {1} is "{0}", which is not a language that can be segmented. Enter a language such as "ja" or "pt-BR", or leave it empty.',
    [locale, { setting: 'text.locale' }],
    'text.locale',
  );
}

function checkBits(configuration: Configuration): void {
  checkPlan(configuration);
  if (symbolBits(configuration).size === 0 || configuration['model.embedding'] === 0) return;
  throw new UserError(
    'The setting {0} gives the input of each symbol, so there is no embedding. Set {1} to 0, or empty {0}.',
    [{ setting: 'model.bits' }, { setting: 'model.embedding' }],
    'model.embedding',
  );
}

function checkPlan(configuration: Configuration): void {
  if (configuration['model.input'] !== 'plan') return;
  const { windowed }: CellKind = cells[configuration['model.cell']];
  if (windowed)
    throw new UserError(
      'A network with the cell "{0}" reads a window of tokens, not a plan. Choose another {1} or {2}.',
      [configuration['model.cell'], { setting: 'model.cell' }, { setting: 'model.input' }],
      'model.input',
    );
  if (symbolBits(configuration).size > 0) return;
  throw new UserError(
    'The {0} "plan" consists of the tokens that have bits. Set {1}: 1=10 2=01, for example.',
    [{ setting: 'model.input' }, { setting: 'model.bits' }],
    'model.bits',
  );
}

function checkTiedWeights(configuration: Configuration): void {
  if (!outputs[configuration['model.output']].tied) return;
  const {
    'model.embedding': E,
    'model.hidden': hidden,
    'model.compression': compression,
    'model.cell': cell,
  } = configuration;
  const H = compression || hidden;
  if (E !== H) {
    throw new UserError(
      'Tied output weights are the embedding itself, so {2} ({0}) must equal {3} ({1}).',
      [E, H, { setting: 'model.embedding' }, { setting: 'model.hidden' }],
      'model.embedding',
    );
  }
  if (!cells[cell].learned) {
    throw new UserError(
      'In a network with the cell "{0}" only the output is trained, so its weights cannot be tied to the embedding. Set {1} to softmax.',
      [cell, { setting: 'model.output' }],
      'model.output',
    );
  }
}

function checkHeads({ 'model.cell': cell, 'model.hidden': H, 'model.heads': heads }: Configuration): void {
  const { attends }: CellKind = cells[cell];
  if (!attends || H % heads === 0) return;
  throw new UserError(
    'The {1} heads of a transformer divide its hidden units, but {0} is not a multiple of {1}. Set {2} to {4}, for example, or change {3}.',
    [H, heads, { setting: 'model.hidden' }, { setting: 'model.heads' }, heads * Math.ceil(H / heads)],
    'model.heads',
  );
}

function checkNormalisation({
  'model.cell': cell,
  'model.normalisation': normalisation,
}: Configuration): void {
  if (normalisation === 'none' || canNormalise(cells[cell])) return;
  throw new UserError(
    'A network with the cell "{0}" cannot have the layer normalisation of {1}. Set {1} to none, or choose another {2}.',
    [cell, { setting: 'model.normalisation' }, { setting: 'model.cell' }],
    'model.normalisation',
  );
}

function checkCosine(configuration: Configuration): void {
  if (configuration['training.schedule'] !== 'cosine') return;
  if (configuration['training.maxIterations'] === 0)
    throw new UserError(
      'The schedule "cosine" ends with the last iteration, but {0} is 0 (no end). Set it, or choose another {1}.',
      [{ setting: 'training.maxIterations' }, { setting: 'training.schedule' }],
      'training.maxIterations',
    );
  const { 'training.learningRate': rate, 'training.minimumLearningRate': lowest } = configuration;
  if (lowest <= rate) return;
  throw new UserError(
    'The schedule "cosine" lowers the learning rate from {2} ({0}) to {3} ({1}), which is higher. Lower {3}, or raise {2}.',
    [rate, lowest, { setting: 'training.learningRate' }, { setting: 'training.minimumLearningRate' }],
    'training.minimumLearningRate',
  );
}

function checkReadout(configuration: Configuration): void {
  const { 'model.output': output, 'model.cell': cell } = configuration;
  const kind: OutputKind = outputs[output];
  const { needsReadout }: CellKind = cells[cell];
  if (needsReadout && (configuration['model.compression'] > 0 || configuration['model.direct'] > 0)) {
    throw new UserError(
      'A network with the cell "{0}" feeds back the probabilities of all symbols, computed from the hidden layer alone. Set {1} and {2} to 0, or choose another cell.',
      [cell, { setting: 'model.compression' }, { setting: 'model.direct' }],
      'model.compression',
    );
  }
  if (kind.readout || !needsReadout) return;
  throw new UserError(
    'A network with the cell "{0}" feeds back the probabilities of all symbols at every step, but the output "{1}" does not compute them. Set {2} to softmax, or choose another cell.',
    [cell, output, { setting: 'model.output' }],
    'model.output',
  );
}
