import { UserError } from '../../protocol/userError';
import { isVocabulary } from '../families/fasterRnnlm/vocabulary';
import { refuseForeign } from '../families/ngram/arpa/foreign';
import { hasHeader } from '../families/ngram/arpa/header';
import { isRnnlmFile } from '../families/rnnlm/format/read';
import { vectorsHead } from '../vectors/files/read';
import { isSafetensors } from '../vectors/files/safetensors';
import { damageIn, type FileSample, type ModelFileSurvey } from './fileSample';
import { surveyArpa } from './surveyArpa';
import { surveyFasterRnnlm, WEIGHTS } from './surveyFasterRnnlm';
import { surveyRnnlm } from './surveyRnnlm';
import { surveySafetensors } from './surveySafetensors';
import { surveyVectors } from './surveyVectors';

/** Number of bytes at the beginning of a file in which the header of an ARPA file is searched. */
const COMMENTS = 1 << 16;

/**
 * Returns what is in a model file, by its contents; only names that end in `.arpa`, `.safetensors` or `.nnet` decide
 * for themselves. Damage and unknown formats are part of the survey.
 */
export async function surveyModelFile(sample: FileSample): Promise<ModelFileSurvey> {
  const { name, begin } = sample;
  const foreign = damageIn(() => refuseForeign({ name, bytes: begin }));
  if (foreign) return unknown(foreign);
  if (isSafetensors(begin) || /\.safetensors$/i.test(name)) return surveySafetensors(sample);
  if (isRnnlmFile(begin)) return surveyRnnlm(sample);
  if (name.endsWith(WEIGHTS) || isVocabulary(begin)) return surveyFasterRnnlm(sample);
  if (/\.arpa$/i.test(name) || hasHeader(begin.subarray(0, COMMENTS))) return surveyArpa(sample);
  const head = vectorsHead(begin);
  if (head) return surveyVectors(sample, head);
  return unknown(
    new UserError(
      '"{0}" is in none of the formats that are shown here: ARPA, RNNLM, faster-rnnlm, word2vec, GloVe and safetensors. Open it in another editor.',
      [name],
    ),
  );
}

function unknown(damage: UserError): ModelFileSurvey {
  return { format: 'unknown', facts: [], parts: [], rowKind: 'tensors', rows: [], damage, warnings: [] };
}
