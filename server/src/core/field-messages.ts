import type { ValidationError } from 'class-validator'
import type { FieldError } from './refused'

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
