import type { AnswerView } from '@quanke/shared/contracts/referral-requests'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import { answerWords, questionsOf } from '@quanke/shared/domain/request-questions'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { holdsContact } from '@quanke/shared/domain/contact'
import type { Answers } from './referral-request.entity'

/** Why these are no answers to the questions of the category, or null. What is not answered is no fault. */
export function answersRefusal(category: RequestCategory, answers: Answers): Refusal | null {
  const asked = new Map(questionsOf(category))
  if (new Set(answers.map(({ question }) => question)).size !== answers.length) return 'answers_wrong'
  for (const { question, answer } of answers) {
    const found = asked.get(question)
    if (!found) return 'answers_wrong'
    if (found.choices !== null && !Object.hasOwn(found.choices, answer)) return 'answers_wrong'
    if (found.choices === null && holdsContact(answer)) return 'phone_in_words'
  }
  return null
}

/** The answers in the order of the questions, which is how they are kept and shown. */
export function inOrder(category: RequestCategory, answers: Answers): Answers {
  const given = new Map(answers.map((one) => [one.question, one]))
  return questionsOf(category).flatMap(([question]) => given.get(question) ?? [])
}

/** The answers in words. */
export const answerViews = (category: RequestCategory, answers: Answers): AnswerView[] =>
  answers.map(({ question, answer }) => ({
    question,
    label: new Map(questionsOf(category)).get(question)?.label ?? '',
    answer,
    shown: answerWords(category, question, answer),
  }))

export const sameAnswers = (one: Answers, other: Answers): boolean =>
  one.length === other.length &&
  one.every(({ question, answer }, index) => question === other[index]!.question && answer === other[index]!.answer)
