// A/A: plans without any effect through the real draw and the real report. How often the 95% interval of the lift holds zero, by size of plan.
import { coverage, numbers, simulatedPlan } from '../server/outreach/simulate'
import { table } from './measure'

const PLANS = Number(process.env['PLANS'] ?? 20_000)

function main(): void {
  const started = performance.now()
  const next = numbers(1)
  const plans = Array.from({ length: PLANS }, (_, plan) => simulatedPlan({ next, plan, isFresh: true }))
  const seconds = (performance.now() - started) / 1000
  const bands = [60, 120, 240, 460].map((most, index, all) => {
    const band = plans.filter(({ people }) => people <= most && people > (all[index - 1] ?? 0))
    return [`${(all[index - 1] ?? 59) + 1}-${most} clients`, String(band.length), (100 * coverage(band)).toFixed(2)]
  })
  const clients = plans.reduce((sum, { people }) => sum + people, 0)
  console.log(table(['plans without effect', 'plans', 'interval holds zero, %'], bands))
  console.log(`${PLANS} plans, ${clients} draws in ${seconds.toFixed(1)} s`)
  console.log(`holdouts ratio=${coverage(plans).toFixed(4)}`)
}

main()
