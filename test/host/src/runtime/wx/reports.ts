import type { Api, Options } from './api'

/** Logs and figures that would go to WeChat's console for developers; here they are kept for inspection. */
export function addReports(api: Api): void {
  const { phone } = api
  const write =
    (kind: string) =>
    (...values: unknown[]) =>
      phone.keepReport(kind, values)
  for (const name of ['reportEvent', 'reportAnalytics', 'reportMonitor', 'reportPerformance']) {
    api.sync(name, write(name))
  }
  api.sync('getLogManager', () => ({
    ...{ debug: write('debug'), info: write('info'), log: write('log'), warn: write('warn') },
  }))
  const realtime = (tag = ''): Options => {
    const prefix = tag ? `realtime ${tag}` : 'realtime'
    return {
      ...{ info: write(`${prefix} info`), warn: write(`${prefix} warn`), error: write(`${prefix} error`) },
      ...{ in: () => undefined, setFilterMsg: write(`${prefix} filter`), addFilterMsg: write(`${prefix} filter`) },
      getCurrentState: () => ({ size: 0, maxSize: 5120, logCount: phone.reports.length, maxLogCount: 200 }),
      tag: (name: string) => phone.realm.adopt(realtime(name)),
    }
  }
  api.sync('getRealtimeLogManager', () => realtime())
  api.sync('getExptInfoSync', (keys?: string[]) => Object.fromEntries((keys ?? []).map((key) => [key, ''])))
  api.async('getCommonConfig', () => ({ conf: '{}', expireSec: 0 }))
  api.sync('getPerformance', () => ({
    now: () => performance.now(),
    getEntries: () => [],
    getEntriesByName: () => [],
    getEntriesByType: () => [],
    setBufferSize: () => undefined,
    createObserver: () => ({ observe: () => undefined, disconnect: () => undefined }),
  }))
}
