import type { RankedAnswer } from '../../protocol/course';
import { type Lesson, problem, sentence } from '../lesson';

/**
 * The question and the answers that the model ranks. All answers of a language have the same number of characters: a longer
 * text has a lower probability only because it is longer.
 */
export const dialogue = {
  en: { question: 'What day is it today? It is ', answers: ['Monday', 'Friday', 'a lord', 'banana'] },
  ja: { question: '今日は何曜日ですか。今日は', answers: ['月曜日', '金曜日', 'いい人', '猫の日'] },
} as const;

/** Lesson 1: a language model gives a text a probability. */
export const probability: Lesson<'probability'> = {
  id: 'probability',
  image: 'media/screenshots/dark-hover.png',
  texts: {
    en: {
      title: 'A language model gives a text a probability',
      idea: 'A language model answers one question: how likely is this text? It learns that from a text: in this lesson, by counting which letters follow which. A good model gives a high probability to sentences that people write, and a low one to nonsense. So you can ask it a question without its understanding a word: try several answers, and see which one it finds most likely.',
      task: 'The button counts your text in seconds, and ranks four answers to "What day is it today?". Then select any sentence in the text and rest the mouse on it: the hover shows its **perplexity**, the number of letters between which the model hesitates, and its surprising letters.',
      button: 'Rank the Answers',
      question: 'What day is it today? It is … Which answer will the model find most likely?',
      options: ['Monday.', 'Friday.', 'a lord.', 'banana.'],
      picture: 'A selected sentence with a hover that shows its perplexity and its most surprising letters',
      after:
        'How unlikely an answer is, is measured in **bits**: a probability of 1/2 is 1 bit, 1/4 is 2 bits, 1/8 is 3 bits. An answer with 10 bits more is about a thousand times less likely. All four answers have six characters, because a longer text is less likely merely because it is longer.\n\nThe model knows nothing but its text. If people in that text never talk about Mondays, it cannot prefer them, however often you ask. That is not stupidity: it is what "probability" means here, the probability *in this kind of text*.\n\n1. Which text would make "Monday" the winner? Choose such a text with **Elman: Choose the Text of the Course…** and try.\n2. Alan Turing proposed to test a machine by its answers. Would a model pass that always gives the most likely one?',
    },
    ja: {
      title: '言語モデルはテキストに確率を与える',
      idea: '言語モデルが答える問いはただ 1 つ、「このテキストはどれくらいありそうか」です。このレッスンのモデルは、どの文字の次にどの文字が来るかをテキストで数えて学習します。よいモデルは、人が書くような文には高い確率を、でたらめには低い確率を与えます。ですから、言葉の意味がわからないモデルにも質問ができます。いくつかの答えを試し、どれが最もありそうかを見ればよいのです。',
      task: 'ボタンを押すと、数秒でテキストを数え、「今日は何曜日ですか」への 4 つの答えに順位を付けます。そのあと、テキストの文を選択してマウスポインターを重ねてみましょう。ホバーに、モデルがいくつの文字の間で迷っているかを表す**パープレキシティ**と、意外な文字が表示されます。',
      button: '答えに順位を付ける',
      question: '今日は何曜日ですか。今日は… モデルにとって最もありそうな答えはどれでしょうか。',
      options: ['月曜日。', '金曜日。', 'いい人。', '猫の日。'],
      picture: '選択した文と、パープレキシティと意外な文字を示すホバー',
      after:
        'どれだけありそうにないかは**ビット**で測ります。確率が 1/2 なら 1 ビット、1/4 なら 2 ビット、1/8 なら 3 ビットです。10 ビット多い答えは、確率が約 1000 分の 1 です。長いテキストは長いというだけで確率が低くなるため、4 つの答えはどれも 3 文字です。\n\nモデルが知っているのは、学習したテキストだけです。そのテキストに曜日の話が出てこなければ、何度尋ねても曜日を選ぶことはできません。それは愚かだからではありません。ここでの「確率」とは、*その種のテキストでの*確率なのです。\n\n1. どんなテキストなら「月曜日」が勝つでしょうか。**Elman: コースのテキストを選択…** でテキストを選んで試しましょう。\n2. チューリングは、機械を答えによって試すことを提案しました。いつも最もありそうな答えを返すモデルは合格するでしょうか。',
    },
  },
  judge({ answers }) {
    const known = answers.filter(({ unknown }) => unknown === 0);
    if (known.length === 0)
      return problem(
        'Every answer has a character that the text does not contain, so the model cannot rank them. Choose a text in English: run "Elman: Choose the Text of the Course…".',
      );
    const ranked = known.toSorted((a, b) => a.bits - b.bits);
    const [best] = ranked;
    const list = ranked.map(({ text, bits }) => `${text} ${bits.toFixed(1)}`).join(' · ');
    return {
      kind: 'finding',
      answer: answers.indexOf(best),
      sentences: [
        sentence('Bits of each answer, the most likely first: {0}.', list),
        ...answers.filter(({ unknown }) => unknown > 0).map(unknownAnswer),
        dayOf(answers[0]),
      ],
    };
  },
};

const unknownAnswer = ({ text }: RankedAnswer) =>
  sentence('"{0}" has a character that the text does not contain: the model cannot say it at all.', text);

/** Explains the rank of the first answer, a day of the week, by how often the text contains it. */
const dayOf = ({ text, occurrences }: RankedAnswer) =>
  occurrences === 0
    ? sentence('The text never contains "{0}", so nothing could teach the model this answer.', text)
    : sentence('Occurrences of "{0}" in the text: {1}.', text, occurrences);
