import { useState } from 'react'
import type { MiniProgram } from './mini-program'
import { useWords } from './words'

/** What the mini-program on this phone said and asked for; for those who build it. */
export function Developer({ program }: { program: MiniProgram }) {
  const words = useWords()
  const [tab, setTab] = useState<'console' | 'requests'>('console')
  const { log, requests, path } = program
  return (
    <section className="developer" aria-label={words.developer}>
      <header>
        <code>{path || '—'}</code>
        <div className="segments" role="tablist">
          {(['console', 'requests'] as const).map((name) => (
            <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => setTab(name)}>
              {words[name]} {name === 'console' ? log.length : requests.length}
            </button>
          ))}
        </div>
      </header>
      <ol className="developer__lines" tabIndex={0}>
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
