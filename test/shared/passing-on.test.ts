import { rewardForPassingOn } from '@quanke/shared/domain/rewards'

describe('a benefit for passing on, in an article', () => {
  it.each([
    '分享本文给三位好友，即可领取红包。',
    '成功推 荐一位朋友，返 现 50 元',
    '第一句没有什么。转发有礼！最后一句也没有什么。',
    '邀请家人加入，积\u200b分翻倍',
    '介绍成功给你现金',
    '谢谢你介绍朋友来，给你留了一份礼物',
    '老带新有好礼',
  ])('is found in: %s', (text) => expect(rewardForPassingOn(text)).not.toBeNull())

  it.each([
    '给家人买礼物，或者帮助别人。',
    '应急的钱可以放在现金管理类产品里。',
    '欢迎把这篇文章分享给需要的人。',
    '他收到一份礼物。他把照片分享给家人。',
    '保单的现金价值，推荐每年查看一次。',
    '讲座介绍公司的积分规则。',
  ])('is not found in: %s', (text) => expect(rewardForPassingOn(text)).toBeNull())
})
