import * as vscode from 'vscode';
import type { EncodingError } from '../../protocol/encoding/encodingError';
import { decoderFor, encodings } from '../../protocol/encoding/encodings';

/** A text that was decoded with losses. */
export interface Damaged {
  readonly name: string;
  /** As the editor has it, if it could open it. */
  readonly text?: string;
  /** Its file, if that is the same text. */
  readonly bytes?: Uint8Array;
  /** What is wrong with the file. */
  readonly error?: EncodingError;
}

type Item = vscode.QuickPickItem & { readonly label: string; readonly answer: string };

/** Bytes and letters that show whether an encoding is the right one. */
const [SAMPLE, SHOWN] = [4096, 60];

/** The label of the text's encoding, the likeliest first, each with how the text begins in it; undefined if nobody answers. */
export async function askEncoding(damaged: Damaged): Promise<string | 'asItIs' | undefined> {
  const { name, text, bytes, error } = damaged;
  const guess = error?.guess?.label;
  const others = bytes ? encodings.filter(({ label }) => label !== guess && decodes(bytes, label)) : [];
  const inEncodings = [...(error?.guess ? [error.guess] : []), ...others].map((encoding): Item => {
    return {
      label: encoding.name,
      description: encoding.label === guess ? vscode.l10n.t('most likely') : undefined,
      detail: bytes && beginning(new TextDecoder(encoding.label).decode(bytes.subarray(0, SAMPLE))),
      answer: encoding.label,
    };
  });
  const asItIs = text === undefined ? [] : [itemAsItIs(text)];
  const picked = await vscode.window.showQuickPick([...inEncodings, ...asItIs], {
    title: vscode.l10n.t('Encoding of {0}', name),
    placeHolder: error
      ? vscode.l10n.t(error.template, ...error.args)
      : vscode.l10n.t('Some letters of this text were lost when it was decoded. Use it as it is?'),
    ignoreFocusOut: true,
  });
  return picked?.answer;
}

function itemAsItIs(text: string): Item {
  const lost = text.split('\ufffd').length - 1;
  return {
    label: vscode.l10n.t('Use the text as it is'),
    description: vscode.l10n.t('Lost letters: {0}', lost),
    detail: beginning(text),
    answer: 'asItIs',
  };
}

function decodes(bytes: Uint8Array, label: string): boolean {
  try {
    return decoderFor(label)?.decode(bytes).includes('\0') === false;
  } catch {
    return false;
  }
}

/** From the first letters that ASCII lacks, which all encodings share. */
function beginning(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const first = Math.max(0, line.search(/[^\0-\x7f]/) - SHOWN / 3);
  return line.slice(first, first + SHOWN);
}
