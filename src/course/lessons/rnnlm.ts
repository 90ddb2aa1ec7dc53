import type { RnnlmFigures } from '../../protocol/course';
import { type Lesson, problem, sentence } from '../lesson';

/** The fewest tokens of the training part from which words can be learned. */
const FEWEST = 2000;
/** A mixture is better only if its perplexity is lower by this share. Smaller differences do not count. */
const GAIN = 0.002;

/** Lesson 7: Mikolov's RNNLM, alone and mixed with counts. */
export const rnnlm: Lesson<'rnnlm'> = {
  id: 'rnnlm',
  image: 'media/screenshots/course-rnnlm.png',
  texts: {
    en: {
      title: "Mikolov's network, and what counts add",
      idea: "In 2010 Tomáš Mikolov trained Elman's network on words instead of letters. A text has thousands of different words, and to give each a probability takes most of the time. So he sorted the words into **classes**: the network first guesses the class, then the word in it. He also gave it **direct connections**: weights from the last words straight to the next one, which learn like n-grams. And he mixed the network with an n-gram model: each is wrong in other places.",
      task: 'The button learns a **5-gram**, which counts five words in a row as lesson 2 counts letters. It trains a network with 50 hidden units with and without direct connections, and mixes each network with the 5-gram. Nine tenths of your text are for learning. The **perplexities** are those of the last tenth: the number of words between which a model hesitates.',
      button: 'Train RNNLM',
      question: 'Which model has the lowest perplexity on new text?',
      options: [
        'The 5-gram alone.',
        'The network alone.',
        'The network with direct connections.',
        'A mixture of a network and the 5-gram.',
      ],
      picture: 'The report of this lesson on the sample text: the perplexities of the models alone and mixed',
      after:
        "A mixture asks both models and takes a weighted mean of their probabilities. Where one has seen the words before and the other has not, the mean loses little: 0.5 instead of 0.9 costs less than one bit, but 0.1 instead of 0.9 more than three. So the perplexity of a mixture is often lower than those of both members. It gains nothing where one model is better everywhere.\n\nFor those who read programs: Mikolov's and ours compute the same. Read one line of each:\n\n| equation | in his rnnlmlib.cpp | in Elman Lab, src/engine/families/rnnlm |\n|---|---|---|\n| s(t) = logistic(U w(t) + W s(t - 1)) | computeNet | net/network.ts, computeClasses |\n| P(class \\| s) = softmax(V s + direct weights) | computeNet | net/network.ts, computeClasses |\n| P(word \\| class, s) = softmax over the words of the class | computeNet | net/network.ts, computeWords |\n| direct weights, found by a hash of the last words | computeNet | net/features.ts, addTo |\n| error of the output: 1 - P for the right word, -P for the others | learnNet | net/learner.ts, learn |\n| the error goes back through W, step by step | learnNet | net/learner.ts, learn |\n\n1. A text has 10,000 words in 100 classes of equal size. How many outputs does the network compute for a word, instead of 10,000?\n2. Which of the two models is better on words that are rare, and which on names that were mentioned some sentences before?",
    },
    ja: {
      title: 'ミコロフのネットワークと、数えることの助け',
      idea: '2010 年、トマーシュ・ミコロフはエルマンのネットワークを、文字ではなく単語で学習させました。テキストには何千種類もの単語があり、そのすべての確率を求めるのに、時間の大半がかかります。そこで単語を**クラス**に分けました。ネットワークはまずクラスを、次にその中の単語を予測します。さらに**直接結合**を加えました。直前のいくつかの単語から次の単語へ直接つながる重みで、n-gram のように学習します。そして n-gram モデルと混合しました。2 つのモデルは、違うところで間違えるからです。',
      task: 'ボタンを押すと、**5-gram** (レッスン 2 で文字を数えたように、連続する 5 語を数えるモデル) と、隠れユニット 50 個のネットワークを直接結合なし・ありで学習し、それぞれを 5-gram と混合します。テキストの 9 割で学習します。**パープレキシティ**は残りの 1 割での値で、モデルがいくつの単語の間で迷っているかを表します。',
      button: 'RNNLM を学習',
      question: '新しいテキストでパープレキシティが最も低いのはどのモデルでしょうか。',
      options: [
        '5-gram だけ。',
        'ネットワークだけ。',
        '直接結合のあるネットワーク。',
        'ネットワークと 5-gram の混合。',
      ],
      picture: 'サンプルテキストでのこのレッスンのレポート。モデル単独と混合のパープレキシティ',
      after:
        '混合は両方のモデルの確率を重みつきで平均します。一方がその単語の並びを見たことがあり、他方がないとき、平均で失うものはわずかです。確率が 0.9 でなく 0.5 なら 1 ビット未満、0.1 なら 3 ビット以上の損です。そのため混合のパープレキシティはしばしば、混ぜたどのモデルよりも低くなります。つねに一方がよければ、混ぜても得るものはありません。\n\nプログラムを読む人へ: ミコロフのプログラムと Elman Lab は同じ計算をします。1 行ずつ読み比べてください。\n\n| 式 | ミコロフの rnnlmlib.cpp | Elman Lab の src/engine/families/rnnlm |\n|---|---|---|\n| s(t) = logistic(U w(t) + W s(t - 1)) | computeNet | net/network.ts の computeClasses |\n| P(クラス \\| s) = softmax(V s + 直接結合) | computeNet | net/network.ts の computeClasses |\n| P(単語 \\| クラス, s) = クラス内の単語の softmax | computeNet | net/network.ts の computeWords |\n| 直前の単語のハッシュで見つける直接結合 | computeNet | net/features.ts の addTo |\n| 出力の誤差: 正しい単語は 1 - P、ほかは -P | learnNet | net/learner.ts の learn |\n| 誤差が W を通って 1 ステップずつ戻る | learnNet | net/learner.ts の learn |\n\n1. 10,000 語が同じ大きさの 100 クラスに分かれています。ネットワークは 1 語あたり、10,000 個の代わりにいくつの出力を計算するでしょうか。\n2. まれな単語に強いのはどちらのモデルでしょうか。数文前に出てきた名前ではどうでしょうか。',
    },
  },
  judge(figures) {
    const { tokens, ngram, network, direct, words, classes, outputs } = figures;
    if (tokens < FEWEST)
      return problem(
        'The text has only {0} words to learn from, too few for this lesson. Choose a text with at least {1} words.',
        ...[tokens, FEWEST],
      );
    const alone = [ngram, network, direct];
    const best = Math.min(...alone);
    const mixed = betterMixture(figures);
    const isMixtureBest = mixed.perplexity < best * (1 - GAIN);
    return {
      kind: 'finding',
      answer: isMixtureBest ? alone.length : alone.indexOf(best),
      sentences: [
        sentence(
          'Alone, the 5-gram has perplexity {0}, the network {1}, and the network with direct connections {2}.',
          ...alone.map(perplexity => perplexity.toFixed(2)),
        ),
        isMixtureBest
          ? sentence(
              'Mixed with the 5-gram, with {0} % for the network, the perplexity is {1}: lower than each alone.',
              ...[(100 * mixed.share).toFixed(0), mixed.perplexity.toFixed(2)],
            )
          : sentence(
              'Mixed with the 5-gram, with {0} % for the network, the perplexity is {1}: here the mixture gains nothing.',
              ...[(100 * mixed.share).toFixed(0), mixed.perplexity.toFixed(2)],
            ),
        sentence(
          'With {0} words in {1} classes, the network computes {2} outputs per word on average.',
          ...[words, classes, outputs.toFixed(0)],
        ),
      ],
    };
  },
};

const betterMixture = ({ mixed, mixedDirect }: RnnlmFigures) =>
  mixedDirect.perplexity < mixed.perplexity ? mixedDirect : mixed;
