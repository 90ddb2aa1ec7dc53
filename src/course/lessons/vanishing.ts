import type { CellFlow } from '../../protocol/course';
import { type Lesson, problem, sentence } from '../lesson';

/** The share of an error that counts as nothing. */
const NOTHING = 0.01;

/** Lesson 5: vanishing and exploding gradients. */
export const vanishing: Lesson<'vanishing'> = {
  id: 'vanishing',
  image: 'media/screenshots/dark-comparison.png',
  texts: {
    en: {
      title: 'Vanishing and exploding',
      idea: 'On its way back, the error is multiplied at every step: by the slope of the unit, and by its weight. Multiply by 0.5 ten times, and a thousandth is left. Multiply by 2 ten times, and it is a thousand times as large. What vanishes is the message from the future to the past: the network cannot learn to keep what it needed long before.',
      task: 'The button trains four networks that differ only in their units: ``logistic``, ``tanh``, ``relu``, and LSTM, which adds instead of multiplying. The plot **Gradient flow** shows how much of an error reaches `k` letters back.',
      button: 'Train Four Networks',
      question: 'In which network does 1 % of the error still arrive from the farthest distance?',
      options: ['logistic.', 'tanh.', 'relu.', 'LSTM.'],
      picture:
        'The dashboard of four runs. Gradient flow, below on the right, shows how much of an error reaches k steps back',
      after:
        'A logistic unit is never steeper than 1/4, so at most a quarter of the error survives each step, unless a weight makes up for it. A tanh unit can have slope 1, but only near 0. A relu unit has slope 1 or 0. An LSTM has a second path on which the error is only multiplied by its forget gate, which can stay close to 1.\n\nSo what vanishes is not the memory but the *lesson* about it: the error that would say what to keep. What explodes is the same number in the other case; gradients are then clipped (in lesson 6 you can vary the threshold).\n\nThe number that decides is the size of the product per step. For the weights alone it is the **spectral radius** of *Whh*: the dashboard plots it during training.\n\n1. Say in one sentence, without the word gradient, what vanishes and why.\n2. If 80 % survive each step, after how many steps is 1 % left? (0.8 × 0.8 × … on a calculator.)',
    },
    ja: {
      title: '消失と爆発',
      idea: '誤差は戻る途中、各ステップでユニットの傾きと重みを掛けられます。0.5 を 10 回掛ければ、残るのは約 1000 分の 1 です。2 を 10 回掛ければ約 1000 倍になります。消えるのは、未来から過去への知らせです。知らせが届かなければ、ずっと前に必要だったものを覚えておくことを学べません。',
      task: 'ボタンを押すと、ユニットだけが異なる 4 つのネットワークを学習させます。``logistic``、``tanh``、``relu``、そして掛ける代わりに足す LSTM です。**勾配の流れ** のグラフは、誤差が `k` 文字前へどれだけ届くかを示します。',
      button: '4 つのネットワークに学習させる',
      question: '誤差の 1 % が最も遠くまで届くのは、どのネットワークでしょうか。',
      options: ['logistic。', 'tanh。', 'relu。', 'LSTM。'],
      picture: '4 つのランのダッシュボード。右下の勾配の流れは、誤差が k ステップ前へどれだけ届くかを示す',
      after:
        'logistic の傾きは最大でも 1/4 なので、重みが補わない限り、1 ステップごとに残る誤差は 4 分の 1 以下です。tanh の傾きは 1 になりますが、0 の近くだけです。relu の傾きは 1 か 0 です。LSTM にはもう 1 つの道があり、そこでは誤差に忘却ゲートの値だけが掛けられ、その値は 1 に近いままでいられます。\n\nですから、消えるのは記憶ではなく、何を覚えておくべきかを教える誤差です。爆発は同じ数が逆に大きくなる場合で、そのときは勾配をクリップします (レッスン 6 でしきい値を変えられます)。\n\n決め手は、1 ステップごとに掛かる数の大きさです。重みだけについては *Whh* の**スペクトル半径**で、学習中にダッシュボードのグラフで見られます。\n\n1. 何がなぜ消えるのかを、「勾配」という言葉を使わずに 1 文で説明しましょう。\n2. 1 ステップごとに 80 % が残るなら、1 % になるのは何ステップ後でしょうか (電卓で 0.8 × 0.8 × …)。',
    },
  },
  judge({ cells }) {
    const failed = cells.filter(each => each.hasFailed);
    if (failed.length > 0)
      return problem(
        'The training of these networks failed: {0}. The dashboard says why. Take the lesson again, or choose another text.',
        failed.map(({ name }) => name).join(', '),
      );
    const missing = cells.filter(({ flow, iteration, planned }) => flow.length < 2 || iteration < planned);
    if (missing.length > 0)
      return problem(
        'These networks are not trained to the end yet: {0}. Wait, or resume their runs, and check again.',
        missing.map(({ name }) => name).join(', '),
      );
    const [best] = cells.toSorted((a, b) => lagOf(b) - lagOf(a) || shareLeft(b) - shareLeft(a));
    return {
      kind: 'finding',
      answer: cells.indexOf(best),
      sentences: [
        sentence('Steps back at which less than 1 % is left: {0}.', cells.map(lagText).join(' · ')),
      ],
    };
  },
};

/** Returns the first lag at which less than 1 % of the error is left; infinite if there is none. */
function lagOf({ flow }: CellFlow): number {
  const lag = flow.findIndex(norm => norm < NOTHING * flow[0]);
  return lag < 0 ? Number.POSITIVE_INFINITY : lag;
}

const shareLeft = ({ flow }: CellFlow) => flow[flow.length - 1] / flow[0];

function lagText(cell: CellFlow): string {
  const lag = lagOf(cell);
  const { name, flow } = cell;
  return Number.isFinite(lag)
    ? `${name} ${lag}`
    : `${name} > ${flow.length - 1} (${(100 * shareLeft(cell)).toPrecision(2)} %)`;
}
