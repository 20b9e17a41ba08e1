import { coverage, numbers, simulatedPlan, type Simulated } from './simulate'

const PLANS = 2000
let plans: Simulated[]

beforeAll(() => {
  const next = numbers(20261129)
  plans = Array.from({ length: PLANS }, (_, plan) => simulatedPlan({ next, plan }))
})

describe('two thousand plans that change nothing (A/A)', () => {
  it('have an interval that holds zero in 95 of 100', () => {
    expect(coverage(plans)).toBeGreaterThan(0.935)
    expect(coverage(plans)).toBeLessThan(0.97)
  })

  it('err to both sides alike', () => {
    const higher = plans.filter(({ report }) => report.verdict === 'higher').length
    const lower = plans.filter(({ report }) => report.verdict === 'lower').length
    expect(higher + lower).toBeGreaterThan(0)
    // Wilson's asymmetry at small rates weighs one side a little; a biased draw would weigh it a lot.
    expect(Math.abs(higher - lower) / PLANS).toBeLessThan(0.02)
    expect((higher + lower) / PLANS).toBeLessThan(0.065)
  })

  it('keep the share untouched that was asked for', () => {
    const people = plans.reduce((sum, plan) => sum + plan.people, 0)
    const excess = plans.reduce((sum, plan) => sum + plan.heldOut, 0)
    // The standard error of the share over all of them is below 0.05%.
    expect(Math.abs(excess / people)).toBeLessThan(0.002)
  })

  it('draw without regard to who came early and who late', () => {
    const mean = plans.reduce((sum, { correlation }) => sum + correlation, 0) / PLANS
    expect(Math.abs(mean)).toBeLessThan(0.005)
    const strong = plans.filter(({ correlation, people }) => Math.abs(correlation) * Math.sqrt(people) > 1.96).length
    expect(strong / PLANS).toBeGreaterThan(0.03)
    expect(strong / PLANS).toBeLessThan(0.07)
  })
})

it('plans that change something show it as often as it is there: the interval holds the true effect', () => {
  const next = numbers(5)
  const effective = Array.from({ length: 600 }, (_, plan) => simulatedPlan({ next, plan, effect: 0.1 }))
  expect(coverage(effective, 0.1)).toBeGreaterThan(0.93)
  expect(effective.filter(({ report }) => report.verdict === 'higher').length).toBeGreaterThan(120)
  expect(effective.filter(({ report }) => report.verdict === 'lower').length).toBeLessThan(10)
})
