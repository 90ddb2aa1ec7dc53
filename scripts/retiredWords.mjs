// Words that readers stumbled over. `npm run check` rejects them in messages, documents, comments, test
// titles and commit subjects.

/**
 * Pairs of a pattern and the words to use instead. A pattern matches a word in the sense to avoid, and in few
 * other senses.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const retired = [
  [/\bfore(?:see[ns]?|seeing|saw)\b/i, 'predict'],
  [/\b(?:go|goes|going|went) on\b/i, 'continue, resume, change over time'],
  [/\b(?:stands?|stood)\b(?! for\b)/i, 'is, lies, is listed'],
  [/\b(?:tells|told)\b(?! apart\b)/i, 'shows, says, returns'],
  [/\bholds\b(?! out\b)/i, 'contains, is true, applies'],
  [/\b(?:come|comes|came|coming) (?:back|again)\b/i, 'is restored'],
  [/\bso many\b/i, 'the number of'],
  [/\bat the (?:least|most)\b/i, 'at least, minimum'],
  [/\bin the place of\b/i, 'instead of'],
  [/\bshall\b/i, 'should, or nothing'],
  [/\b(?:by itself|by themselves)\b/i, 'automatically'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\blikel(?:ier|iest)\b/i, 'more likely, most likely'],
  [
    /\b(?:nats|bits|tokens|words|characters|updates|steps|rows|MB) an? (?:window|element|second|token|word|character|update|step|epoch|run)\b/i,
    'per',
  ],
  [/\banew\b/i, 'again, from the start'],
  [/(?<!\bthere |\* )\b(?:is|are) no (?!longer\b|more\b|evidence\b)\w+/i, 'is not a'],
  // Japanese
  [/窓/, 'ウィンドウ'],
  [/走行/, 'ラン'],
  [/実行(?=[のをがとはに])/, 'ラン'],
  [/要素ごとにクリップ/, 'クリップしきい値 (要素ごと)'],
  [/種類の記号/, '文字の種類'],
  [/Elman を学習(?!さ)/, '学習させる'],
];

/**
 * Returns the retired words in a line, each with the words to use instead.
 * @type {(line: string) => string[]}
 */
export function retiredWordsIn(line) {
  return retired.flatMap(([pattern, instead]) => {
    const found = pattern.exec(line);
    return found ? [`"${found[0]}" (${instead})`] : [];
  });
}
