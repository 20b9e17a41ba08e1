import { useState } from 'react'
import type { AuditReport } from 'weapp-host/audit'
import type { MiniProgram } from './mini-program'
import { useWords } from './words'

/** What the mini-program on this phone said and asked for; for those who build it. */
export function Developer({ program }: { program: MiniProgram }) {
  const words = useWords()
  const [tab, setTab] = useState<'console' | 'requests' | 'audit'>('console')
  const { log, requests, path } = program
  return (
    <section className="developer" aria-label={words.developer}>
      <header>
        <code>{path || '—'}</code>
        <div className="segments" role="tablist">
          {(['console', 'requests', 'audit'] as const).map((name) => (
            <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => setTab(name)}>
              {words[name]} {{ console: log.length, requests: requests.length, audit: '' }[name]}
            </button>
          ))}
        </div>
      </header>
      {tab === 'audit' && <Audit key={program.run} program={program} />}
      <ol className="developer__lines" tabIndex={0} hidden={tab === 'audit'}>
        {tab === 'console' &&
          log.toReversed().map(({ id, kind, text }) => (
            <li key={id} className={`line line--${kind}`}>
              {text}
            </li>
          ))}
        {tab === 'requests' &&
          requests.toReversed().map(({ id, method, url, status, error, ms }) => (
            <li key={id} className={`line ${error || (status ?? 0) >= 400 ? 'line--error' : ''}`}>
              <b>{status ?? '×'}</b> {method} {url.replace(/^https?:\/\/[^/]+/, '')}{' '}
              <small>{error ?? `${ms} ms`}</small>
            </li>
          ))}
        {(tab === 'console' ? log : requests).length === 0 && <li className="line line--none">{words.nothing}</li>}
      </ol>
    </section>
  )
}

/** 体验评分 of what was done on this phone since it was started for that. */
function Audit({ program }: { program: MiniProgram }) {
  const words = useWords()
  const [report, setReport] = useState<AuditReport | null>(null)
  const failed = report?.rules.filter(({ state }) => state === 'failed') ?? []
  return (
    <div className="developer__audit">
      {!report && <p>{words.auditNote}</p>}
      {report && (
        <p className="developer__score">
          <b>{report.score}</b> {failed.length === 0 && words.auditGood} <small>{report.notes.join(' ')}</small>
        </p>
      )}
      {failed.map(({ id, title, findings }) => (
        <div key={id} className="line line--warn">
          <b>{title}</b>
          {findings.slice(0, 3).map(({ page, where, what }) => (
            <div key={`${page} ${where} ${what}`}>
              {page} {where}：{what}
            </div>
          ))}
        </div>
      ))}
      {program.isWatched ? (
        <button type="button" className="button" onClick={() => void program.audit().then(setReport)}>
          {words.auditNow}
        </button>
      ) : (
        <button type="button" className="button" onClick={() => program.restart({ watch: true })}>
          {words.auditStart}
        </button>
      )}
    </div>
  )
}
