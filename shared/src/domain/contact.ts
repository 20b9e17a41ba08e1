import { holdsPhoneNumber } from './text'

/** Whether free text holds somebody's phone number, WeChat id, QQ number or mail address: third persons are passed on by a card, which they can turn down. */
export const holdsContact = (text: string): boolean =>
  holdsPhoneNumber(text) || holdsChatId(text) || MAIL.test(text.normalize('NFKC'))

const MAIL = /[a-z0-9][\w.+-]*\s?@\s?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/iu

/**
 * Whether free text holds something that looks like somebody's id in a messenger of China: a WeChat id behind a word that says so, however that is
 * written to get past a guard, or a QQ number. A word for WeChat alone, or an id of anything else, is not one.
 */
export function holdsChatId(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060-\u2064\ufeff]|\ufe0f/gu, '')
    .toLowerCase()
  return IDS.some((id) => id.test(plain))
}

/** WeChat as people write it, also against guards: 微 信, 薇信, v信, vx, V❤, 加v. */
const WECHAT =
  '(?:[微薇徽威][\\s.·_-]*信|(?<![a-z0-9])(?:wechat|weixin|wx|v\\s?x|v[\\s.]*信)(?![a-z0-9_-])|(?<![a-z])[v微薇徽][\\s]*[❤♥♡💚💗💕🧡💙]|[加+]\\s*(?:v|微)(?![a-z0-9信]))'
const NUMBER_OF = '(?:\\s?号码?|\\s?账号|\\s?帐号|\\s?id)'
/** What stands between the word and the id. */
const SIGNS = '[\\s:=(「『"“‘\'\\[【<>~→-]*'
const GAP = `${SIGNS}(?:就?是|为|叫|请?搜索?|请?加)?${SIGNS}`

/** What has the form of an id and is none: phones, systems, addresses. */
const NO_ID =
  '(?!iphone|ipad|macbook|android|windows|macos|harmony|huawei|xiaomi|wechat|weixin|covid|version|https?|h5page|miniprogram)'
const REST = '[a-z][a-z0-9_-]{5,19}(?![a-z0-9_-])'
/** With a digit or an underscore in it, as no word has. */
const ODD_ID = `${NO_ID}(?=[a-z-]*[\\d_])${REST}`
/** Of letters only, which may as well begin an English sentence. */
const ANY_ID = `${NO_ID}${REST}(?!\\s+[a-z])`
const COUNTED = '(?![\\d.]|\\s*(?:元|块|万|亿|年|月|日|人|位|个|条|次|张|份|件|步|米|篇|首|字|分|点|%))'
const NO_DAY = '(?!(?:19|20)\\d{6}(?!\\d))'

const IDS = [
  /(?<![a-z0-9])wxid[_-][a-z0-9]{6,}/u,
  `${WECHAT}${NUMBER_OF}?${GAP}(?:${ODD_ID}|${NO_DAY}[1-9]\\d{5,10}${COUNTED})`,
  `${WECHAT}(?:${NUMBER_OF}${GAP}|\\s*[:=]\\s*)${ANY_ID}`,
  // The other way round.
  `(?<![a-z0-9_-])${ODD_ID}\\s*(?:[(【]\\s*|就?是(?:我|她|他|本人|对方)?的?)${WECHAT}`,
  `加(?:我|她|他|一下|好友)${GAP}${ODD_ID}`,
  `(?<![a-z0-9])(?:q\\s?q|扣扣|抠抠|企鹅)(?:号码?|群号?)?${GAP}${NO_DAY}[1-9]\\d{4,10}${COUNTED}`,
].map((pattern) => new RegExp(pattern, 'u'))
