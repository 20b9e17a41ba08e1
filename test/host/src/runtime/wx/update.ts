import type { Api, Options } from './api'

type Listener = (value: object) => void

/** wx.getUpdateManager: whether there is a new version, and whether it could be fetched, is told by the fixtures. */
export function addUpdate(api: Api): void {
  const { phone } = api
  const listeners = { check: [] as Listener[], ready: [] as Listener[], failed: [] as Listener[] }
  const tell = (kind: keyof typeof listeners, value: object) => {
    for (const listener of listeners[kind]) phone.attempt(() => listener(phone.realm.adopt(value)))
  }
  const check = () => {
    const { update } = phone.settings.fixtures
    tell('check', { hasUpdate: update !== 'none' })
    if (update === 'ready') tell('ready', {})
    if (update === 'failed') tell('failed', {})
  }
  phone.fixtureListeners.add(({ update }) => update && check())
  let isAsked = false
  api.sync('getUpdateManager', (): Options => {
    // The first asker gets an answer when it has had the time to listen.
    if (!isAsked) setTimeout(check, 0)
    isAsked = true
    return {
      onCheckForUpdate: (listener: Listener) => void listeners.check.push(listener),
      onUpdateReady: (listener: Listener) => void listeners.ready.push(listener),
      onUpdateFailed: (listener: Listener) => void listeners.failed.push(listener),
      applyUpdate: () => {
        phone.record('applyUpdate', {})
        restart()
      },
    }
  })
  api.async('restartMiniProgram', ({ path }) => restart(typeof path === 'string' ? path : ''))
  api.async('updateWeChatApp', () => phone.record('updateWeChatApp', {}))
}

/** Starts afresh, at this page if one is given; what is stored stays. */
function restart(path = ''): void {
  const url = new URL(location.href)
  url.searchParams.set('clear', '0')
  url.searchParams.set('entry', path.replace(/^\//, ''))
  // After the caller's own code has run.
  setTimeout(() => location.replace(url), 0)
}
