/** A text as Aozora Bunko publishes it. `body` is the part that the filter keeps. */
export const AOZORA = {
  body: `
一
吾輩は猫である。名前はまだ無い。
どこで生れたかとんと見当がつかぬ。しかしあまり人の悪い書生であった。
　おい、※と少年との間に様子が見えた。「あれ」と、お母さんが言った。

括弧［これは文］と、縦線｜だけの行。
`,
  whole: `吾輩は猫である
夏目漱石

-------------------------------------------------------
【テキスト中に現れる記号について】

《》：ルビ
（例）吾輩《わがはい》は猫である

｜：ルビの付く文字列の始まりを特定する記号
（例）一番｜獰悪《どうあく》な種族

［＃］：入力者注　主に外字の説明や、傍点の位置の指定
　　　（数字は、JIS X 0213の面区点番号、または底本のページと行数）
（例）※［＃「言＋墟のつくり」、第4水準2-88-74］
-------------------------------------------------------

［＃８字下げ］一［＃「一」は中見出し］
［＃ここから１字下げ］
吾輩《わがはい》は猫である。名前はまだ無い。
　［＃改ページ］
どこで生れたかとんと｜見当《けんとう》がつかぬ。しかしあまり人の悪い書生《しょせい》であった［＃「であった」に傍点］。
　おい、※［＃「さんずい＋（「※［＃「てへん＋劣」］」）」、第3水準1-84-77］と｜少年《※［＃ルビ］》との｜間に様子《ようす》が見えた。「あれ」と、お母《かあ》さんが言った。

括弧［これは文］と、縦線｜だけの行。
底本：「夏目漱石全集1」ちくま文庫、筑摩書房
　　　1987（昭和62）年9月29日第1刷発行
入力：柴田卓治
校正：渡部峰子（一）
`,
};

const BODY = `
It is a truth universally acknowledged, that a single man
must be in want of a wife.

The END of it; Project Gutenberg is not *** here ***.
`;

/** Headers and footers of Project Gutenberg from different years. */
const frames = {
  'of today': [
    `\ufeffThe Project Gutenberg eBook of Pride and Prejudice
    
This ebook is for the use of anyone anywhere in the United States and
at the end of the Project Gutenberg License included with this ebook.

*** START OF THE PROJECT GUTENBERG EBOOK PRIDE AND PREJUDICE ***
`,
    `*** END OF THE PROJECT GUTENBERG EBOOK PRIDE AND PREJUDICE ***

Updated editions will replace the previous one--the old editions will
be renamed.
`,
  ],
  'of 2005, with a long title': [
    `Project Gutenberg's Pride and Prejudice, by Jane Austen

***START OF THIS PROJECT GUTENBERG EBOOK PRIDE AND PREJUDICE, A NOVEL IN
THREE VOLUMES***
`,
    `End of Project Gutenberg's Pride and Prejudice, by Jane Austen

***END OF THIS PROJECT GUTENBERG EBOOK PRIDE AND PREJUDICE, A NOVEL IN
THREE VOLUMES***

***** This file should be named 1342.txt or 1342.zip *****
`,
  ],
  'of 1998': [
    `****The Project Gutenberg Etext of Pride and Prejudice****
#1 in our series by Jane Austen

***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***
Why is this "Small Print!" statement here?  You know: lawyers.

*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*
`,
    `End of The Project Gutenberg Etext of Pride and Prejudice
`,
  ],
} as const;

export const GUTENBERG = Object.entries(frames).map(([name, [header, footer]]) => ({
  name,
  body: BODY,
  whole: header + BODY + footer,
}));
