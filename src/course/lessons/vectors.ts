import type { AnsweredFigures, VectorsFigures } from '../../protocol/course';
import { type Finding, type Lesson, problem, sentence } from '../lesson';

/** The fewest questions about odd words from which one can see anything. */
const FEWEST = 10;
/** Share of right answers up to which a result is hardly better than guessing, which finds 1 in 4. */
const GUESSED = 0.4;
/** Two results differ clearly if they differ by more than this share of the questions. */
const DIFFERENCE = 0.1;
/** Share of a text's words that are read at least, unless the text is long. The others are for validation. */
const SHARE_READ = 0.75;

/** Lesson 8: words as vectors. */
export const vectors: Lesson<'vectors'> = {
  id: 'vectors',
  image: 'media/screenshots/course-vectors.png',
  texts: {
    en: {
      title: 'Words as vectors',
      idea: 'A network cannot read words, only numbers. So each word gets a list of, say, 50 numbers: a **vector**, a place on a map with 50 directions. Nobody chooses these numbers. They are learned, and words that occur among the same neighbours get similar ones: *he* ends up near *she*, *saw* near *heard*. **word2vec** (Mikolov, 2013) learns nothing but such vectors. But the network of lesson 7 has a vector for each word, too, although it only learned to predict the next word.',
      task: 'The button trains both on the words of your text: word2vec, and a network with 50 hidden units. Then it asks both the same questions. *Odd word*: which of *he, she, they, of* does not belong to the others? *Analogy*: *see* is to *saw* as *hear* is to …? At the end a page opens with the vectors of word2vec: click a word to see its neighbours, ask analogies of your own, and find the word on the **map**.',
      button: 'Train Word Vectors',
      question: 'Whose vectors find more of the odd words?',
      options: [
        'Those of word2vec, which is made for this.',
        'Those of the network, which predicts words.',
        'No clear difference.',
        'Neither: both hardly find more than by guessing.',
      ],
      picture:
        'The report of this lesson on the sample text: the odd words and analogies that were found, and the neighbours of some words',
      after:
        'Guessing finds 1 odd word in 4. If both find far more, both know which words are alike, although nobody ever said what a verb or a pronoun is. Whoever wants to predict the next word has to know it: after *to*, many verbs are possible, but hardly any pronoun.\n\nAn analogy is much harder: of all words, one answer is right. The direction from *see* to *saw* has to be the same as the direction from *hear* to *heard*. For that, a text must contain each of these words many times. The vectors that made analogies famous come from billions of words; a text like the sample has some twenty thousand.\n\nThe questions are two small files, [in English](../../media/samples/questions-english.txt) and [in Japanese](../../media/samples/questions-japanese.txt). In each line of the second part, the last word is the odd one. A question with a word that your text does not contain often enough is left out.\n\n1. Near a word on the map, there is often its opposite: *good* and *bad*, *up* and *down*. Why can vectors that are learned from the words around a word not tell them apart?\n2. Which word of your text has neighbours that surprise you? Look up where it occurs.',
    },
    ja: {
      title: 'ベクトルとしての単語',
      idea: 'ネットワークが読めるのは単語ではなく数だけです。そこで 1 つの単語に、たとえば 50 個の数を並べて与えます。これが**ベクトル**で、50 の方向を持つ地図の上の位置です。数は誰かが決めるのではなく、学習されます。同じような単語に囲まれて現れる単語は、似た数になります。「これ」は「それ」の近く、「兄」は「母」の近くです。**word2vec** (ミコロフ、2013 年) は、こうしたベクトルだけを学習します。しかしレッスン 7 のネットワークにも、次の単語の予測しか学習していないのに、単語ごとのベクトルがあります。',
      task: 'ボタンを押すと、テキストの単語で、word2vec と、隠れユニット 50 個のネットワークの両方を学習し、同じ質問をします。**仲間外れ**:「これ、それ、あれ、行く」のうち仲間でないのはどれでしょうか。**類推**:「この」に対する「これ」は、「その」に対する何でしょうか。最後に word2vec のベクトルのページが開きます。単語をクリックして近い単語を見たり、自分で類推を尋ねたり、**地図**で探したりできます。',
      button: '単語ベクトルを学習',
      question: '仲間外れを多く見つけるのは、どちらのベクトルでしょうか。',
      options: [
        'このために作られた word2vec のベクトル。',
        '単語を予測するネットワークのベクトル。',
        'はっきりした差はない。',
        'どちらも、でたらめに選ぶのとほとんど変わらない。',
      ],
      picture:
        'サンプルテキストでのこのレッスンのレポート。見つけた仲間外れと類推の数、いくつかの単語に近い単語',
      after:
        'でたらめに選べば、4 問に 1 問が当たります。両方がはるかに多く当てるなら、動詞や代名詞とは何かを誰も教えていないのに、どの単語が似ているかを両方とも知っていることになります。次の単語を予測するには、それを知らなければならないからです。「を」の後に来る動詞はたくさんありますが、助詞はほとんど来ません。\n\n類推ははるかに難しい質問です。すべての単語のうち、正しい答えは 1 つだけだからです。「この」から「これ」への方向が、「その」から「それ」への方向と同じでなければなりません。それには、どの単語もテキストに何度も現れる必要があります。類推で有名になったベクトルは数十億語から学習したもので、サンプルテキストは数万語です。\n\n質問は 2 つの小さなファイルにあります。[日本語](../../../media/samples/questions-japanese.txt)と[英語](../../../media/samples/questions-english.txt)です。後半の各行では、最後の単語が仲間外れです。テキストに十分な回数現れない単語を含む質問は除かれます。\n\n1. ある単語に近いのは、しばしば反対の意味の単語です (「上」と「下」、「いい」と「わるい」)。周りの単語から作ったベクトルでは、なぜ区別できないのでしょうか。\n2. 近い単語が意外だったのはどの単語でしょうか。テキストのどこに現れるかを調べてみましょう。',
    },
  },
  judge(figures) {
    const { oddWords, read, tokens } = figures;
    if (oddWords.asked < FEWEST)
      return problem(
        'The text contains all words of only {0} of {1} questions about odd words, too few to compare vectors. Choose a longer text in English or Japanese.',
        ...[oddWords.asked, oddWords.questions],
      );
    return {
      kind: 'finding',
      answer: answerOf(oddWords),
      sentences: [
        ...(read < SHARE_READ * tokens
          ? [sentence('The text is long: only its first {0} of {1} words were read.', read, tokens)]
          : []),
        ...covered(figures),
        sentence(
          'Odd words found: {0} by word2vec, {1} by the network, of {2}; guessing finds {3}.',
          ...[oddWords.word2vec, oddWords.network, oddWords.asked, Math.round(oddWords.asked / 4)],
        ),
        analogySentence(figures),
      ],
    };
  },
};

function answerOf({ asked, word2vec, network }: AnsweredFigures): number {
  if (Math.max(word2vec, network) <= GUESSED * asked) return 3;
  if (Math.abs(word2vec - network) <= DIFFERENCE * asked) return 2;
  return word2vec > network ? 0 : 1;
}

/** Says how many questions were left out. */
function covered({ oddWords, analogies }: VectorsFigures): Finding['sentences'] {
  const left = oddWords.questions - oddWords.asked + analogies.questions - analogies.asked;
  const all = oddWords.questions + analogies.questions;
  return left === 0
    ? []
    : [
        sentence(
          'Of {0} questions, {1} were left out, because the text does not contain one of their words often enough.',
          ...[all, left],
        ),
      ];
}

const analogySentence = ({ analogies, read }: VectorsFigures) =>
  analogies.asked === 0
    ? sentence('No analogy was asked.')
    : sentence(
        'Analogies answered right: {0} by word2vec, {1} by the network, of {2}. Both learned from {3} words.',
        ...[analogies.word2vec, analogies.network, analogies.asked, read],
      );
