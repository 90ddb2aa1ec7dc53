import { fullName } from '../../common/runNames';
import type { RunRecord } from '../../protocol/run';
import type { ElmanLabRun, ElmanLabValidation } from './types';

/** Returns the fields of a run's record that the API publishes. */
export function runOf(record: RunRecord): ElmanLabRun {
  const { id, createdAt, state, settings, text, vocabulary, iteration, smoothLoss } = record;
  const { validation, tags = [], starred = false } = record;
  return {
    ...{
      id,
      name: fullName(record),
      createdAt,
      state,
      settings,
      vocabulary,
      iteration,
      smoothLoss,
      tags,
      starred,
    },
    text: { name: text.name, uri: text.uri, tokens: text.tokens },
    ...(validation && {
      validation: { last: validationOf(validation.last), best: validationOf(validation.best) },
    }),
  };
}

const validationOf = ({ iteration, loss }: ElmanLabValidation): ElmanLabValidation => ({ iteration, loss });
