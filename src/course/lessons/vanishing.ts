import type { CellFlow } from '../../protocol/course';
import { type Lesson, problem, sentence } from '../lesson';

/** The share of an error that counts as nothing. */
const NOTHING = 0.01;

/** Lesson 5: vanishing and exploding gradients. */
export const vanishing: Lesson<'vanishing'> = {
  id: 'vanishing',
  image: 'media/screenshots/course-vanishing.png',
  texts: {
    en: {
      title: 'Vanishing and exploding',
      idea: 'To learn, a network has to hear about its mistakes. It predicts the next letter, sees how wrong it was, and sends this **error** back: to the last step, to the step before it, and so on. So the earlier steps learn what they should have kept. But at every step back, the error is multiplied by a number. If the number is 0.5, half is left after one step, a quarter after two, a thousandth after ten: the error **vanishes**. If it is 2, the error is a thousand times as large after ten steps: it **explodes**.',
      task: 'The button trains four networks that differ only in their **units**, which compute the hidden values. Such a unit adds up what it reads, each number times a weight, and a curve turns the sum into its value: ``logistic``, ``tanh`` and ``relu`` are three curves. A unit of an LSTM also keeps a second value, to which it adds a bit at each step. The plot **Gradient flow** shows how much of an error is left `k` letters back. You can change the number, too: **Elman: Inspect Network** has the tab **Unrolled in time** with a slider, **Spectral radius of W**.',
      button: 'Train Four Networks',
      question: 'Which network sends 1 % of the error farthest back?',
      options: ['logistic.', 'tanh.', 'relu.', 'LSTM.'],
      picture:
        'The gradient flow of the four networks: how much of an error is left k letters back. One line of the scale is a factor of 10,000',
      after:
        '**What vanishes, and why?** The message that would teach the network what to keep. It becomes smaller at every step back, because it is multiplied by a number below 1 again and again. Such a network could remember for a long time. But it never learns what is worth it.\n\nThe number is a product of two: how steep the curve of the unit is, and how large its weights are.\n\n| unit | how steep |\n|---|---|\n| logistic | at most 1/4: at most a quarter survives each step, unless large weights make up for it |\n| tanh | at most 1, but only for sums near 0 |\n| relu | 1 or 0: everything survives, or nothing |\n| LSTM | its second value is a second way back. There the error is multiplied only by a *gate*, a number from 0 to 1 that says how much of the value is kept |\n\nThe weights between two steps, W, are many numbers. The **spectral radius** says in one number by how much they enlarge what passes through them again and again: 0.5 halves it at each step, 2 doubles it. The curve of the unit makes the result smaller again. The dashboard plots it during training.\n\nChange it: run **Elman: Inspect Network** on one of the four runs, open the tab **Unrolled in time**, set **Steps** to 40 and move the slider **Spectral radius of W**. The network then reads the line again with the scaled weights, and its error goes back through them. A sentence on the page says from how many letters back less than 1 % is left. Try the next network.\n\nExploding errors are cut to a fixed size before the weights are changed: they are *clipped*. In lesson 6 you can vary this size. A vanished error cannot be repaired like that: what is left of it is lost among the errors of nearer letters.\n\n1. Say in one sentence what vanishes, and why.\n2. If 80 % survive each step, after how many steps is less than 1 % left? Multiply 0.8 × 0.8 × … on a calculator.\n3. Which spectral radius does the logistic network need to keep 1 % as far back as tanh does with the weights that it learned?',
    },
    ja: {
      title: '消失と爆発',
      idea: '学習するには、ネットワークは自分の間違いを知らなければなりません。次の文字を予測し、どれだけ間違えたかを調べ、その**誤差**を後ろへ送ります。最後のステップへ、その 1 つ前のステップへ、と順に戻ります。こうして前のステップは、何を覚えておくべきだったかを学びます。ところが誤差は、1 ステップ戻るたびに、ある数を掛けられます。その数が 0.5 なら、1 ステップで半分、2 ステップで 4 分の 1、10 ステップで約 1000 分の 1 になります。誤差は**消失**します。2 なら 10 ステップで約 1000 倍になり、**爆発**します。',
      task: 'ボタンを押すと、隠れ層の値を計算する**ユニット**だけが異なる、4 つのネットワークを学習させます。ユニットは、読んだ数に重みを掛けて足し合わせ、その和を曲線で自分の値に変えます。``logistic``、``tanh``、``relu`` は 3 種類の曲線です。LSTM のユニットは 2 つ目の値も持ち、1 ステップごとにそこへ少しずつ足します。**勾配の流れ** のグラフは、誤差が `k` 文字前にどれだけ残っているかを示します。掛ける数を自分で変えることもできます。**Elman: ネットワークの中を見る** の **時間方向の展開** タブに、**W のスペクトル半径** のスライダーがあります。',
      button: '4 つのネットワークに学習させる',
      question: '誤差が 1 % 以上残ったまま、最も遠くまで戻るのはどのネットワークでしょうか。',
      options: ['logistic。', 'tanh。', 'relu。', 'LSTM。'],
      picture:
        '4 つのネットワークの勾配の流れ。誤差が k 文字前にどれだけ残っているかを示す。目盛り 1 つで 1 万倍',
      after:
        '**何が、なぜ消えるのでしょうか。** 消えるのは、何を覚えておくべきかを教える知らせです。1 より小さい数を何度も掛けられるので、1 ステップ戻るたびに小さくなります。このネットワークも、長く覚えることはできるでしょう。しかし、長く覚えておく価値のあるものが何かを学べません。\n\n掛けられる数は 2 つの数の積です。ユニットの曲線の傾きと、重みの大きさです。\n\n| ユニット | 傾き |\n|---|---|\n| logistic | 最大で 1/4。大きな重みが補わない限り、1 ステップで残るのは 4 分の 1 以下 |\n| tanh | 最大で 1。ただし入力の和が 0 に近いときだけ |\n| relu | 1 か 0。すべて残るか、何も残らない |\n| LSTM | 2 つ目の値を通る道がある。そこで誤差に掛けられるのは*ゲート* (値をどれだけ残すかを表す 0 から 1 の数) だけ |\n\nステップの間の重み W は、たくさんの数です。W を何度も通ると 1 回あたり何倍になるかを、1 つの数で表したものが**スペクトル半径**です。0.5 なら 1 ステップごとに半分、2 なら 2 倍になり、ユニットの曲線がそれをまた小さくします。学習中にダッシュボードのグラフで見られます。\n\n変えてみましょう。4 つのランのどれかで **Elman: ネットワークの中を見る** を実行し、**時間方向の展開** タブで **ステップ数** を 40 にして、**W のスペクトル半径** のスライダーを動かします。ネットワークは大きさを変えた重みでその行を読み直し、誤差もその重みを通って戻ります。残りが 1 % 未満になるのは何文字前からかが、ページの文でわかります。次のネットワークでも試してください。\n\n爆発した誤差は、重みを変える前に一定の大きさに切り詰めます。これを*クリップ*と呼び、レッスン 6 でその大きさを変えられます。消失した誤差は同じようには直せません。わずかに残ったものは、近くの文字の誤差に埋もれてしまうからです。\n\n1. 何がなぜ消えるのかを 1 文で説明しましょう。\n2. 1 ステップごとに 80 % が残るなら、1 % 未満になるのは何ステップ後でしょうか。電卓で 0.8 × 0.8 × … と掛けてみましょう。\n3. logistic のネットワークで、学習したままの tanh と同じ距離まで 1 % が届くには、スペクトル半径がいくつ必要でしょうか。',
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
