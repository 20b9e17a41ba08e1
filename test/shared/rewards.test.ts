import { promisedReward, rewardText, type RewardClause } from '@quanke/shared/domain/rewards'

describe('the guard against promised benefits', () => {
  it.each<[string, string, RewardClause]>([
    ['认识一下就返现', '返现', 'insurance'],
    ['成交后给你返佣金', '返佣', 'insurance'],
    ['给您一笔好处费', '好处费', 'insurance'],
    ['介绍成功给现金', '现金', 'insurance'],
    ['转发就领红包', '红包', 'wechat'],
    ['推荐有礼', '有礼', 'wechat'],
    ['参加抽奖', '抽奖', 'wechat'],
    ['送你一张优惠券', '优惠券', 'wechat'],
    ['攒积分换东西', '积分', 'wechat'],
    ['红 包', '红包', 'wechat'],
    ['红\u200b包', '红包', 'wechat'],
    ['红·包', '红包', 'wechat'],
    ['紅包', '紅包', 'wechat'],
    ['返~现~', '返现', 'insurance'],
  ])('finds in %j the word %s', (text, word, clause) => expect(promisedReward(text)).toEqual({ word, clause }))

  it.each([
    '我家的保单就是请这位顾问理的，讲得慢，听得懂',
    '教我看懂了保单的现金价值',
    '帮我们算了家里的现金流',
    '孩子积分落户的事也问过她',
    '待人彬彬有礼',
    '',
  ])('lets pass %j', (text) => expect(promisedReward(text)).toBeNull())

  it('says which word and which clause', () => {
    expect(rewardText({ word: '红包', clause: 'wechat' })).toMatch(/「红包」.*运营规范/u)
    expect(rewardText({ word: '返佣', clause: 'insurance' })).toMatch(/「返佣」.*第一百一十六条/u)
  })
})
