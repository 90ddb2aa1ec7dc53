import { UserError } from '../../../../protocol/userError';
import { firstPiece, type TextBytes } from '../../../data/decode';

interface Model {
  readonly name: string;
  readonly bytes: TextBytes;
}

/**
 * Binary formats of other toolkits: a pattern for the beginning of the files, and an error that explains how
 * to convert them to ARPA.
 */
const formats: readonly (readonly [beginning: RegExp, refusal: (name: string) => UserError])[] = [
  [
    /^mmap lm http:\/\/kheafield\.com\/code/,
    name =>
      new UserError(
        '"{0}" is a binary file of KenLM, which only KenLM reads. Open the ARPA file that it was built from: what lmplz --arpa wrote, before build_binary.',
        [name],
      ),
  ],
  [
    /^Q?blmt/,
    name =>
      new UserError(
        '"{0}" is a binary file of IRSTLM, which only IRSTLM reads. Write it as ARPA text first: compile-lm {0} --text=yes {0}.arpa',
        [name],
      ),
  ],
  [
    /^qARPA/i,
    name =>
      new UserError(
        '"{0}" is a quantized file of IRSTLM, which only IRSTLM reads. Open the ARPA file that it was made from, before quantize-lm.',
        [name],
      ),
  ],
  [
    /^SRILM_BINARY/,
    name =>
      new UserError(
        '"{0}" is a binary file of SRILM, which only SRILM reads. Write it as ARPA text first: ngram -lm {0} -write-lm {0}.arpa',
        [name],
      ),
  ],
  [
    /^\xd6\xfd\xb2\x7e/,
    name =>
      new UserError(
        '"{0}" is a transducer of OpenFst. If OpenGrm made it, write it as ARPA text first: ngramprint --ARPA {0} {0}.arpa',
        [name],
      ),
  ],
];

function formatOf({ bytes }: Pick<Model, 'bytes'>) {
  const beginning = String.fromCharCode(...firstPiece(bytes).subarray(0, 64));
  return formats.find(([pattern]) => pattern.test(beginning));
}

export const isForeign = (file: Pick<Model, 'bytes'>) => formatOf(file) !== undefined;

/** Throws a UserError if the file is in a binary format that only another toolkit can read. */
export function refuseForeign(file: Model): void {
  const [, refusal] = formatOf(file) ?? [];
  if (refusal) throw refusal(file.name);
}
