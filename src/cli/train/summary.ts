import { join } from 'node:path';
import { perplexityOf } from '../../common/perplexity';
import { lossOf, perplexityName } from '../../common/runFigures';
import { taskOf } from '../../common/runTask';
import type { RunRecord } from '../../protocol/run';
import { inFlags } from '../command/settingFlags';
import { count, decimal } from '../format';
import { DEFAULT_FOLDER } from '../runs';
import { noteOf } from './unknownNotes';

/**
 * Returns the result of a training as text. `folder` is the folder of all runs; undefined if the run was not
 * stored.
 */
export function inWords(record: RunRecord, folder: string | undefined): string {
  const { id, state, iteration, validation } = record;
  const name = perplexityName(record);
  const loss = lossOf(record);
  const best =
    validation &&
    ` (best ${decimal(perplexityOf(validation.best.loss))} at ${count(validation.best.iteration)})`;
  const note = noteOf(record);
  return [
    `run         ${id} (${state})`,
    `iterations  ${count(iteration)}`,
    `training    ${decimal(loss, 3)} nats per token, ${name} ${decimal(perplexityOf(loss))}, smoothed`,
    ...(validation ? [`validation  ${name} ${decimal(perplexityOf(validation.last.loss))}${best}`] : []),
    ...(validation && note !== undefined ? [`            ${note}`] : []),
    ...(folder === undefined ? [] : [`stored in   ${join(folder, id)}`]),
    '',
  ].join('\n');
}

/**
 * Returns advice on how to continue an unfinished run; empty for a finished one. `folder` is the folder of
 * all runs; undefined if the run was not stored.
 */
export function advice(record: RunRecord, folder: string | undefined): string {
  const { id, state, failure } = record;
  if (state === 'done') return '';
  const reason = failure ? `${inFlags(failure)}\n` : '';
  if (folder === undefined) return reason;
  const quoted = /^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder);
  const runs = folder === DEFAULT_FOLDER ? '' : ` --runs ${quoted}`;
  const resume = `Continue with: elman ${taskOf(record)} --resume ${id}${runs}\n`;
  return failure ? reason + resume : `Saved. ${resume}`;
}
