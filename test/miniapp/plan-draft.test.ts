import {
  audienceOf,
  changed,
  EMPTY,
  missingOf,
  planOf,
  takesEvent,
  withArticle,
  withEvent,
  type Draft,
} from '@/features/outreach/plan-draft'

const event = {
  id: '7',
  title: '家庭保障沙龙',
  place: '江城书店',
  beginsAt: '2027-12-12T06:00:00Z',
  endsAt: '2027-12-12T08:00:00Z',
}
const draft = (changes: Partial<Draft>): Draft => ({ ...EMPTY, title: '冬至问候', ...changes })

describe('a plan as it is filled in', () => {
  it.each<[string, Partial<Draft>, string | null]>([
    ['first asks what to do', {}, '请选择做什么'],
    ['asks for the article', { kind: 'content' }, '请选择文章'],
    ['asks how to care', { kind: 'care' }, '请选择怎么关怀'],
    ['asks for a name', { kind: 'event', title: ' ' }, '请给计划起个名字'],
    ['asks for the event or its words', { kind: 'event' }, '请指定活动，或写明时间和地点'],
    ['takes words for an event', { kind: 'event', words: '周六下午，江城书店', outcome: 'joined' }, null],
    ['takes the event itself', { kind: 'event', event, outcome: 'registered' }, null],
    ['asks by what it is judged', { kind: 'care', careWay: 'visit' }, '请选择看什么结果'],
    ['asks which consent', { kind: 'care', careWay: 'visit', outcome: 'consented' }, '请选择哪一项授权'],
  ])('%s', (_, changes, expected) => expect(missingOf(draft(changes))).toBe(expected))

  it('names an event for an invitation, and where registering or attending is what counts', () => {
    expect(takesEvent(draft({ kind: 'event' }))).toBe(true)
    expect(takesEvent(draft({ kind: 'care', outcome: 'attended' }))).toBe(true)
    expect(takesEvent(draft({ kind: 'care', outcome: 'asked' }))).toBe(false)
    expect(audienceOf(draft({ event, outcome: 'registered' }), 'care').eventId).toBe('7')
    expect(audienceOf(draft({ event, outcome: 'asked', kind: 'care' }), 'care').eventId).toBeUndefined()
  })

  it('takes over the title, the time and the place of an event, and nothing that was written already', () => {
    expect(withEvent({ ...EMPTY, kind: 'event' }, event)).toEqual({
      event,
      title: '家庭保障沙龙',
      words: '2027年12月12日 周日 14:00–16:00，江城书店',
    })
    expect(withEvent(draft({ kind: 'care' }), event)).toMatchObject({ title: '冬至问候', words: '' })
    expect(withArticle(EMPTY, { id: '1', title: '长'.repeat(90) }).title!.length).toBeLessThan(90)
  })

  it('forgets what hung on another choice', () => {
    const full = draft({ kind: 'care', careWay: 'visit', outcome: 'registered', event, reach: 'team' })
    expect(changed(full, { kind: 'event' })).toMatchObject({ outcome: null, event })
    expect(changed(full, { reach: 'own' }).event).toBeNull()
    expect(changed(full, { title: '重阳问候' })).toEqual({ ...full, title: '重阳问候' })
  })

  it('is sent whole, or not at all', () => {
    expect(planOf(EMPTY)).toBeNull()
    expect(planOf(draft({ kind: 'care', careWay: 'visit', outcome: 'attended', event }))).toMatchObject({
      kind: 'care', careWay: 'visit', eventId: '7', outcome: 'attended', holdoutPercent: 20, windowDays: 30, words: '',
    }) // prettier-ignore
  })
})
