import { openTranslation } from '../../engine/model/translationModel';
import type { ReadingPorts } from '../../engine/train/firstReading';
import type { Handlers } from '../../protocol/channel';
import type { TranslationRequests } from '../../protocol/translationWorker';
import { UserError } from '../../protocol/userError';
import { type RunModelPorts, RunModels } from '../runModels';
import { translateSources } from './translateSources';
import { translatorFigures } from './translatorFigures';

/** Answers requests to evaluate translators, and to write targets with them. */
export function translationHandlers(
  ports: RunModelPorts,
  reading: ReadingPorts,
): Handlers<TranslationRequests> {
  const models = new RunModels(ports, (kernels, file, { translation, name }) => {
    if (translation) return openTranslation(kernels, file);
    throw new UserError('The run "{0}" does not write targets for sources.', [name]);
  });
  let last: Promise<unknown> = Promise.resolve();
  return {
    translatorFigures: async ({ id }, signal) => {
      const record = await ports.store.records.read(id);
      return translatorFigures(reading, record, await models.best(record), signal);
    },
    translate: ({ model, sources, beam }, signal) => {
      const translate = async () => translateSources(await models.of(model), sources, beam, signal);
      // One after the other, because the requests share a reader.
      const result = last.then(translate, translate);
      last = result;
      return result;
    },
  };
}
