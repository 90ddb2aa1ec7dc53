import * as vscode from 'vscode';
import { inMarkdown } from '../../common/harmlessText';
import { plural } from '../../common/plural';
import { Cancelled, ChannelClosed } from '../../protocol/channel';
import { UserError } from '../../protocol/userError';
import type { LookedUp } from '../../protocol/vectors';
import { signalOf } from '../abortSignal';
import { count, number } from '../format/numbers';
import { hasVectorsHover } from '../settings';
import type { ActiveVectors } from './activeVectors';
import type { VectorsWorker } from './vectorsWorker';

/** Number of nearest words in a hover. */
const NEAR = 10;
/**
 * Number of UTF-16 code units before and after the pointer in which the hover looks for the limits of a word.
 */
const ROOM = 100;

/**
 * Provides a hover with the words that are nearest to the word under the pointer, according to the active
 * word vectors.
 */
export class VectorsHover implements vscode.HoverProvider {
  /** Created when it is first needed, because this takes tens of milliseconds. */
  private segmenter: Intl.Segmenter | undefined;

  constructor(
    private readonly worker: VectorsWorker,
    private readonly active: ActiveVectors,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!hasVectorsHover(document.uri)) return undefined;
    const source = await this.active.source();
    const ranges = source ? this.wordsAt(document, position) : [];
    if (!source || ranges.length === 0 || token.isCancellationRequested) return undefined;
    try {
      const words = ranges.map(range => document.getText(range));
      const request = { source, words, count: NEAR };
      const found = await this.worker.channel.request('look', request, { signal: signalOf(token) });
      return found && new vscode.Hover(markdownOf(found), ranges[found.index]);
    } catch (error) {
      // A hover shows no errors, for example that the file of the vectors no longer exists. The page of the
      // vectors shows them.
      if (error instanceof ChannelClosed || error instanceof Cancelled || error instanceof UserError)
        return undefined;
      throw error;
    }
  }

  /**
   * Returns the ranges around the pointer that may contain a word of the vectors. The first range is the word
   * by the rules of Unicode, which also divide Japanese text. The second range contains all characters
   * between two white spaces.
   */
  private wordsAt(document: vscode.TextDocument, { line, character }: vscode.Position): vscode.Range[] {
    const { text } = document.lineAt(line);
    const first = Math.max(0, character - ROOM);
    const near = text.slice(first, character + ROOM);
    const at = character - first;
    this.segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
    const segment = this.segmenter.segment(near).containing(at);
    const start = near.slice(0, at).search(/\S*$/);
    const end = at + near.slice(at).search(/\s|$/);
    const range = (from: number, to: number) => new vscode.Range(line, first + from, line, first + to);
    return [
      ...(segment?.isWordLike ? [range(segment.index, segment.index + segment.segment.length)] : []),
      ...(start < end ? [range(start, end)] : []),
    ];
  }
}

function markdownOf({ word, near }: LookedUp): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text
    .appendMarkdown('**')
    .appendText(inMarkdown(word.word))
    .appendMarkdown('** · ')
    .appendText(titleOf(word));
  text.appendMarkdown('\n\n');
  for (const [i, { word: each, cosine }] of near.entries()) {
    if (i > 0) text.appendMarkdown(' · ');
    text.appendText(inMarkdown(`${each} ${number(cosine, 2)}`));
  }
  return text;
}

function titleOf({ id, count: occurrences }: LookedUp['word']): string {
  if (id === undefined) return vscode.l10n.t('Nearest words, by the vectors of its parts');
  if (occurrences === undefined) return vscode.l10n.t('Nearest words');
  return plural(
    occurrences,
    vscode.l10n.t('Nearest words; {0} occurrence', count(occurrences)),
    vscode.l10n.t('Nearest words; {0} occurrences', count(occurrences)),
  );
}
