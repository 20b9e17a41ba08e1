import type { ValidationError } from 'class-validator'
import { NO_CONTACT, NO_REWARD } from '@quanke/shared/contracts/validators'
import { promisedReward, type RewardPromise } from '@quanke/shared/domain/rewards'
import { Refused, type FieldError } from './refused'

const MOST_ERRORS = 20

/** What a person reads where a validator of the library would speak English. Ours (words, id, share code) speak Chinese themselves. */
const MESSAGES: Record<string, string> = {
  whitelistValidation: '不支持的字段',
  isString: '请填写文字',
  isInt: '请填写整数',
  isBoolean: '请选择是或否',
  isArray: '格式不正确',
  isObject: '格式不正确',
  isIn: '请选择有效的选项',
  isUuid: '编号格式不正确',
  isIso8601: '时间格式不正确',
  equals: '请先确认这一项',
  min: '数值过小',
  max: '数值过大',
  minLength: '内容过短',
  maxLength: '内容过长',
  isLength: '长度不正确',
  arrayMinSize: '至少需要一项',
  arrayMaxSize: '项数过多',
  nestedValidation: '格式不正确',
}

/** What is wrong with each field, as paths ("decisions.0.purpose") and sentences; the first twenty of them. */
export function fieldErrors(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors
    .flatMap(({ property, constraints = {}, children = [] }) => {
      const field = `${path}${property}`
      const own = Object.entries(constraints).map(([name, text]) => ({ field, message: MESSAGES[name] ?? text }))
      return [...own, ...fieldErrors(children, `${field}.`)]
    })
    .slice(0, MOST_ERRORS)
}

/** The refusal for what is wrong: by its own code where somebody's number or a reward stands in a text, else as a malformed request. */
export function refusedFor(errors: readonly ValidationError[]): Refused {
  const failures = failuresOf(errors)
  const names = new Set(failures.map(({ name }) => name))
  const isOnly = (name: string) => names.size === 1 && names.has(name)
  const code = isOnly(NO_REWARD) ? 'reward_forbidden' : isOnly(NO_CONTACT) ? 'phone_in_words' : 'invalid_request'
  return new Refused(code, fieldErrors(errors), promiseIn(failures))
}

interface Failure {
  name: string
  value: unknown
}

const failuresOf = (errors: readonly ValidationError[]): Failure[] =>
  errors.flatMap(({ constraints = {}, children = [], value }) => [
    ...Object.keys(constraints).map((name) => ({ name, value: value as unknown })),
    ...failuresOf(children),
  ])

function promiseIn(failures: readonly Failure[]): RewardPromise | null {
  const values = failures.flatMap(({ name, value }) => (name === NO_REWARD ? [value].flat() : []))
  for (const value of values) {
    const promise = typeof value === 'string' ? promisedReward(value) : null
    if (promise) return promise
  }
  return null
}
