import { isClean, summaryOf, type AppReport, type PageReport, type SurveyReport } from './report'

const STYLE = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 24px; color: #1f2328; }
h2 { margin: 32px 0 4px; } code, pre { font: 12px/1.4 ui-monospace, monospace; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 16px; margin-top: 12px; }
figure { margin: 0; border: 1px solid #d1d9e0; border-radius: 8px; padding: 8px; overflow: hidden; }
figure.bad { border-color: #cf222e; background: #fff5f5; } figure.blank { border-color: #bf8700; background: #fffbea; }
img { width: 100%; border: 1px solid #eee; } figcaption { overflow-wrap: anywhere; font-size: 12px; }
details { margin-top: 4px; } pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 240px; overflow: auto; }
.muted { color: #656d76; }`

/** The report as one page: every mini-program with a sheet of its pages. */
export function reportPage(report: SurveyReport): string {
  const network = report.isNetworkStubbed ? 'requests were answered emptily' : 'requests to unknown domains failed'
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Survey</title><style>${STYLE}</style></head>
<body><h1>Survey</h1><p class="muted">${escape(report.host)}; ${network}.</p>
${report.apps.map(appSection).join('\n')}
</body></html>`
}

function appSection(app: AppReport): string {
  return `<section><h2>${escape(app.name)}</h2>
<p class="muted"><code>${escape(app.root)}</code> · ${escape(summaryOf(app))}</p>
${fold('problems that DevTools would refuse', app.problems)}
${fold('names read from wx that are not there', app.missingWx)}
${fold('unknown tags', app.unknownTags)}
<div class="sheet">${app.pages.map(pageFigure).join('\n')}</div></section>`
}

function pageFigure(page: PageReport): string {
  const kind = !isClean(page) ? 'bad' : page.isBlank ? 'blank' : ''
  const led = page.shown && page.shown !== page.path ? ` → ${escape(page.shown)}` : ''
  const errors = page.errors.map(({ message, stack }) => (stack.includes(message) ? stack : `${message}\n${stack}`))
  return `<figure class="${kind}">${page.screenshot ? `<a href="${page.screenshot}"><img loading="lazy" src="${page.screenshot}" alt=""></a>` : ''}
<figcaption><b>${escape(page.path)}</b>${led}<br>
<span class="muted">${page.nodes} nodes, ${page.height} px, ${page.milliseconds} ms${page.isBlank ? ', blank' : ''}</span>
${page.failure ? `<pre>${escape(page.failure)}</pre>` : ''}
${fold('errors', errors, true)}${fold('warnings', page.warnings)}${fold('requests', page.requests)}</figcaption></figure>`
}

function fold(title: string, lines: string[], isOpen = false): string {
  if (!lines.length) return ''
  const text = lines.map(escape).join('\n')
  return `<details${isOpen ? ' open' : ''}><summary>${lines.length} ${title}</summary><pre>${text}</pre></details>`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!)
}
