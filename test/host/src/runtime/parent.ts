import type { Connection } from './network'
import type { Phone, PhoneEvent } from './phone'
import type { LoggedRequest } from './requests'
import type { Fixtures, Launch } from './settings'
import type { Query } from './url'

const TOLD: PhoneEvent[] = ['ready', 'share', 'timeline', 'error', 'toast', 'title', 'close', 'call']

/** A command from the page that holds this phone in a frame. */
type Command =
  | { type: 'launch'; path: string; query?: Query; scene?: number; launch?: Launch }
  | { type: 'network'; online: boolean; connection?: Connection }
  | { type: 'fixtures'; fixtures: Partial<Fixtures> }
  | { type: 'person'; person: string }
  | { type: 'timeline' }
  | { type: 'scanned'; result: string | null }
  | { type: 'observe' }
  | { type: 'leave' }
  | { type: 'comeBack' }

/** Talks with the page around the frame by window.postMessage. Only the same origin is listened to. */
export function connectToParent(phone: Phone): void {
  if (window.parent === window) return
  const tell = (message: Record<string, unknown>) =>
    window.parent.postMessage({ person: phone.settings.person, ...message }, location.origin)
  phone.listen((event, detail) => {
    if (TOLD.includes(event)) tell(JSON.parse(JSON.stringify({ type: event, ...detail, ...loadable(phone, detail) })))
    if (event === 'log')
      tell({ type: 'log', kind: detail.type, text: (detail.args as unknown[]).map(asText).join(' ') })
  })
  phone.requests.listen((entry) => tell({ type: 'request', ...briefly(entry) }))
  let scanned: (result: string | null) => void = () => undefined
  phone.scanner = () => {
    scanned(null)
    tell({ type: 'scan' })
    return new Promise((resolve) => (scanned = resolve))
  }
  window.addEventListener('message', ({ origin, source, data }: MessageEvent<Command>) => {
    if (origin !== location.origin || source !== window.parent) return
    if (data?.type === 'scanned') scanned(data.result)
    else if (data?.type === 'observe') tell({ type: 'observations', seen: phone.observer?.observations() ?? null })
    else phone.attempt(() => obey(phone, data))
  })
  forgetOnce(phone)
}

function obey(phone: Phone, command: Command): void | Promise<void> {
  switch (command?.type) {
    case 'launch':
      return void phone.app
        .relaunch(command.path, command.query, command.scene, command.launch)
        .catch((error) => phone.report(error))
    case 'network':
      if (command.connection) phone.network.connect(command.connection)
      return phone.network.set(command.online)
    case 'fixtures':
      return phone.changeFixtures(command.fixtures)
    case 'timeline':
      return showInMoments(phone)
    case 'scanned':
    case 'observe':
      return
    case 'leave':
      return phone.app.leave()
    case 'comeBack':
      return phone.app.comeBack()
    case 'person': {
      const url = new URL(location.href)
      url.searchParams.set('person', command.person)
      return location.replace(url)
    }
  }
}

/** As if "分享到朋友圈" had been chosen in the menu, where the page allows it. */
function showInMoments(phone: Phone): void {
  const page = phone.pages.top
  const isPossible = typeof page?.caller.onShareTimeline === 'function'
  if (page && isPossible) void phone.share.shareTimeline(page)
  else phone.overlays.showToast('这个页面不能分享到朋友圈', 'none', undefined, 2000, false)
}

/** The storage is cleared by this start; a later restart by the menu, which loads the same address, shall keep it. */
function forgetOnce(phone: Phone): void {
  if (!phone.settings.clear) return
  const url = new URL(location.href)
  url.searchParams.delete('clear')
  history.replaceState(null, '', url)
}

/** A card's picture as an address that the page can load. */
function loadable(phone: Phone, { imageUrl }: Record<string, unknown>): { imageUrl?: string } {
  return typeof imageUrl === 'string' ? { imageUrl: phone.assetUrl(imageUrl) } : {}
}

function briefly({ method, url, status, error, startedAt, endedAt = startedAt }: LoggedRequest): object {
  return { method, url, status, error, ms: Math.round(endedAt - startedAt) }
}

/** A value of the console as one line. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (Object.prototype.toString.call(value) === '[object Error]') return String((value as Error).stack)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
