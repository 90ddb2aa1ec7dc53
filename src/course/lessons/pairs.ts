import type { ComparisonFigures } from '../../protocol/experimentFigures';
import { type Lesson, problem, sentence } from '../lesson';

/** The two values that lesson 6 compares, in the order of its options. */
export const initialisers = ['gaussian', 'xavier'] as const;
/** p-values below this count as evidence. */
const EVIDENCE = 0.05;

/** Lesson 6: black magic, settings that nobody derives. */
export const pairs: Lesson<'pairs'> = {
  id: 'pairs',
  image: 'media/screenshots/experiment.png',
  texts: {
    en: {
      title: 'Black magic, tested fairly',
      idea: 'How large should the first random weights be? At which size are the errors clipped (lesson 5)? Experience answers such questions, and for a long time it was called black magic. There is a fair way to ask: change **one** setting, keep everything else equal, and repeat with several **seeds**. A seed is the number from which the first random weights follow; even they alone can make one training, a **run**, better than another.',
      task: 'The button writes an experiment that differs in one setting: the first weights are tiny (``gaussian``) or fit the size of the network (``xavier``). It trains each with five seeds. Change the setting in the file and run it again: ``training.gradientClip``, or ``model.forgetBias`` of an LSTM.',
      button: 'Compare Two Starts',
      question: 'Which start has the lower loss on new text after the same number of updates?',
      options: ['gaussian: tiny weights.', 'xavier: weights that fit.', 'No clear difference.'],
      picture:
        'The results of an experiment: the losses of five seeds for each value, with means, intervals and the verdict',
      after:
        "The **interval** says how large the difference probably is. If it contains 0, five seeds do not show which value is better. The **p-value** says how often chance alone would give such a difference.\n\nIn pairs: run **Elman: Work in Pairs…**. It writes two files that differ in one setting, and each partner trains one. Exchange the runs with **Elman: Export Run as File…**, and open the other one with **Elman: Compare with a Partner's Run…**.\n\n1. One run of each, and one is better: why is that no evidence?\n2. You change two settings at once, and the loss falls. What do you know now?",
    },
    ja: {
      title: '黒魔術を公平に試す',
      idea: '最初の乱数の重みはどれくらいの大きさがよいのでしょうか。誤差はどの大きさでクリップすればよいのでしょうか (レッスン 5)。こうした問いの答えは経験に頼るしかなく、その経験は長い間「黒魔術」と呼ばれてきました。しかし公平に試す方法があります。設定を **1 つだけ**変え、ほかはすべて同じにして、いくつかの**シード**で繰り返すのです。シードは、最初の乱数の重みを決める数です。最初の乱数が違うだけでも、1 回の学習 (**ラン**) の良し悪しは変わるからです。',
      task: 'ボタンを押すと、設定が 1 つだけ違う実験のファイルを作ります。最初の重みが、ごく小さい (``gaussian``) か、ネットワークの大きさに合っている (``xavier``) かの違いです。それぞれをシード 5 個で学習させます。ファイルの設定を ``training.gradientClip`` や LSTM の ``model.forgetBias`` に変えて、もう一度試しましょう。',
      button: '2 つの初期値を比べる',
      question: '同じ更新回数のあと、新しいテキストでの損失が低いのはどちらでしょうか。',
      options: ['gaussian: ごく小さい重み。', 'xavier: 大きさに合った重み。', 'はっきりした差はない。'],
      picture: '実験の結果。それぞれの値のシード 5 個の損失と、平均、区間、判定',
      after:
        '**区間**は、差がおそらくどれくらいかを示します。区間に 0 が入っていれば、シード 5 個ではどちらがよいかわかりません。**p 値**は、偶然だけでこれ以上の差が出る確率です。\n\n2 人で行うには、**Elman: 2 人で取り組む…** を使います。設定が 1 つだけ違うファイルが 2 つできるので、1 つずつ学習させます。**Elman: ランをファイルにエクスポート…** で交換し、**Elman: 相手のランと比較…** で相手のランを開きます。\n\n1. 1 回ずつ学習させて一方がよかったとしても、証拠にはなりません。なぜでしょうか。\n2. 設定を 2 つ同時に変えたら損失が下がりました。何がわかったでしょうか。',
    },
  },
  judge({ conditions, comparisons }) {
    const missing = conditions.reduce((sum, each) => sum + each.missing, 0);
    const [comparison] = comparisons;
    if (missing > 0 || !comparison)
      return problem(
        'Runs of the experiment that are not done yet: {0}. Wait, or run its file again.',
        missing,
      );
    return { kind: 'finding', answer: answerOf(comparison), sentences: [verdictOf(comparison)] };
  },
};

/** Returns -1 if the reader edited the experiment so that it compares other values. */
function answerOf({ lower, higher, p }: ComparisonFigures): number {
  const [low, high] = [lower, higher].map(name => initialisers.findIndex(each => name.includes(each)));
  if (low < 0 || high < 0) return -1;
  const isClear = p !== undefined && p < EVIDENCE;
  return isClear ? low : initialisers.length;
}

function verdictOf({ lower, higher, wins, seeds, difference, interval }: ComparisonFigures) {
  const digits = (value: number) => value.toFixed(3);
  return sentence(
    '{0} is lower than {1} in {2} of {3} seeds, by {4} nats per token (95 % interval {5} to {6}).',
    ...[lower, higher, wins, seeds, digits(difference)],
    ...(interval ? [digits(interval.low), digits(interval.high)] : ['–', '–']),
  );
}
