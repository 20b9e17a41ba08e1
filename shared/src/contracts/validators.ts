import { Transform, Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator'
import { limits } from '../domain/limits'
import { refusalText } from '../domain/refusal'
import { promisedReward, rewardForPassingOn, rewardText, type RewardPromise } from '../domain/rewards'
import { SHARE_CODE } from '../domain/share'
import { holdsContact } from '../domain/contact'
import { cleanText, graphemes } from '../domain/text'

/** Stores text clean (see cleanText); a text of invisible characters only becomes '' and is then refused by `Words`. */
export const Clean = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanText(value) : value))

/** May be left out. Unlike class-validator's own `IsOptional` it does not take null for nothing: no service expects one. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined)

/** A list of these, each of them checked by its own contract. */
export function ListOf(
  one: () => new () => object,
  { least = 0, most }: { least?: number; most: number },
): PropertyDecorator {
  const rules = [
    Type(one),
    ValidateNested({ each: true }),
    IsObject({ each: true }),
    ArrayMaxSize(most),
    ArrayMinSize(least),
    IsArray(),
  ]
  return (target, property) => rules.forEach((rule) => rule(target, property))
}

interface WordsOptions extends ValidationOptions {
  /** A phone number may stand here. Which fields these are, and why, is said in test/server/access/words.test.ts. */
  phone?: 'allowed'
  /**
   * Benefits: not a word of them (where nothing is said); `unrelated`: not as a reward for passing on; `allowed`: nobody but the writer's own side
   * reads it, or another guard looks at the whole of it.
   */
  benefits?: 'unrelated' | 'allowed'
}

export const NO_CONTACT = 'noContact'
export const NO_REWARD = 'noReward'

/**
 * Free text of `min` to `max` characters as a person counts them, without anybody's phone number or id in a messenger and without a promise of a benefit for
 * recommending (domain rules, section 8). Whoever wants less has to say so.
 */
export function Words(min: number, max: number, options: WordsOptions = {}): PropertyDecorator {
  const { phone, benefits, ...rest } = options
  const rules = [
    lengthRule(min, max, rest),
    ...(phone === 'allowed' ? [] : [contactRule(rest)]),
    ...(benefits === 'allowed'
      ? []
      : [rewardRule(benefits === 'unrelated' ? rewardForPassingOn : promisedReward, rest)]),
  ]
  return (target, property) => rules.forEach((rule) => rule(target, property))
}

const contactRule = (options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: NO_CONTACT,
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || !holdsContact(value),
        defaultMessage: () => refusalText('phone_in_words'),
      },
    },
    options,
  )

const rewardRule = (find: (text: string) => RewardPromise | null, options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: NO_REWARD,
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || find(value) === null,
        defaultMessage: (told) => {
          const values: unknown[] = Array.isArray(told?.value) ? told.value : [told?.value]
          const promise = values.map((value) => (typeof value === 'string' ? find(value) : null)).find(Boolean)
          return promise ? rewardText(promise) : refusalText('reward_forbidden')
        },
      },
    },
    options,
  )

function lengthRule(min: number, max: number, options: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'words',
      constraints: [min, max],
      validator: {
        validate: (value: unknown) => typeof value === 'string' && within(value, min, max),
        defaultMessage: () => (min > 0 ? `请填写 ${min} 到 ${max} 个字` : `请不要超过 ${max} 个字`),
      },
    },
    options,
  )
}

const within = (value: string, min: number, max: number): boolean => {
  // Columns hold four code points a character; this also bounds what the segmenter is given.
  if (value.length > max * 8 || [...value].length > max * 4) return false
  const count = graphemes(value)
  return count >= min && count <= max
}

/** An id of ours: a positive whole number as a string. */
export const Id = (options?: ValidationOptions): PropertyDecorator =>
  Matches(/^[1-9]\d{0,18}$/u, { message: '编号格式不正确', ...options })

/** A calendar day as YYYY-MM-DD, one that there is. */
export const Day = (): PropertyDecorator =>
  ValidateBy({
    name: 'day',
    validator: { validate: isDay, defaultMessage: () => '日期格式应为 2026-01-31' },
  })

const isDay = (value: unknown): boolean =>
  typeof value === 'string' && /^20\d{2}-\d{2}-\d{2}$/u.test(value) && isInCalendar(value)

/** The thirtieth of February is read as one of March. */
const isInCalendar = (day: string): boolean =>
  !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u

/**
 * A moment as ISO 8601 has it, with its zone, and one that `Date` reads: the standard also knows weeks, days of the year and times without a zone, which
 * are no moment or another one on every server.
 */
export const Instant = (): PropertyDecorator =>
  ValidateBy({ name: 'isIso8601', validator: { validate: isInstant, defaultMessage: () => '时间格式不正确' } })

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' &&
  INSTANT.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  isInCalendar(value.slice(0, 'YYYY-MM-DD'.length))

/** An idempotency key made by the client: a UUID, in whatever case it was written. */
export const Key = (): PropertyDecorator => (target, property) => {
  IsUUID()(target, property)
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))(
    target,
    property,
  )
}

/** Where the last page ended. */
export const Cursor = (): PropertyDecorator => (target, property) => {
  for (const decorate of [Optional(), IsString(), MaxLength(200)]) decorate(target, property)
}

/** How much of a list one page has. */
export const PageLimit = (): PropertyDecorator => (target, property) => {
  const asNumber = Type(() => Number)
  for (const decorate of [Optional(), asNumber, IsInt(), Min(1), Max(limits.page)]) decorate(target, property)
}

/** The key of a row of figures: "card", "content:12". */
export const RowKey = (): PropertyDecorator => (target, property) => {
  const isKey = Matches(/^[a-z_]{1,12}(:[1-9]\d{0,18})?$/u, { message: '行的编号格式不正确' })
  for (const decorate of [Optional(), IsString(), isKey]) decorate(target, property)
}

/** A share's short code. */
export const ShareCode = (): PropertyDecorator => Matches(SHARE_CODE, { message: '分享码格式不正确' })
