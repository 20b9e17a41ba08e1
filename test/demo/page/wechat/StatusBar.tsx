import { useEffect, useState } from 'react'
import type { NetworkState } from '../desk'
import { shortTime } from './time'

const BARS = 'M1 9h2v3H1zM5 7h2v5H5zM9 4h2v8H9zM13 1h2v11h-2z'
const WIFI =
  'M8 11.8 5.9 9.7a3 3 0 0 1 4.2 0zM4.5 8.3a5 5 0 0 1 7 0l1.3-1.3a6.8 6.8 0 0 0-9.600 0zM1.7 5.5a9 9 0 0 1 12.6 0l1.3-1.3a10.8 10.8 0 0 0-15.2 0z'

/** The system's strip, which the mini-program's host draws while that is in front. */
export function StatusBar({ height, network }: { height: number; network: NetworkState }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="wechat__status" style={{ height }} aria-hidden="true">
      <span>{shortTime(now)}</span>
      <span className="wechat__signs">
        {network !== 'offline' && <Sign path={BARS} />}
        {network === 'online' && <Sign path={WIFI} />}
        {network === 'slow' && <b>2G</b>}
        <svg viewBox="0 0 24 12" width="24" height="12">
          <rect x=".5" y=".9" width="20.5" height="10.2" rx="3" fill="none" stroke="currentColor" opacity=".45" />
          <rect x="2.2" y="2.6" width="14" height="6.8" rx="1.6" fill="currentColor" />
        </svg>
      </span>
    </div>
  )
}

function Sign({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 16 12" width="16" height="12" fill="currentColor">
      <path d={path} />
    </svg>
  )
}
