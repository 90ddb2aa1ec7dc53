import type { OrderFigures } from '../../protocol/course';
import { type Lesson, problem, sentence } from '../lesson';

/** The fewest tokens of a text whose held-out part gives a trustworthy perplexity. */
const FEWEST = 2000;

/** Lesson 2: counting n-grams, and where it ends. */
export const counting: Lesson<'counting'> = {
  id: 'counting',
  image: 'media/screenshots/course-counting.png',
  texts: {
    en: {
      title: 'Counting, and where it ends',
      idea: 'The simplest language model only counts. An **n-gram** is n letters in a row. With n-grams of order 3 the model looks at two letters, and asks: which third letter followed these two most often? A longer memory sounds better: who sees five letters guesses better than who sees one. But most long combinations never occur, and what was never seen cannot be counted.',
      task: 'The button counts n-grams of order 1 to 6 in the first nine tenths of your text, and tries them on the last tenth. It adds 0.1 to every count: otherwise, what was never seen would be impossible. **Perplexity** is the number of letters between which the model still hesitates: lower is better.',
      button: 'Count N-grams',
      question:
        'If one only counts, adding 0.1 to every count: which order has the lowest perplexity on new text?',
      options: ['Order 1.', 'Order 2.', 'Order 3.', 'Order 4.', 'Order 5.', 'Order 6.'],
      picture:
        'The report of this lesson on the sample text: the perplexity of each order, and the share of n-grams that were never seen',
      after:
        'Two things happen at once. The longer the memory, the better the guess, *if* the combination was seen before. And the longer the memory, the rarer that is. The table shows both: on most texts, the perplexity of plain counting falls, then rises, while the share of unseen n-grams only rises.\n\nSmoothing (the column **Kneser-Ney**) helps: it falls back to a shorter memory where the long one has seen nothing. It does not make the memory any longer, and the number of n-grams to store still grows with every order.\n\n1. How many combinations of six letters are possible, if there are 60 letters? How many did your text contain?\n2. How long must a text be in which half of all six-letter combinations occur at least once?',
    },
    ja: {
      title: '数えること、その限界',
      idea: '最も単純な言語モデルは、数えるだけです。連続する n 文字を **n-gram** と呼びます。3-gram のモデルは直前の 2 文字を見て、その 2 文字の次に最も多く来たのはどの文字かを調べます。長く覚えるほどよさそうです。1 文字より 5 文字を見るほうがよく当たるはずです。しかし長い組み合わせのほとんどは一度も現れません。見たことのないものは、数えられません。',
      task: 'ボタンを押すと、テキストの最初の 9 割で 1-gram から 6-gram までを数え、残りの 1 割で試します。一度も見ていないものが「ありえない」ことにならないように、どの回数にも 0.1 を足します。**パープレキシティ**は、モデルがいくつの文字の間で迷っているかを表します。低いほどよい値です。',
      button: 'N-gram を数える',
      question:
        'どの回数にも 0.1 を足して数えるだけなら、新しいテキストでパープレキシティが最も低い次数はどれでしょうか。',
      options: ['1-gram。', '2-gram。', '3-gram。', '4-gram。', '5-gram。', '6-gram。'],
      picture:
        'サンプルテキストでのこのレッスンのレポート。次数ごとのパープレキシティと、見たことのない n-gram の割合',
      after:
        '2 つのことが同時に起こります。長く覚えるほど、その組み合わせを見たことがあれば、よく当たります。しかし長く覚えるほど、見たことがある場合は減ります。表にはその両方が現れています。多くのテキストで、数えるだけのパープレキシティは下がってから上がり、見たことのない n-gram の割合は上がり続けます。\n\nスムージング (**Kneser-Ney** の列) は助けになります。長い組み合わせを見たことがなければ、短いものに頼るからです。それでも記憶が長くなるわけではなく、保存する n-gram の数は次数とともに増えます。\n\n1. 文字が 60 種類なら、6 文字の組み合わせは何通りあるでしょうか。テキストには何通りあったでしょうか。\n2. 6 文字の組み合わせの半分が少なくとも 1 回現れるには、どれほど長いテキストが必要でしょうか。',
    },
  },
  judge({ tokens, orders }) {
    if (tokens < FEWEST)
      return problem(
        'The text has only {0} tokens, too few to compare orders. Choose a text with at least {1} tokens.',
        ...[tokens, FEWEST],
      );
    const best = lowest(orders, ({ counted }) => counted);
    const smoothed = lowest(orders, each => each.smoothed);
    const last = orders[orders.length - 1];
    return {
      kind: 'finding',
      answer: orders.indexOf(best),
      sentences: [
        sentence(
          'Counting alone, order {0} is best, with perplexity {1}; order {2} has {3}.',
          ...[best.order, best.counted.toFixed(2), last.order, last.counted.toFixed(2)],
        ),
        sentence(
          'With Kneser-Ney smoothing, the best order is {0}, with perplexity {1}.',
          ...[smoothed.order, smoothed.smoothed.toFixed(2)],
        ),
        sentence(
          'Of the n-grams of order {0} in the new text, {1} % were never seen before.',
          ...[last.order, (100 * last.unseen).toFixed(0)],
        ),
      ],
    };
  },
};

const lowest = (orders: readonly OrderFigures[], figure: (order: OrderFigures) => number) =>
  orders.reduce((best, each) => (figure(each) < figure(best) ? each : best));
