import { clientsNeeded, reportOf, type ReportFacts } from '../../../server/src/outreach/report.rules'

const facts: ReportFacts = {
  treated: { hits: 18, total: 60 },
  heldOut: { hits: 5, total: 20 },
  holdoutPercent: 25,
  isFinal: true,
  isCancelled: false,
  finalOn: '12月22日',
}
const report = (changes: Partial<ReportFacts> = {}) => reportOf({ ...facts, ...changes })

describe('the sentence of a report', () => {
  const figures = '触达组 18/60，对照组 5/20，差 +5 个百分点，95% 区间 -19 至 +24'
  it.each<[string, Partial<ReportFacts>, string]>([
    ['says that few people show no difference', {}, `${figures}：人数还少，看不出差别`],
    ['concludes nothing before the end', { isFinal: false }, `${figures}：观察还没有结束，12月22日后再看结论`],
    ['concludes nothing of a plan that was cancelled', { isCancelled: true }, `${figures}：计划已取消，不作结论`],
    [
      'says that many people show no difference',
      { treated: { hits: 600, total: 2000 }, heldOut: { hits: 205, total: 700 } },
      '触达组 600/2000，对照组 205/700，差 +1 个百分点，95% 区间 -3 至 +5：看不出差别',
    ],
    [
      'says that the treated did it more often',
      { treated: { hits: 800, total: 2000 }, heldOut: { hits: 205, total: 700 } },
      '触达组 800/2000，对照组 205/700，差 +11 个百分点，95% 区间 +7 至 +15：触达组更高',
    ],
    [
      'says that the treated did it less often',
      { treated: { hits: 100, total: 2000 }, heldOut: { hits: 105, total: 700 } },
      '触达组 100/2000，对照组 105/700，差 -10 个百分点，95% 区间 -13 至 -7：触达组更低',
    ],
    [
      'warns of a difference among few',
      { treated: { hits: 19, total: 20 }, heldOut: { hits: 1, total: 8 } },
      '触达组 19/20，对照组 1/8，差 +83 个百分点，95% 区间 +43 至 +94：触达组更高，但人数还少，请谨慎看待',
    ],
    [
      'says that without anybody held out nothing can be said',
      { heldOut: { hits: 0, total: 0 } },
      '触达组 18/60，对照组 0/0：没有对照组，看不出触达带来了多少',
    ],
  ])('%s', (_, changes, sentence) => expect(report(changes).sentence).toBe(sentence))
})

describe('how many clients it takes', () => {
  it("is Lehr's rule for two equal groups: 16·p(1−p)/d² in each", () =>
    expect(clientsNeeded(0.5, 0.5, 0.1)).toBe(2 * Math.ceil((16 * 0.25) / 0.01)))

  it('is more when fewer are held out, and more for a smaller difference', () => {
    expect(clientsNeeded(0.3, 0.2)!).toBeGreaterThan(clientsNeeded(0.3, 0.5)!)
    expect(clientsNeeded(0.3, 0.2, 0.05)!).toBeGreaterThan(clientsNeeded(0.3, 0.2, 0.1)!)
  })

  it('is told in words, and not when nobody is held out', () => {
    expect(report().needed).toBe('要看清 10 个百分点的差别，按经验公式大约需要 892 位客户，目前 80 位')
    expect(report({ holdoutPercent: 0, heldOut: { hits: 0, total: 0 } }).needed).toBeNull()
    expect(clientsNeeded(0.3, 0)).toBeNull()
  })

  it('gives the power that it promises, within what a rule of thumb may', () => {
    // Of the difference of two proportions under the normal law, at the number that the rule names.
    const [p, d, h] = [0.3, 0.1, 0.2]
    const n = clientsNeeded(p, h, d)!
    const spread = Math.sqrt((p * (1 - p)) / (n * h) + (p * (1 - p)) / (n * (1 - h)))
    expect(d / spread).toBeGreaterThan(1.96 + 0.84)
    expect(d / spread).toBeLessThan(1.96 + 0.9)
  })
})
