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
      idea: 'What a network knows is in its **weights**: thousands of numbers by which it multiplies. It learns by changing them a little after each mistake. But how does it know what it should have remembered five letters ago? Draw it once for every letter, side by side: now it is a deep network without loops. The error of the last letter goes back through all copies, and says for every weight: a little more, or a little less? That slope is the **gradient**. A single wrong sign spoils it, and the network still learns a bit, so nobody notices.',
      task: 'The button checks every gradient in the honest way: change one weight a little, and measure how the **loss** changes, the number that says how wrong the predictions are. Then it plants a wrong sign where the error goes back in time, and checks again. The network is small and its tokens are random, so your text does not matter here. The weights are named by what they connect: *Wxh* the letter x with the hidden values h, *Whh* the hidden values with those of the next step, *Why* the hidden values with the prediction y; *bh* and *by* are added. **Elman: Inspect Network** draws the unrolled network on a line of your own.',
      button: 'Plant a Wrong Sign',
      question:
        'The sign is wrong only where the error goes back to the letter before. Which gradients become wrong?',
      options: [
        'None: the error is too small.',
        'Only those of the output (Why, by).',
        'Only those before the hidden layer (Wxh, Whh, bh).',
        'All.',
      ],
      picture:
        'A network unrolled over the letters of a line, with the error that goes back from the last letter',
      after:
        'The output weights *Why* and *by* meet the error before it goes back in time, so their gradients stay right. The weights before the hidden layer add up errors of all later letters, and those arrive with the wrong sign.\n\nThe relative error compares two numbers: |a − b| divided by the sum of their sizes. A millionth means that six digits agree. With the wrong sign it is close to 1, or far above a millionth.\n\n1. Why is the honest way not used for training? Count: how often does it compute the loss for 100,000 weights?\n2. Would the check find the wrong sign with a text of a single letter, where nothing goes back in time?',
    },
    ja: {
      title: '時間をさかのぼる学習',
      idea: 'ネットワークの知識は**重み**にあります。計算で掛ける、何千もの数です。間違えるたびに重みを少しずつ変えて学習します。しかし、5 文字前に何を覚えておくべきだったかを、どうやって知るのでしょうか。1 文字ごとにネットワークを並べて描くと、ループのない深いネットワークになります。最後の文字の誤差がすべてのコピーを通って戻り、各重みに「もう少し大きく」か「もう少し小さく」かを伝えます。この傾きが**勾配**です。符号を 1 つ間違えると台無しですが、それでも少しは学習するため、誰も気づきません。',
      task: 'ボタンを押すと、すべての勾配を正直な方法で確かめます。重みを 1 つだけ少し変え、**損失** (予測がどれだけ外れたかを表す数) の変化を測ります。次に、誤差が時間をさかのぼるところで符号を間違え、もう一度確かめます。小さなネットワークと乱数の文字を使うので、自分のテキストは関係しません。重みの名前は、何と何を結ぶかを表します。*Wxh* は文字 x と隠れ層の値 h、*Whh* は隠れ層の値と次のステップの値、*Why* は隠れ層の値と予測 y を結びます。*bh* と *by* は足される数です。**Elman: ネットワークの中を見る** は、自分の 1 行の上に展開したネットワークを描きます。',
      button: '符号を間違えてみる',
      question: '誤差が 1 文字前へ戻るところだけ符号が間違っています。どの勾配が間違うでしょうか。',
      options: [
        'どれも間違わない。誤差は小さすぎる。',
        '出力の勾配だけ (Why、by)。',
        '隠れ層より前の勾配だけ (Wxh、Whh、bh)。',
        'すべて。',
      ],
      picture: '1 行の文字に沿って展開したネットワークと、最後の文字から戻る誤差',
      after:
        '出力の重み *Why* と *by* には、誤差が時間をさかのぼる前に届くので、勾配は正しいままです。隠れ層より前の重みは後の文字すべての誤差を足し合わせますが、その誤差は間違った符号で届きます。\n\n相対誤差は 2 つの数 a と b を比べます。|a − b| を両者の大きさの和で割った値です。100 万分の 1 なら 6 桁が一致しています。符号を間違えると 1 に近いか、100 万分の 1 よりはるかに大きくなります。\n\n1. 正直な方法を学習に使わないのはなぜでしょうか。重みが 10 万個なら、損失を何回計算することになるでしょうか。\n2. 1 文字だけのテキストでは何も時間をさかのぼりません。そのとき符号の間違いは見つかるでしょうか。',
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
