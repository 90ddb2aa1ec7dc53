// Generates the walkthrough of the course in package.json, its texts in package.nls.json and package.nls.ja.json, and the
// pages in docs/course, from the lessons in src/course.
import { existsSync, readFileSync } from 'node:fs';
import { note } from './markdown.mjs';
import { load } from './table.mjs';

/** @typedef {import('../../src/course/lesson').Lesson} Lesson */
/** @typedef {import('../../src/course/lesson').LessonText} LessonText */
/** @typedef {import('../../src/course/lesson').CourseLanguage} CourseLanguage */

/** @type {{ lessons: Record<string, Lesson> }} */
const { lessons } = await load('src/course/lessons/index.ts');
const all = Object.values(lessons);

/** Texts around those of the lessons. */
const words = {
  en: {
    course: 'The Course: Small Language Models',
    about: 'Each lesson: predict, press a button, check what was found.',
    text: 'The lessons work on the sample text, or on [your own](command:elman.chooseCourseText).',
    check: 'Check',
    doing: 'Do',
    predicting: 'Predict first',
    checking: 'Then check',
    after: 'Think',
    back: 'All lessons',
    next: 'Next',
    start: (/** @type {string} */ button) =>
      `Press **${button}** in **Elman: Open the Course**, or run **Elman: Start a Lesson of the Course…**.`,
    read: 'Press **Check**: it compares your prediction with the result, and says why. If something is missing, it says what, and which button gets it.',
  },
  ja: {
    course: 'コース: 小さな言語モデル',
    about: 'どのレッスンも、予想し、ボタンを押し、結果を確認します。',
    text: 'レッスンではサンプルテキストを使います。[自分のテキスト](command:elman.chooseCourseText)も使えます。',
    check: '確認',
    doing: 'やってみる',
    predicting: 'まず予想する',
    checking: 'そして確認する',
    after: '考える',
    back: 'レッスン一覧',
    next: '次',
    start: (/** @type {string} */ button) =>
      `**Elman: コースを開く** で **${button}** を押すか、**Elman: コースのレッスンを始める…** を使います。`,
    read: '**確認** を押すと、結果と予想を比べ、その理由を示します。足りないものがあれば、それが何か、どのボタンで得られるかを示します。',
  },
};

const BEGIN = '      {\n        "id": "course",\n';
const END = '\n    ],\n    "viewsWelcome"';

/**
 * Returns a text of package.json with the walkthrough of the course replaced. It is the last walkthrough.
 * @type {(text: string) => string}
 */
export function withCourse(text) {
  const end = text.indexOf(END);
  const begin = text.indexOf(BEGIN);
  if (begin < 0 || end < begin)
    throw new Error('package.json has no walkthrough "course" at the end of its list');
  const steps = all.map(stepText).join(',\n');
  const head = '        "title": "%course.title%",\n        "description": "%course.description%",\n';
  return `${text.slice(0, begin)}${BEGIN}${head}        "steps": [\n${steps}\n        ]\n      }${text.slice(end)}`;
}

/** @type {(lesson: Lesson) => string} */
function stepText({ id, image }) {
  return [
    '          {',
    `            "id": "${id}",`,
    `            "title": "%course.${id}.title%",`,
    `            "description": "%course.${id}.description%",`,
    `            "media": { "image": ${JSON.stringify(themed(image))}, "altText": "%course.${id}.alt%" },`,
    `            "completionEvents": ["onContext:elman.lesson.${id}"]`,
    '          }',
  ].join('\n');
}

/**
 * Returns the pictures for each kind of theme if they exist, otherwise the picture for all.
 * @type {(image: string) => string | object}
 */
function themed(image) {
  const of = (/** @type {string} */ theme) => image.replace('/dark-', `/${theme}-`);
  const themes = {
    dark: image,
    light: of('light'),
    hc: of('high-contrast'),
    hcLight: of('high-contrast-light'),
  };
  return image.includes('/dark-') && Object.values(themes).every(each => existsSync(each)) ? themes : image;
}

/**
 * Returns the texts of package.nls.json, or of its translation, with those of the course replaced.
 * @type {(file: string, language: CourseLanguage, text?: string) => string}
 */
export function courseTexts(file, language, text = readFileSync(file, 'utf8')) {
  const others = Object.entries(JSON.parse(text)).filter(([key]) => !key.startsWith('course.'));
  const place = others.findIndex(([key]) => key === 'walkthrough.title');
  others.splice(place, 0, ...entriesIn(language));
  return `${JSON.stringify(Object.fromEntries(others), null, 2)}\n`;
}

/** @type {(language: CourseLanguage) => [string, string][]} */
function entriesIn(language) {
  const { course, about } = words[language];
  return [
    ['course.title', course],
    ['course.description', about],
    ...all.flatMap(({ id, texts }, i) => lessonEntries(id, i + 1, texts[language], language)),
  ];
}

/** @type {(id: string, number: number, texts: LessonText, language: CourseLanguage) => [string, string][]} */
function lessonEntries(id, number, { title, idea, task, button, picture }, language) {
  const { text, check } = words[language];
  const argument = encodeURIComponent(JSON.stringify([id]));
  const description = [
    idea,
    task,
    `[${button}](command:elman.startLesson?${argument})`,
    `[${check}](command:elman.checkLesson?${argument})`,
    text,
  ].join('\n');
  return [
    [`course.${id}.title`, `${number}. ${title}`],
    [`course.${id}.description`, description],
    [`course.${id}.alt`, picture],
  ];
}

/** The pages of the lessons: each file with a function that returns its content. */
export const coursePages = Object.fromEntries(
  /** @type {const} */ (['en', 'ja']).flatMap(language =>
    all.map((_, i) => [pageOf(i, language), () => page(i, language)]),
  ),
);

/** @type {(index: number, language: CourseLanguage) => string} */
function pageOf(index, language) {
  return `docs/course/${language === 'ja' ? 'ja/' : ''}${nameOf(index)}`;
}

/** @type {(index: number) => string} */
function nameOf(index) {
  return `${index + 1}-${all[index].id}.md`;
}

/** @type {(index: number, language: CourseLanguage) => string} */
function page(index, language) {
  const { texts, image } = all[index];
  const { title, idea, task, button, question, options, picture, after } = texts[language];
  const { doing, predicting, checking, after: thinking, back, next, start, read } = words[language];
  const following = all[index + 1];
  return [
    `# ${index + 1}. ${title}`,
    '',
    note,
    '',
    idea,
    '',
    `![${picture}](${language === 'ja' ? '../../../' : '../../'}${image})`,
    '',
    `## ${predicting}`,
    '',
    question,
    '',
    ...options.map(option => `- ${option}`),
    '',
    `## ${doing}`,
    '',
    `${start(button)} ${task}`,
    '',
    `## ${checking}`,
    '',
    read,
    '',
    `## ${thinking}`,
    '',
    after,
    '',
    [
      `[${back}](README.md)`,
      ...(following ? [`${next}: [${following.texts[language].title}](${nameOf(index + 1)})`] : []),
    ].join(' · '),
    '',
  ].join('\n');
}
