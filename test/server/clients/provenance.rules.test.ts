import { hopOf, provenanceSentence, type HopFacts } from '../../../server/src/clients/provenance.rules'

const at = new Date('2026-03-02T00:00:00Z')
const facts: HopFacts = {
  subject: 'content',
  channel: 'card',
  at,
  agentName: null,
  clientName: null,
  clientOwnerId: null,
}

describe('a hop, as the owner of the record sees it', () => {
  it.each<[string, Partial<HopFacts>, string | null, { kind: string; name: string }]>([
    ['an agent by name', { agentName: '陈思远' }, '1', { kind: 'agent', name: '陈思远' }],
    ['the own client by name', { clientName: '林女士', clientOwnerId: '1' }, '1', { kind: 'client', name: '林女士' }],
    ['the client of another agent as a friend', { clientName: '王先生', clientOwnerId: '2' }, '1', { kind: 'client', name: '一位朋友' }],
    ['a client of the pool as a friend, even for the pool', { clientName: '赵女士' }, null, { kind: 'client', name: '一位朋友' }],
    ['a visitor as a friend', {}, '1', { kind: 'visitor', name: '一位朋友' }],
  ])('%s', (_, changes, owner, expected) => expect(hopOf({ ...facts, ...changes }, owner)).toMatchObject(expected)) // prettier-ignore
})

describe('where a client came from, in words', () => {
  const agent = hopOf({ ...facts, agentName: '陈思远' }, '1')
  const client = hopOf({ ...facts, clientName: '林女士', clientOwnerId: '1' }, '1')
  const friend = hopOf(facts, '1')
  const article = { kind: 'content', title: '看懂条款' } as const
  it.each([
    ['an agent shared an article', 'share', agent, article, '陈思远分享的文章《看懂条款》'],
    ['a client passed it on', 'share', client, article, '经林女士转发的文章《看懂条款》'],
    ['somebody passed it on', 'share', friend, article, '经一位朋友转发的文章《看懂条款》'],
    ['an agent shared a group', 'share', agent, { kind: 'group', title: '读书会' }, '陈思远分享的圈子「读书会」'],
    ['an agent showed the name card', 'share', agent, { kind: 'agent', title: '陈思远' }, '陈思远的名片'],
    [
      'a client passed the name card on',
      'share',
      client,
      { kind: 'agent', title: '陈思远' },
      '经林女士转发的陈思远的名片',
    ],
    ['a client recommended', 'referral', client, { kind: 'referral', title: '推荐卡' }, '林女士推荐'],
    ['a former client recommended', 'referral', null, null, '一位朋友推荐'],
    ['nobody sent them', 'walk_in', null, null, '自行来访'],
    ['the share is gone', 'share', null, null, '分享'],
    ['an import', 'import', null, null, '导入'],
  ] as const)('%s', (_, kind, hop, subject, expected) =>
    expect(provenanceSentence({ kind, hop, subject })).toBe(expected),
  )
})
