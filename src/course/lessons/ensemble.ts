import { kindNames } from '../../common/kindNames';
import { mean } from '../../common/statistics';
import { type Lesson, problem, sentence } from '../lesson';

/** The fewest tokens of the training part from which the kinds of models can be compared. */
const FEWEST = 2000;

/** Lesson 9: an ensemble, and all kinds of models on one text. */
export const ensemble: Lesson<'ensemble'> = {
  id: 'ensemble',
  image: 'media/screenshots/kinds.png',
  texts: {
    en: {
      title: 'Many heads, and all kinds',
      idea: 'Two networks that start with other random weights end with other weights, and make other mistakes. Ask several of them, and take the mean of their probabilities: this is an **ensemble**. Nothing new is learned, and still it predicts differently from each member. An ensemble joins models of one kind. Models can also be of different kinds: some count, some look at a window of letters, some have a state that remembers, some pay attention to earlier letters.',
      task: 'The button trains five Elman networks that differ only in their seeds, and takes the mean of their probabilities. Then it trains eleven kinds of models, each with at most 10,000 numbers to learn. In training, each reads 200,000 letters at most, from nine tenths of your text. The **perplexities** are those of the last tenth: the number of letters between which a model hesitates, so lower is better. It takes about a minute.',
      button: 'Compare All Kinds',
      question: 'Where is the perplexity of the ensemble of five networks?',
      options: [
        'At the mean of the five, or above.',
        'Below the mean of the five, but above the best one.',
        'Below the best of the five.',
      ],
      picture: 'Kinds of models compared on one text: their perplexities and sizes',
      after:
        'The perplexity of the ensemble is never above the geometric mean of the perplexities of its members: five numbers multiplied, then the fifth root. That is a theorem, not luck. The first question below shows it with two probabilities: the higher the probability of the right letter, the lower the perplexity. How far it is below depends on how much the members disagree. Five copies of one network gain nothing.\n\nThe table has models without a state, which know only the last letters, and models with a state, which could know the whole past. None of them is best everywhere. With few numbers and few letters, counting is strong; with more of both, networks overtake it. **Elman: Compare Kinds of Models on This Text…** repeats the table with budgets of your choice.\n\n1. Two members give the right letter the probabilities 0.9 and 0.1. What is the mean? What is the geometric mean? Which of the two is higher?\n2. An ensemble of five costs five times the time. What else could one do with that time?\n3. Which kinds of models in the table could learn that a bracket, once opened, has to be closed?',
    },
    ja: {
      title: '三人寄れば文殊の知恵、そしてあらゆる種類',
      idea: '違う乱数の重みから始めた 2 つのネットワークは、違う重みに行き着き、違う間違いをします。いくつかに尋ねて、その確率の平均を取ります。これが**アンサンブル**です。新しく学習するものは何もないのに、どのメンバーとも違う予測になります。アンサンブルは同じ種類のモデルを集めたものです。モデルには違う種類もあります。数えるもの、直前の数文字を見るもの、記憶する状態を持つもの、前の文字に注意を向けるものです。',
      task: 'ボタンを押すと、シードだけが違う 5 つのエルマンネットワークを学習し、その確率の平均を取ります。次に 11 種類のモデルを学習します。どれも、学習する数は 10,000 個まで、読む文字は 200,000 字までです。テキストの 9 割で学習します。**パープレキシティ**は残りの 1 割での値で、モデルがいくつの文字の間で迷っているかを表します。低いほどよい値です。1 分ほどかかります。',
      button: 'あらゆる種類を比べる',
      question: '5 つのネットワークのアンサンブルのパープレキシティは、どこになるでしょうか。',
      options: [
        '5 つの平均と同じか、それより高い。',
        '5 つの平均より低いが、最もよいものより高い。',
        '5 つのうち最もよいものより低い。',
      ],
      picture: '1 つのテキストで比べたモデルの種類。パープレキシティと大きさ',
      after:
        'アンサンブルのパープレキシティは、メンバーのパープレキシティの相乗平均 (幾何平均: 5 つの数を掛け、5 乗根を取ったもの) より高くなることはありません。運ではなく定理です。下の最初の質問で、2 つの確率を使って確かめられます。正しい文字の確率が高いほど、パープレキシティは低くなります。どれだけ低くなるかは、メンバーの予測がどれだけ食い違うかで決まります。同じネットワークを 5 つ並べても、得るものはありません。\n\n表には、状態を持たず直前の数文字しか知らないモデルと、状態を持ち過去のすべてを知りうるモデルが並んでいます。いつでも最もよいモデルはありません。学習する数も読む文字も少なければ数えるモデルが強く、どちらも増えればネットワークが追い越します。**Elman: このテキストでモデルの種類を比較…** を使うと、好きな予算で表を作り直せます。\n\n1. 2 つのメンバーが正しい文字に 0.9 と 0.1 の確率を与えました。平均はいくつでしょうか。相乗平均はいくつで、どちらが高いでしょうか。\n2. 5 つのアンサンブルには 5 倍の時間がかかります。その時間でほかに何ができるでしょうか。\n3. 開いた括弧は閉じなければならないことを学べるのは、表のどの種類のモデルでしょうか。',
    },
  },
  judge({ tokens, members, ensemble: joined, kinds }) {
    if (tokens < FEWEST)
      return problem(
        'The text has only {0} letters to learn from, too few to compare kinds of models. Choose a text with at least {1} letters.',
        ...[tokens, FEWEST],
      );
    const best = Math.min(...members);
    const geometric = Math.exp(mean(members.map(Math.log)));
    const lowest = kinds.reduce((found, each) => (each.perplexity < found.perplexity ? each : found));
    return {
      kind: 'finding',
      answer: joined >= geometric ? 0 : joined < best ? 2 : 1,
      sentences: [
        sentence(
          'The five networks have perplexities from {0} to {1}, with the geometric mean {2}; the ensemble has {3}.',
          ...[best, Math.max(...members), geometric, joined].map(value => value.toFixed(3)),
        ),
        sentence(
          'Of {0} kinds of models with this budget, "{1}" is lowest, with perplexity {2}.',
          ...[kinds.length, kindNames[lowest.model], lowest.perplexity.toFixed(2)],
        ),
      ],
    };
  },
};
