import type { AuditReport, RuleResult } from './report'
import type { Rule } from './rule'

const GROUPS: Record<Rule['group'], string> = {
  performance: '性能 Performance',
  experience: '体验 Experience',
  practice: '最佳实践 Best practice',
}
const STATES: Record<RuleResult['state'], string> = {
  failed: '✗ failed',
  hint: '! hint',
  passed: '✓ passed',
  'not seen': '– not seen',
}

/** The report as one page that needs nothing else. */
export function auditHtml(report: AuditReport): string {
  const groups = (Object.keys(GROUPS) as Rule['group'][]).map((group) => groupHtml(group, report))
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(report.name)}: ${report.score}</title>
<style>${STYLE}</style>
<h1>${text(report.name)}</h1>
<p class="score ${report.score === 100 ? 'passed' : 'failed'}"><strong>${report.score}</strong> of 100 on the rules that could be seen</p>
<ul class="notes">${report.notes.map((note) => `<li>${text(note)}</li>`).join('')}</ul>
<p>Pages shown: ${report.pages.map((page) => `<code>${text(page)}</code>`).join(' ') || 'none'}</p>
${refusalsHtml(report)}
${groups.join('\n')}
</html>
`
}

function groupHtml(group: Rule['group'], { rules }: AuditReport): string {
  return `<h2>${GROUPS[group]}</h2>\n${rules
    .filter((rule) => rule.group === group)
    .map(ruleHtml)
    .join('\n')}`
}

function ruleHtml(rule: RuleResult): string {
  const { title, id, weight, state, looked, worst, limit, seen, advice, findings } = rule
  const share = weight ? `weight ${weight}` : 'hint only'
  const rows = findings.map(
    ({ page, where, what }) =>
      `<tr><td><code>${text(page)}</code></td><td><code>${text(where)}</code></td><td>${text(what)}</td></tr>`,
  )
  const table = rows.length
    ? `<p>${text(advice)}</p><table><tr><th>page</th><th>where</th><th>what</th></tr>${rows.join('')}</table>`
    : ''
  return `<details class="${state.replace(' ', '-')}"${findings.length ? ' open' : ''}>
<summary><b>${STATES[state]}</b> ${text(title)} <i>${text(id)}</i> <small>${share}; ${looked} looked at${worst ? `; worst ${text(worst)}` : ''}</small></summary>
<p>${text(limit)}. <small>${text(seen)}</small></p>${table}
</details>`
}

function refusalsHtml({ refusals }: AuditReport): string {
  if (!refusals.length) return ''
  const rows = refusals.map(
    ({ limit, page, message }) => `<li><b>${text(limit)}</b> <code>${text(page)}</code> ${text(message)}</li>`,
  )
  return `<h2>Refused by the phone</h2><ul>${rows.join('')}</ul>`
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
}

const STYLE = `
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: #222; }
.score strong { font-size: 3rem; }
.passed strong, .passed b { color: #0a7d33; }
.failed strong, .failed b { color: #b3261e; }
.hint b { color: #8a5a00; }
.notes { color: #555; }
details { border-top: 1px solid #ddd; padding: .4rem 0; }
summary { cursor: pointer; }
summary i, small { color: #666; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-top: 1px solid #eee; }
code { font-size: 13px; word-break: break-all; }
`
