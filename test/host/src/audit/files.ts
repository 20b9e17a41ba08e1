import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { auditHtml } from './html'
import type { AuditReport } from './report'

/** Writes a report twice, side by side: to be read (.html) and to be worked with (.json). Answers the two paths. */
export async function writeAudit(report: AuditReport, file: string): Promise<string[]> {
  const base = /^\.(html?|json)$/i.test(extname(file)) ? file.slice(0, -extname(file).length) : file
  const [page, data] = [`${base}.html`, `${base}.json`]
  await mkdir(dirname(base), { recursive: true })
  await writeFile(page, auditHtml(report))
  await writeFile(data, `${JSON.stringify(report, null, 2)}\n`)
  return [page, data]
}
