import type { GradientReport } from '../../protocol/gradientReport';
import { type Lesson, problem, sentence } from '../lesson';

/** The parameters that only the errors of their own step reach: those of the output. */
const OF_OUTPUT = ['Why', 'by'];

/** Lesson 4: learning through time, and how to find a wrong sign. */
export const gradients: Lesson<'gradients'> = {
  id: 'gradients',
  // The network that is checked reads random tokens.
  ignoresText: true,
  image: 'media/screenshots/inspection-unrolled-in-time.png',
  texts: {
    en: {
      title: 'Learning through time',
      idea: 'What a network knows is in its **weights**: thousands of numbers by which it multiplies. It learns by changing them a little after each mistake. But how does it know what it should have remembered five letters ago? Draw the network once for every letter, side by side. The error of the last letter goes back through all these copies, and says for every weight: a little more, or a little less? This answer is the **gradient** of the weight. If a program has a minus where a plus belongs, a **wrong sign**, the network still learns a bit, so nobody notices.',
      task: 'The button measures every gradient directly: change one weight a little, and measure how the **loss** changes, the number that says how wrong the predictions are. Then it plants a wrong sign where the error goes back in time, and checks again. The network is small and its tokens are random, so your text does not matter here. The weights are named by what they connect: *Wxh* the letter x with the hidden values h, *Whh* the hidden values with those of the next step, *Why* the hidden values with the prediction y; *bh* and *by* are added. **Elman: Inspect Network** draws the unrolled network on a line of your own.',
      button: 'Plant a Wrong Sign',
      question:
        'A program has a wrong sign only where the error goes back from one letter to the letter before. Which gradients become wrong?',
      options: [
        'None: the difference is too small.',
        'Only those of the output: the weights from the hidden values to the prediction (Why, by).',
        'Only those of the weights that make the hidden values (Wxh, Whh, bh).',
        'All.',
      ],
      picture:
        'A network unrolled over the letters of a line, with the error that goes back from the last letter',
      after:
        'The output weights *Why* and *by* meet the error before it goes back in time, so their gradients stay right. The gradients of the weights that make the hidden values are sums over the errors of all later letters, and those arrive with the wrong sign.\n\nThe relative error compares two numbers, the gradient *a* of the program and the measured one *b*: |a − b| divided by the sum of their sizes. A millionth means that six digits agree. With the wrong sign, it is far above a millionth.\n\n1. Why is measuring not used for training? Count: how often does it compute the loss for 100,000 weights?\n2. Would the check find the wrong sign with a text of a single letter, where nothing goes back in time?',
    },
    ja: {
      title: '時間をさかのぼる学習',
      idea: 'ネットワークの知識は**重み**にあります。計算で掛ける、何千もの数です。間違えるたびに重みを少しずつ変えて学習します。しかし、5 文字前に何を覚えておくべきだったかを、どうやって知るのでしょうか。1 文字ごとにネットワークを並べて描いてみます。最後の文字の誤差がこれらのコピーをすべて通って戻り、各重みに「もう少し大きく」か「もう少し小さく」かを伝えます。この答えがその重みの**勾配**です。プログラムがプラスとマイナスの**符号を間違えて**いても、ネットワークは少しは学習するため、誰も気づきません。',
      task: 'ボタンを押すと、すべての勾配を直接測ります。重みを 1 つだけ少し変え、**損失** (予測がどれだけ外れたかを表す数) の変化を測ります。次に、誤差が時間をさかのぼるところで符号を間違え、もう一度確かめます。小さなネットワークとでたらめな文字の列を使うので、自分のテキストは関係しません。重みの名前は、何と何を結ぶかを表します。*Wxh* は文字 x と隠れ層の値 h、*Whh* は隠れ層の値と次のステップの隠れ層の値、*Why* は隠れ層の値と予測 y を結びます。*bh* と *by* は掛け算の和に足す数です。**Elman: ネットワークの中を見る** は、自分で選んだ 1 行に沿って展開したネットワークを描きます。',
      button: '符号を間違えてみる',
      question:
        '誤差が 1 文字前へ戻るところだけ、プログラムの符号が間違っています。正しくなくなる勾配はどれでしょうか。',
      options: [
        'どれも正しいまま。違いは小さすぎる。',
        '出力の勾配だけ。隠れ層の値から予測を作る重みの勾配 (Why、by)。',
        '隠れ層の値を作る重みの勾配だけ (Wxh、Whh、bh)。',
        'すべて。',
      ],
      picture: '1 行の文字に沿って展開したネットワークと、最後の文字から戻る誤差',
      after:
        '出力の重み *Why* と *by* には、誤差が時間をさかのぼる前に届くので、勾配は正しいままです。隠れ層の値を作る重みの勾配は、後の文字すべての誤差を足し合わせたものですが、その誤差が間違った符号で届きます。\n\n相対誤差は、プログラムの勾配 *a* と測った勾配 *b* を比べます。|a − b| を両者の大きさの和で割った値です。100 万分の 1 なら 6 桁が一致しています。符号を間違えると、100 万分の 1 よりはるかに大きくなります。\n\n1. 直接測る方法を学習に使わないのはなぜでしょうか。重みが 10 万個なら、損失を何回計算することになるでしょうか。\n2. 1 文字だけのテキストでは何も時間をさかのぼりません。そのとき符号の間違いは見つかるでしょうか。',
    },
  },
  judge({ right, wrong }) {
    if (!right.isRight)
      return problem('The gradients are wrong before a sign was changed: {0}.', wrongIn(right).join(', '));
    const names = wrongIn(wrong);
    const isOfOutput = names.map(name => OF_OUTPUT.includes(name));
    const answer = names.length === 0 ? 0 : isOfOutput.every(Boolean) ? 1 : isOfOutput.some(Boolean) ? 3 : 2;
    return {
      kind: 'finding',
      answer,
      sentences: [
        sentence('Before, the largest relative error of all gradients was {0}.', largest(right)),
        sentence('With the wrong sign it is {0}. Wrong: {1}.', largest(wrong), names.join(', ') || '–'),
      ],
    };
  },
};

const wrongIn = ({ parameters, tolerance }: GradientReport) =>
  parameters.filter(({ error }) => !(error < tolerance)).map(({ name }) => name);

const largest = ({ parameters }: GradientReport) =>
  Math.max(...parameters.map(({ error }) => error)).toExponential(1);
