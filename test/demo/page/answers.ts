import type { Fixtures } from 'weapp-host/settings'
import { SAMPLE_PICTURE } from './sample-picture'

export type Answer = 'ask' | 'accept' | 'refuse' | 'fail'

/** What a phone's system can be asked for, and which answers make sense. 'ask' leaves it to whoever holds the phone. */
export const QUESTIONS = {
  login: ['accept', 'fail'],
  privacy: ['ask', 'accept', 'refuse'],
  phoneNumber: ['ask', 'accept', 'refuse', 'fail'],
  subscribe: ['ask', 'accept', 'refuse', 'fail'],
  scanCode: ['ask', 'refuse', 'fail'],
  media: ['ask', 'accept', 'refuse', 'fail'],
  location: ['ask', 'accept', 'refuse', 'fail'],
  payment: ['ask', 'accept', 'refuse', 'fail'],
} as const satisfies Record<string, readonly Answer[]>

export type Question = keyof typeof QUESTIONS
export type Answers = Record<Question, Answer>

export const DEFAULT_ANSWERS: Answers = {
  login: 'accept',
  privacy: 'accept',
  phoneNumber: 'ask',
  subscribe: 'ask',
  scanCode: 'ask',
  media: 'ask',
  location: 'ask',
  payment: 'ask',
}

/** How many answers differ from what a phone does by itself. */
export function changedAnswers(answers: Answers): number {
  return (Object.keys(QUESTIONS) as Question[]).filter((question) => answers[question] !== DEFAULT_ANSWERS[question])
    .length
}

const PICKERS = ['chooseMedia', 'chooseImage', 'chooseVideo', 'chooseMessageFile']
const LOCATORS = ['getLocation', 'getFuzzyLocation', 'chooseLocation']
const CITY = { latitude: 30.5928, longitude: 114.3055 }

/** The answers in the host's own words. */
export function fixturesOf(answers: Answers): Partial<Fixtures> {
  const { login, privacy, phoneNumber, subscribe, scanCode, media, location, payment } = answers
  const decision = (answer: Answer) => (answer === 'fail' ? 'accept' : answer)
  return {
    login: login === 'fail' ? 'fail' : 'ok',
    privacy: decision(privacy),
    phoneNumber,
    subscribe: subscribe === 'refuse' ? 'reject' : subscribe,
    payment: payment === 'accept' ? 'ok' : payment === 'refuse' ? 'cancel' : payment,
    media: media === 'accept' ? [SAMPLE_PICTURE] : [],
    location: CITY,
    scopes: { 'scope.userLocation': decision(location), 'scope.userFuzzyLocation': decision(location) },
    failures: {
      ...failing(['scanCode'], scanCode),
      ...failing(PICKERS, media),
      ...(location === 'fail' ? failing(LOCATORS, 'fail') : {}),
    },
  }
}

/** What these functions of wx fail with: somebody who cancels, or a phone that cannot. */
function failing(names: string[], answer: Answer): Record<string, string> {
  if (answer !== 'refuse' && answer !== 'fail') return {}
  return Object.fromEntries(names.map((name) => [name, answer === 'refuse' ? 'cancel' : 'system error']))
}
