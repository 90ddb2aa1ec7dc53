import { type Lesson, problem, sentence } from '../lesson';

/** Share of the planned updates from which on the result is worth reading. */
const ENOUGH = 0.5;
/** Factors between which the options lie. */
const FACTORS = [1.2, 2];

/** Lesson 3: a state that remembers, Elman's network. */
export const memory: Lesson<'memory'> = {
  id: 'memory',
  image: 'media/screenshots/dark-dashboard.png',
  texts: {
    en: {
      title: 'A state that remembers',
      idea: 'A network computes with numbers: from each letter it makes, for example, 100 numbers, its **hidden values**, and from these its prediction of the next letter. In 1990 Jeffrey Elman gave it a memory. With each letter, it also reads its own hidden values from the step before: its **context**. Nobody says what to keep there. The network learns it, only by trying to predict the next letter. Unlike counting, it needs no list of all combinations.',
      task: 'The button trains such a network for some seconds to half a minute. Watch the sampled text turn from noise into words. The check then silences the context, by setting it to 0: the same network, but at each step it sees only one letter.',
      button: 'Train the Network',
      question:
        'Perplexity is the number of letters between which the network hesitates. What happens to it without the context?',
      options: ['It hardly changes.', 'It grows, but does not double.', 'It more than doubles.'],
      picture: 'The dashboard of a run: falling loss, sampled text and gradient norms',
      after:
        'The context is 100 numbers, and all that the network knows about the past is in them. Without it, the network has lost more than a memory: it was never trained to work without one. A network that learned without a context from the start could at best do about as well as counting pairs of letters (lesson 2, order 2).\n\nTo silence single units instead of all, use **Elman: Inspect Network** and its tab **Lesions**.\n\n1. Read the samples from the first to the last with the slider. What does the network learn first: frequent letters, spaces, short words, line ends?\n2. For how many letters does it remember? That is not what lesson 5 measures: from how many letters back the network can still learn.',
    },
    ja: {
      title: '記憶する状態',
      idea: 'ネットワークは数で計算します。1 文字から、たとえば 100 個の数 (**隠れ層の値**) を作り、そこから次の文字を予測します。1990 年、ジェフリー・エルマンはネットワークに記憶を与えました。文字を読むたびに、1 ステップ前の自分の隠れ層の値も一緒に読むのです。これを**文脈**と呼びます。そこに何を残すかは誰も教えません。次の文字を予測しようとするだけで、ネットワークが自分で学びます。数えるモデルと違い、すべての組み合わせの一覧は要りません。',
      task: 'ボタンを押すと、数秒から 30 秒ほどでこのネットワークを学習させます。ネットワークが書くサンプルが、でたらめから単語に変わる様子を見ましょう。確認では文脈を 0 にして切ります。同じネットワークが、各ステップで 1 文字だけを見ることになります。',
      button: 'ネットワークに学習させる',
      question:
        'パープレキシティは、ネットワークがいくつの文字の間で迷っているかを表します。文脈がないとどうなるでしょうか。',
      options: ['ほとんど変わらない。', '増えるが、2 倍にはならない。', '2 倍を超える。'],
      picture: 'ランのダッシュボード。下がる損失、サンプル、勾配ノルム',
      after:
        '文脈は 100 個の数で、ネットワークが過去について知っていることはすべてその中にあります。文脈を切られたネットワークは、記憶を失うだけではありません。記憶なしで動くようには学習していないのです。最初から文脈なしで学習したネットワークなら、2 文字の組を数えるモデル (レッスン 2 の 2-gram) とせいぜい同じくらいです。\n\nすべてではなく 1 つずつのユニットを切るには、**Elman: ネットワークの中を見る** の **損傷** タブを使います。\n\n1. スライダーでサンプルを最初から最後まで読みましょう。よく出る文字、空白、短い単語、改行のうち、最初に学ぶのは何でしょうか。\n2. 何文字前まで覚えているでしょうか。レッスン 5 で測るのは別のもの、何文字前のことまで学習できるかです。',
    },
  },
  judge({ iteration, planned, withContext, without }) {
    if (iteration < ENOUGH * planned)
      return problem(
        'The network has only {0} of {1} updates. Wait until the training is done, or resume the run, and check again.',
        ...[iteration, planned],
      );
    const factor = without / withContext;
    const answer = FACTORS.filter(each => factor >= each).length;
    return {
      kind: 'finding',
      answer,
      sentences: [
        sentence(
          'On the end of the text, the perplexity is {0} with the context and {1} without it: {2} times as much.',
          ...[withContext.toFixed(2), without.toFixed(2), factor.toFixed(1)],
        ),
      ],
    };
  },
};
