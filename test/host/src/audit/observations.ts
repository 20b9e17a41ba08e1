import type { LoggedRequest } from '../runtime/requests'

/** What one phone showed of a mini-program from its start until now; everything the rules judge by. All JSON. */
export interface Observations {
  device: { width: number; height: number; ratio: number }
  /** Paths of the pages that were shown. */
  pages: string[]
  /** From the start of the mini-program to the largest thing painted before the first touch. */
  firstScreens: Timed[]
  /** Stretches of the mini-program's scripts over 50 ms, without the host's own work and without rendering. */
  scripts: Timed[]
  /** One setData, or a page's first rendering, over 50 ms. */
  renders: Timed[]
  setData: SetDataSeen[]
  trees: TreeSeen[]
  requests: RequestSeen[]
  /** Pictures as they are shown. */
  images: ImageSeen[]
  /** Pictures as they were fetched from elsewhere. */
  fetches: FetchSeen[]
  /** How many things a finger can tap were looked at, and those that are hard to hit. */
  targets: { looked: number; small: Sized[]; unsafe: Sized[] }
  contrast: { looked: number; faint: Faint[] }
  errors: { page: string; message: string }[]
  /** Deprecated functions that were called. */
  deprecated: { page: string; name: string; instead: string }[]
  /** Intervals that went on after their page was closed. */
  timers: { page: string; everyMs: number }[]
  /** Style sheets that were in use, with what no element ever matched. */
  sheets: SheetSeen[]
  /** What the phone refused because of a limit. */
  refusals: { limit: string; page: string; message: string }[]
}

export interface Timed {
  page: string
  /** As it took on this machine. */
  ms: number
  /** How many times slower this machine computed at that moment than a quiet one; at least 1. */
  slowness: number
  what: string
}

export interface SetDataSeen {
  page: string
  /** The page's or the component's path. */
  owner: string
  calls: number
  /** Largest call: bytes of its JSON, and its keys. */
  mostBytes: number
  mostKeys: string[]
  /** Most calls on this page within one second. */
  busiest: number
  /** First parts of all keys that were ever set. */
  keys: string[]
}

export interface TreeSeen {
  page: string
  nodes: number
  depth: number
  children: number
  /** The element with the most children. */
  widest: string
}

export type RequestSeen = Pick<
  LoggedRequest,
  'kind' | 'method' | 'url' | 'startedAt' | 'sentAt' | 'endedAt' | 'status' | 'error' | 'responseBytes' | 'responseHash'
> & { page: string; isAuthorized: boolean; isOffline: boolean; slowness: number }

export interface ImageSeen {
  page: string
  element: string
  url: string
  mode: string
  natural: { width: number; height: number }
  shown: { width: number; height: number }
}

export interface FetchSeen {
  page: string
  url: string
  startedAt: number
  endedAt: number
  slowness: number
  /** Caching headers of the answer; absent where the host could not see them. */
  headers?: Record<string, string>
}

export interface Sized {
  page: string
  element: string
  width: number
  height: number
}

export interface Faint {
  page: string
  element: string
  ratio: number
  needed: number
  color: string
  background: string
}

export interface SheetSeen {
  sheet: string
  bytes: number
  unused: { selector: string; bytes: number }[]
}

/** What is known of a mini-program without running it. */
export interface ProjectFacts {
  name: string
  /** Pages that app.json names, and those no script, template or tab leads to. */
  pages: string[]
  unmentioned: string[]
  /** Page and component paths to the names that their templates use. */
  templateNames: Record<string, string[]>
  /** Style sheets to the pages that use them, with what the rules look for. */
  sheets: { file: string; pages: string[]; active: Place[]; stiff: Place[] }[]
  /** Pages that may be resized, and whether anything there adapts. */
  resizable: { page: string; adapts: boolean }[]
}

export interface Place {
  line: number
  selector: string
}
