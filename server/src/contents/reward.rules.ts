import { promisedReward, type RewardPromise } from '@quanke/shared/domain/rewards'
import { comparable } from '@quanke/shared/domain/text'

const PASSING_ON = /分享|转发|轉發|推荐|推薦|转介绍|轉介紹|邀请|邀請|集赞|集讚|拉新/u
const SENTENCE_ENDS = /[。！？!?；;\n]/u

/**
 * The first promise of a benefit for sharing or referring in an article, or null (domain rules, section 8). Articles may speak of cash and presents;
 * they may not speak of them in one sentence with passing something on.
 */
export function rewardForPassingOn(text: string): RewardPromise | null {
  for (const sentence of text.split(SENTENCE_ENDS)) {
    const promise = PASSING_ON.test(comparable(sentence)) ? promisedReward(sentence) : null
    if (promise) return promise
  }
  return null
}
