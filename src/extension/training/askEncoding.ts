import * as vscode from 'vscode';
import type { EncodingError } from '../../common/encoding/encodingError';
import { decoderFor, encodings } from '../../common/encoding/encodings';
import { lostLetters } from '../../common/encoding/lostLetters';
import { number, percent } from '../format/numbers';

/** A text with bytes that are invalid in the encoding used to decode it. */
export interface Damaged {
  readonly name: string;
  /** The text as the editor decoded it. Missing if the editor could not open it. */
  readonly text?: string;
  /** The bytes of the text's file. Missing if the document has unsaved changes or no file. */
  readonly bytes?: Uint8Array;
  /** The error about the first invalid byte of the file. */
  readonly error?: EncodingError;
}

type Item = vscode.QuickPickItem & { readonly label: string; readonly answer: string };

/**
 * SAMPLE: number of bytes to decode. SHOWN: number of characters of the decoded text to show, by which the
 * user can recognize the right encoding.
 */
const [SAMPLE, SHOWN] = [4096, 60];

/**
 * Asks the user for the encoding of a text. Lists the most likely encodings first, each with a sample of the
 * text decoded in this encoding. Returns the label of an encoding, or `asItIs` to keep the text as it is
 * decoded now. Undefined if the user cancelled.
 */
export async function askEncoding(damaged: Damaged): Promise<string | 'asItIs' | undefined> {
  const { name, error } = damaged;
  const picked = await vscode.window.showQuickPick(encodingItems(damaged), {
    title: vscode.l10n.t('Encoding of {0}', name),
    placeHolder: error
      ? vscode.l10n.t(
          'Not {0}: line {1}, byte {2}. In which encoding can you read the text?',
          error.place.encoding,
          error.place.line,
          error.place.byte,
        )
      : vscode.l10n.t('Some characters were lost in decoding. Use the text as it is?'),
    ignoreFocusOut: true,
  });
  return picked?.answer;
}

/** Returns the answers to offer: the encodings, the most likely first, then the text as it is. */
export function encodingItems({ text, bytes, error }: Omit<Damaged, 'name'>): Item[] {
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
  return [...inEncodings, ...asItIs];
}

function itemAsItIs(text: string): Item {
  const characters = [...text];
  const lost = lostLetters(text);
  return {
    label: vscode.l10n.t('Use the text as it is'),
    description: vscode.l10n.t(
      'Unreadable characters: {0} of {1} ({2})',
      number(lost, 0),
      number(characters.length, 0),
      percent(lost / characters.length),
    ),
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

/**
 * Returns an excerpt around the first non-ASCII character, because ASCII characters look the same in all
 * encodings.
 */
function beginning(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const first = Math.max(0, line.search(/[^\0-\x7f]/) - SHOWN / 3);
  return line.slice(first, first + SHOWN);
}
