import type { Api } from './api'
import type { OpenPage } from '../open-page'
import type { Phone, ReportedError } from '../phone'
import type { AlbumItem } from './pictures'
import type { LoggedRequest } from '../requests'
import type { ShareCard } from '../share'

/** What is on the phone now, for tests and for the demo page. */
export interface PhoneState {
  path: string
  title: string
  stack: string[]
  /** WeChat's own tab bar; null while it is not shown. A badge without text is a red dot. */
  tabs: { text: string; isCurrent: boolean; badge?: string }[] | null
  /** The navigation bar above the page. */
  bar: { background: string; text: 'black' | 'white'; isLoading: boolean } | null
  toast: { title: string; icon: string } | null
  loading: { title: string } | null
  prompt: { kind: string; title: string; choices: string[] } | null
  share: ShareCard | null
  online: boolean
  isRefreshing: boolean
  /** Roots of the packages on the phone, as they came; the main package's is empty. */
  packages: string[]
  calls: { method: string; options: unknown }[]
  clipboard: string
  album: AlbumItem[]
  calendar: Record<string, unknown>[]
  contacts: Record<string, unknown>[]
  reports: { kind: string; values: unknown[] }[]
  requests: LoggedRequest[]
  errors: ReportedError[]
}

export interface Inspection {
  state(): PhoneState
  /** Lets something happen that wx.onX hears of. */
  emit(event: string, detail: Record<string, unknown>): void
}

export function createInspection(phone: Phone, api: Api): Inspection {
  return {
    emit: (event, detail) => api.tell(event, detail),
    state: () => {
      const { overlays, pages } = phone
      const prompt = overlays.prompt
      return {
        path: pages.top?.path ?? '',
        title: pages.top?.bar.title ?? '',
        bar: pages.top ? barOf(pages.top) : null,
        tabs: phone.bars.shownTabs,
        stack: pages.stack.map((page) => page.path),
        toast: overlays.toast ?? null,
        loading: overlays.loading ?? null,
        prompt: prompt ? { kind: prompt.kind, title: prompt.title, choices: prompt.choices } : null,
        share: phone.share.last ?? null,
        online: phone.network.isOnline,
        packages: phone.packages.present,
        isRefreshing: phone.refresh.isRunning,
        calls: phone.calls,
        clipboard: phone.clipboard,
        album: phone.album,
        calendar: phone.calendar,
        contacts: phone.contacts,
        reports: phone.reports,
        requests: phone.requests.entries,
        errors: phone.errors,
      }
    },
  }
}

function barOf({ bar: { background, text, isLoading } }: OpenPage): PhoneState['bar'] {
  return { background, text, isLoading }
}
