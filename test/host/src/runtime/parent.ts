import type { Phone, PhoneEvent } from './phone'
import type { Query } from './url'

const TOLD: PhoneEvent[] = ['ready', 'share', 'timeline', 'error', 'toast', 'title', 'close', 'call']

/** A command from the page that holds this phone in a frame. */
type Command =
  | { type: 'launch'; path: string; query?: Query; scene?: number }
  | { type: 'network'; online: boolean }
  | { type: 'person'; person: string }
  | { type: 'leave' }
  | { type: 'comeBack' }

/** Talks with the page around the frame by window.postMessage. Only the same origin is listened to. */
export function connectToParent(phone: Phone): void {
  if (window.parent === window) return
  phone.listen((event, detail) => {
    if (!TOLD.includes(event)) return
    const message = JSON.parse(JSON.stringify({ type: event, person: phone.settings.person, ...detail })) as unknown
    window.parent.postMessage(message, location.origin)
  })
  window.addEventListener('message', (event) => {
    if (event.origin === location.origin && event.source === window.parent)
      phone.attempt(() => obey(phone, event.data as Command))
  })
}

function obey(phone: Phone, command: Command): void | Promise<void> {
  switch (command?.type) {
    case 'launch':
      return phone.app.relaunch(command.path, command.query ?? {}, command.scene ?? 1001)
    case 'network':
      return phone.network.set(command.online)
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
