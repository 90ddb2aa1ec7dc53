import type { ReadableText } from '../../data/decode';
import type { TextModel } from '../../model/openModel';
import { scoreTokens } from '../../model/scoreTokens';
import { beginningOf, isUnknown, scanIdBlocks, sentenceEndOf } from '../../model/textIds';
import { LONGEST_SENTENCE } from './evaluate';
import { addTo, addWord, emptyTally, type Tally } from './tally';

/**
 * Returns the totals that `evaluate` returns for a text. Reads the ids of whole pieces of the text at once,
 * without a result for each sentence.
 */
export function tallyText(open: TextModel, text: ReadableText, unk: boolean): Tally {
  const { model } = open;
  const end = sentenceEndOf(open);
  const total = emptyTally();
  let sentence = emptyTally();
  let length = 0;
  let at = beginningOf(open);
  scanIdBlocks(open, text, ids => {
    const scored = scoreTokens(model, at, ids);
    at = scored.at;
    for (let i = 0; i < ids.length; i++) {
      const logProb = scored.logProbs[i] / Math.LN10;
      const isOov = isUnknown(model, ids[i]) && (!unk || Number.isNaN(logProb));
      const isEnd = ids[i] === end;
      addWord(sentence, { logProb, isEnd, isOov });
      if (!isEnd && ++length < LONGEST_SENTENCE) continue;
      addTo(total, sentence);
      sentence = emptyTally();
      length = 0;
    }
  });
  addTo(total, sentence);
  return total;
}
