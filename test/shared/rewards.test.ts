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
    '推荐成功送您一箱苹果',
    '推荐朋友，请你吃饭',
    '推荐一个朋友给你200块',
    '转介绍有福利',
    '推荐有惊喜',
    '推荐即可获得一张卡',
    '推荐成功免费洗车',
    '推荐朋友减免保费',
    '推荐朋友可以省 500 元',
    '推荐送米送油',
    '推荐成功送出 iPhone',
    '转发抽手机',
    '介绍成了，不会亏待你',
    '🧧',
    '邀请好友一起来，送您一本书',
  ])('finds the promise in %j', (text) => expect(promisedReward(text)?.clause).toBe('wechat'))

  it.each([
    '推荐你认识，她帮我们公司讲过员工福利怎么用',
    '医生介绍的疫苗是免费的',
    '分享会现场准备了茶水',
    '朋友介绍说这所学校有优惠',
    '想请人推荐一位会减免诉讼费申请的律师',
    '推荐一位能上门的护工，接送孩子也行',
    '邀请您来听一场讲座，免费参加',
    '她推荐我先看条款，再就每个问题一条条讲',
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
