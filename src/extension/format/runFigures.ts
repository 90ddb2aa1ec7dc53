import * as vscode from 'vscode';
import { inert } from '../../common/harmlessText';
import { perplexityOf } from '../../common/perplexity';
import { judgedLoss, lossOf, timeLeft, validatedShare } from '../../common/runFigures';
import { fullName } from '../../common/runNames';
import { unknownMark, unknownNote, unknownWarning } from '../../common/unknownNotes';
import type { Message } from '../../protocol/message';
import type { RunRecord, Validation } from '../../protocol/run';
import { translate } from '../translate';
import { count, number, percent, time, wholePercent } from './numbers';

/** Formats a loss in nats per token. */
const nats = (loss: number) => number(loss, 3);

/** Returns the run's smoothed training loss as text, in nats per token. */
export const lossText = (record: RunRecord) => nats(lossOf(record));

/**
 * Returns the loss by which the run is judged as text, in nats per token. Adds the lowest value so far if it
 * is lower than the last one.
 */
export function judgedText(record: RunRecord): string {
  const { isHeldOut, last, best } = judgedLoss(record);
  const [now, lowest] = [nats(last), best === undefined ? undefined : nats(best)];
  const { t } = vscode.l10n;
  if (lowest === undefined || lowest === now) return isHeldOut ? t('{0} held out', now) : now;
  return isHeldOut ? t('{0} held out, best {1}', now, lowest) : t('{0}, best {1}', now, lowest);
}

/**
 * Returns the figure by which a run is judged as text: after its first validation, the accuracy of a classifier or a tagger, or
 * the share of exact targets of a translator; else the loss.
 */
export function judgedFigure(record: RunRecord): string {
  return shareText(record) ?? vscode.l10n.t('loss {0}', judgedText(record));
}

/** Returns the share of correct labels or exact targets in the last validation as text. Undefined for a language model. */
export const shareText = (record: RunRecord) =>
  record.translation ? exactText(record) : accuracyText(record);

/** Returns the share of exact targets of the last validation as text, and that at the lowest loss if it differs. */
function exactText({ validation }: RunRecord): string | undefined {
  const { last, best } = validation ?? {};
  if (last?.exact === undefined) return undefined;
  const [now, lowestLoss] = [share(last.exact), best?.exact === undefined ? '' : share(best.exact)];
  return lowestLoss === '' || lowestLoss === now
    ? vscode.l10n.t('{0} exact, held out', now)
    : vscode.l10n.t('{0} exact, held out, {1} at the lowest loss', now, lowestLoss);
}

/** Returns the accuracy of the last validation as text, and that at the lowest loss if it differs. */
function accuracyText({ validation }: RunRecord): string | undefined {
  const { last, best } = validation ?? {};
  if (last?.accuracy === undefined) return undefined;
  const [now, lowestLoss] = [share(last.accuracy), best?.accuracy === undefined ? '' : share(best.accuracy)];
  return lowestLoss === '' || lowestLoss === now
    ? vscode.l10n.t('accuracy {0} held out', now)
    : vscode.l10n.t('accuracy {0} held out, {1} at the lowest loss', now, lowestLoss);
}

/** Formats a share as a percentage with one decimal. */
const share = (value: number) => `${number(100 * value, 1)}%`;

/** Returns the figures of a run's loss as text: nats per label of a classifier or tagger, per symbol of a translator. */
export function lossLine(record: RunRecord): string {
  const { t } = vscode.l10n;
  if (record.translation) return t('loss {0} nats per symbol', lossText(record));
  if (record.labelling) return t('loss {0} nats per label', lossText(record));
  const [loss, perplexity] = [lossText(record), perplexityText(record)];
  return record.task === 'cloze'
    ? t('loss {0} nats per token · training pseudo-perplexity {1}', loss, perplexity)
    : t('loss {0} nats per token · training perplexity {1}', loss, perplexity);
}

export const perplexityText = (record: RunRecord) => number(perplexityOf(lossOf(record)));

/**
 * Returns the perplexity of a validation as text, with its standard error, which is the standard error of the
 * loss multiplied by the perplexity.
 */
export function validated({ loss, error }: Validation): string {
  const perplexity = perplexityOf(loss);
  const deviation = error === undefined ? '' : ` ± ${number(perplexity * error)}`;
  return `${number(perplexity)}${deviation}`;
}

const inWords = (message: Message | undefined) => message && translate(message);

/**
 * Texts on the tokens that a run's validation leaves out or scores as `<unk>`: a full note, a short mark, and
 * a warning. Undefined if there are no such tokens.
 */
export const unknownOf = (run: RunRecord) => inWords(unknownNote(run, { count, percent }));
export const unknownMarkOf = (run: RunRecord) => inWords(unknownMark(run, { count, percent }));
export const unknownWarningOf = (run: RunRecord) => inWords(unknownWarning(run, { count, percent }));

/** Returns the speed of a run as text, in tokens per second. */
export const speedOf = ({ tokensPerSecond }: RunRecord) => count(Math.round(tokensPerSecond));

/** Returns a text that says how long the run will take to its end. Undefined if the time is unknown. */
export function timeLeftText(record: RunRecord): string | undefined {
  const left = timeLeft(record);
  return left === undefined ? undefined : vscode.l10n.t('{0} left', left);
}

export function stateName(record: RunRecord): string {
  const share = validatedShare(record);
  switch (record.state) {
    case 'running':
      return share === undefined
        ? vscode.l10n.t('running')
        : vscode.l10n.t('validating {0}', wholePercent(share));
    case 'paused':
      return vscode.l10n.t('paused');
    case 'stopped':
      return vscode.l10n.t('stopped');
    case 'done':
      return vscode.l10n.t('done');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'interrupted':
      return vscode.l10n.t('interrupted');
  }
}

/** Returns the entry of a run in a selection list. */
export const runEntry = (record: RunRecord) => ({
  label: inert(fullName(record)),
  description: `${stateName(record)} · ${judgedFigure(record)}`,
  detail: time(record.createdAt),
});
