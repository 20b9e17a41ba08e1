import { comparable } from './text'

/** The clauses that leave no room for a benefit for sharing or referring (domain rules, section 8). */
export const REWARD_CLAUSES = {
  wechat: '《微信小程序平台运营规范》5.1：不得以任何利益诱导用户分享',
  insurance: '《中华人民共和国保险法》第一百一十六条第四项：不得给予或承诺给予合同约定以外的利益',
} as const
export type RewardClause = keyof typeof REWARD_CLAUSES

/** What promises a benefit, by the clause that forbids it. Written as `comparable` leaves text: no spaces, no punctuation, lower case. */
const PROMISES: Record<RewardClause, readonly string[]> = {
  insurance: [
    '返佣', '返傭', '返利', '返现', '返現', '佣金', '傭金', '提成', '回扣', '好处费', '好處費', '介绍费', '介紹費', '推荐费', '推薦費', '保费返还',
    '保費返還', '现金', '現金',
  ],
  wechat: [
    '红包', '紅包', '积分', '積分', '礼品', '禮品', '礼物', '禮物', '送礼', '送禮', '有礼', '有禮', '赠品', '贈品', '抽奖', '抽獎', '优惠券',
    '優惠券', '代金券', '奖励', '獎勵', '奖品', '獎品', '有奖', '有獎', '好礼', '好禮', '礼包', '禮包', '谢礼', '謝禮', '酬谢', '酬謝', '重谢', '重謝',
    '购物卡', '購物卡', '礼品卡', '免单', '免單',
  ],
} // prettier-ignore

/** Words that hold a promise's letters and promise nothing: terms of insurance, tax and everyday life. */
const HARMLESS = ['现金价值', '現金價值', '现金流', '現金流', '积分落户', '積分落戶', '彬彬有礼', '彬彬有禮']

const SENTENCE_ENDS = /[。！？!?；;\n]/u

/** To pass something on, said so that it is not about a talk, a letter, or a thing that is good to read. */
const TO_PASS_ON =
  '(?:推荐(?!信|书|算法|阅读)|推薦(?!信|書)|转介绍|轉介紹|介绍(?!信)|介紹(?!信)|转发|轉發|分享(?!会|會|嘉宾|嘉賓|经验|經驗)|老带新|老帶新|拉新|邀请(?=好友|朋友|亲友|身边|一位|一个|一人))'
/** What is given for it, in words that mean a benefit in such a sentence alone. */
const BENEFITS =
  '(?:福利(?!院|费|待遇)|惊喜|驚喜|送[您你]|送出|送米|送油|送一|送大|请[您你]?(?:吃|喝)|给[您你]\\d|抽手机|抽取|抽大|体检卡|油卡|话费|减免保费|報酬|报酬|不亏待|不会亏待|可以省\\d|立减|立省)'
/** What follows once it has worked: only behind such a word do these promise something. */
const ONCE_DONE = '(?:成功|成交|签单|办理后|投保后|就|即可|可得|可获|可享|每位|每个|每人)'
const THEN = '(?:免费|打折|折扣|优惠|获得|领取|赠送|[打享]\\d折)'
const FOR_PASSING_ON = [`${TO_PASS_ON}.{0,10}${BENEFITS}`, `${TO_PASS_ON}.{0,6}${ONCE_DONE}.{0,6}${THEN}`].map(
  (pattern) => new RegExp(pattern, 'u'),
)
const ENVELOPE = '\u{1f9e7}'

export interface RewardPromise {
  /** The words that promise it. */
  word: string
  clause: RewardClause
}

/**
 * The first promise of a benefit in a text, or null. Spaces, punctuation, invisible and full-width characters hide nothing. It looks for words, so
 * it also refuses somebody who writes that there is no reward: a card needs no word of it.
 */
export function promisedReward(text: string): RewardPromise | null {
  const plain = HARMLESS.reduce((left, word) => left.replaceAll(word, ' '), comparable(text))
  for (const clause of Object.keys(PROMISES) as RewardClause[]) {
    const word = PROMISES[clause].find((promise) => plain.includes(promise))
    if (word !== undefined) return { word, clause }
  }
  if (text.includes(ENVELOPE)) return { word: ENVELOPE, clause: 'wechat' }
  for (const sentence of text.split(SENTENCE_ENDS)) {
    const said = comparable(sentence)
    const found = FOR_PASSING_ON.map((pattern) => pattern.exec(said)).find((match) => match !== null)
    if (found) return { word: found[0], clause: 'wechat' }
  }
  return null
}

/** What the writer reads: which word, and which clause forbids it. */
export function rewardText({ word, clause }: RewardPromise): string {
  return `「${word}」不能出现在推荐中。${REWARD_CLAUSES[clause]}`
}

const PASSING_ON =
  /分享|转发|轉發|推荐|推薦|转介绍|轉介紹|邀请|邀請|集赞|集讚|拉新|老带新|介绍(?:成|朋友|客户|人|一位|一个|来|给)/u

/**
 * The first promise of a benefit for sharing or referring in a text, or null. Texts about other things may speak of cash and presents; they may not
 * speak of them in one sentence with passing something on.
 */
export function rewardForPassingOn(text: string): RewardPromise | null {
  for (const sentence of text.split(SENTENCE_ENDS)) {
    const promise = PASSING_ON.test(comparable(sentence)) ? promisedReward(sentence) : null
    if (promise) return promise
  }
  return null
}
