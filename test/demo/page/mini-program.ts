import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { AuditReport } from 'weapp-host/audit'
import { fixturesOf } from './answers'
import { DEVICES } from './devices'
import type { NetworkState, PhoneSetup } from './desk'
import { takeTurn } from './turns'

/** WeChat's numbers for how a mini-program was entered. */
export const SCENES = {
  recent: 1001,
  friendCard: 1007,
  groupCard: 1008,
  groupCardWithTicket: 1044,
  qrCode: 1011,
  programCode: 1047,
  notice: 1014,
  momentPage: 1154,
  fromMoment: 1155,
} as const

export interface Entry {
  /** With query; empty for the first page. */
  path: string
  scene: number
  /** What else the mini-program is told of where it was opened. */
  launch?: { shareTicket?: string; chatType?: number }
}

/** How a card opens: from a friend, or in a group, whose ticket comes with it when the mini-program asked for one. */
export function entryOfCard(
  card: { path: string; withShareTicket?: boolean; shareTicket?: string },
  isInGroup: boolean,
): Entry {
  const { path, withShareTicket, shareTicket } = card
  // A private message has its ticket also between two people.
  if (!isInGroup) return { path, scene: SCENES.friendCard, launch: { chatType: 1, shareTicket } }
  if (shareTicket) return { path, scene: SCENES.groupCardWithTicket, launch: { chatType: 3, shareTicket } }
  if (!withShareTicket) return { path, scene: SCENES.groupCard, launch: { chatType: 3 } }
  return { path, scene: SCENES.groupCardWithTicket, launch: { chatType: 3, shareTicket: crypto.randomUUID() } }
}

export interface LogLine {
  id: number
  kind: 'log' | 'info' | 'warn' | 'error' | 'debug'
  text: string
  at: number
}

export interface RequestLine {
  id: number
  method: string
  url: string
  status?: number
  error?: string
  ms: number
}

export interface ShareMessage {
  title: string
  path: string
  imageUrl?: string
  withShareTicket?: boolean
  activityId?: string
}

/** What the phone in the frame tells. */
type Message =
  | { type: 'ready'; path: string }
  | { type: 'title'; title: string; path: string }
  | ({ type: 'share' } & ShareMessage)
  | { type: 'timeline'; title: string; path: string; query: string; imageUrl?: string }
  | { type: 'error'; message: string; stack: string }
  | { type: 'log'; kind: LogLine['kind']; text: string }
  | ({ type: 'request' } & Omit<RequestLine, 'id'>)
  | { type: 'scan' }
  | { type: 'observations'; seen: unknown }
  | { type: 'close' }

interface Listeners {
  onShare(card: ShareMessage): void
  onMoment(moment: { title: string; path: string; imageUrl?: string }): void
  onClose(): void
  onScan(): void
}

/** The mini-program on one phone: its frame, and everything a hand or a neighbour may do with it. */
export interface MiniProgram {
  frame: RefObject<HTMLIFrameElement>
  /** The frame's address; null while the mini-program is not running. */
  address: string | null
  /** Grows with every cold start. */
  run: number
  isReady: boolean
  isSinglePage: boolean
  title: string
  path: string
  errors: LogLine[]
  log: LogLine[]
  requests: RequestLine[]
  /** Opens it from outside: a hot start when it runs, else a cold one. The single page of Moments is always cold. */
  open(entry: Entry): void
  /** Whether everything is watched, so that it can be scored. */
  isWatched: boolean
  /** Asks for the score of what was done since the start. */
  audit(): Promise<AuditReport>
  /** A cold start at the first page, with or without what was stored, and watched or not. */
  restart(options?: StartOptions): void
  kill(): void
  tell(command: object): void
}

interface StartOptions {
  forget?: boolean
  watch?: boolean
}

const KEPT_LINES = 200

interface Running {
  address: string | null
  run: number
  isReady: boolean
  isSinglePage: boolean
  isWatched: boolean
  title: string
  path: string
  log: LogLine[]
  requests: RequestLine[]
}

const STOPPED: Running = {
  address: null,
  run: 0,
  isReady: false,
  isSinglePage: false,
  isWatched: false,
  title: '',
  path: '',
  log: [],
  requests: [],
}

let lines = 0

export function useMiniProgram(setup: PhoneSetup, listeners: Listeners): MiniProgram {
  const frame = useRef<HTMLIFrameElement>(null)
  const [state, setState] = useState<Running>(STOPPED)
  const heard = useRef(listeners)
  heard.current = listeners
  const current = useRef(setup)
  current.current = setup
  const finish = useRef(() => {})
  const observed = useRef<(seen: unknown) => void>(() => {})

  const tell = useCallback((command: object) => {
    frame.current?.contentWindow?.postMessage(command, location.origin)
  }, [])

  const start = useCallback((entry: Entry, options: StartOptions = {}) => {
    finish.current()
    setState(({ run }) => ({ ...STOPPED, run: run + 1 }))
    // One after the other: all frames share a thread, and the first phone shall not wait for the sixth.
    finish.current = takeTurn(() => {
      const address = addressOf(current.current, entry, options)
      const isSinglePage = entry.scene === SCENES.momentPage
      setState((before) => ({ ...before, address, isSinglePage, isWatched: options.watch === true }))
    })
  }, [])

  const { person, device, textSize, network, answers } = setup
  useEffect(() => start({ path: '', scene: SCENES.recent }), [start, person, device, textSize])
  useEffect(() => tell(networkCommand(network)), [tell, network])
  useEffect(() => tell({ type: 'fixtures', fixtures: fixturesOf(answers) }), [tell, answers])
  useEffect(() => () => finish.current(), [])

  useEffect(() => {
    const hear = (event: MessageEvent<Message>) => {
      if (event.origin !== location.origin || event.source !== frame.current?.contentWindow) return
      const message = event.data
      switch (message.type) {
        case 'ready':
          finish.current()
          tell(networkCommand(current.current.network))
          tell({ type: 'fixtures', fixtures: fixturesOf(current.current.answers) })
          return setState((before) => ({ ...before, isReady: true }))
        case 'title':
          return setState((before) => ({ ...before, title: message.title, path: message.path }))
        case 'share':
          return heard.current.onShare(message)
        case 'timeline':
          return heard.current.onMoment({ ...message, path: `${message.path}${message.query && `?${message.query}`}` })
        case 'error':
          return setState((before) => withLine(before, 'error', message.stack || message.message))
        case 'log':
          return setState((before) => withLine(before, message.kind, message.text))
        case 'request':
          return setState((before) => ({
            ...before,
            requests: [...before.requests, { ...message, id: ++lines }].slice(-KEPT_LINES),
          }))
        case 'scan':
          return heard.current.onScan()
        case 'observations':
          return observed.current(message.seen)
        case 'close':
          return heard.current.onClose()
      }
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [tell])

  const isRunning = state.isReady && !state.isSinglePage
  return {
    frame,
    ...state,
    errors: useMemo(() => state.log.filter(({ kind }) => kind === 'error'), [state.log]),
    tell,
    open: (entry) => {
      if (!isRunning || entry.scene === SCENES.momentPage) return start(entry)
      tell({ type: 'launch', ...entry })
    },
    restart: (options) => start({ path: '', scene: SCENES.recent }, options),
    audit: () => {
      tell({ type: 'observe' })
      return new Promise((resolve) => (observed.current = (seen) => resolve(scoreOf(seen))))
    },
    kill: () => {
      finish.current()
      setState(({ run }) => ({ ...STOPPED, run }))
    },
  }
}

function addressOf(
  { person, device, textSize, network, answers }: PhoneSetup,
  entry: Entry,
  options: StartOptions,
): string {
  const query = new URLSearchParams({
    person,
    entry: entry.path.replace(/^\//, ''),
    scene: String(entry.scene),
    ...(entry.launch ? { launch: JSON.stringify(entry.launch) } : {}),
    device: JSON.stringify(DEVICES[device].shape),
    fontScale: String(textSize),
    fixtures: JSON.stringify(fixturesOf(answers)),
    online: network === 'offline' ? '0' : '1',
    ...(options.forget ? { clear: '1' } : {}),
    ...(options.watch ? { audit: '1' } : {}),
  })
  return `/__host/phone?${query.toString()}`
}

async function scoreOf(seen: unknown): Promise<AuditReport> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch('/demo/audit', { method: 'POST', headers, body: JSON.stringify(seen) })
  return (await answer.json()) as AuditReport
}

const SLOW_MS = 2000

function networkCommand(network: NetworkState): object {
  const connection =
    network === 'slow' ? { type: '2g', weak: true, latency: SLOW_MS } : { type: 'wifi', weak: false, latency: 0 }
  return { type: 'network', online: network !== 'offline', connection }
}

function withLine(before: Running, kind: LogLine['kind'], text: string): Running {
  return { ...before, log: [...before.log, { id: ++lines, kind, text, at: Date.now() }].slice(-KEPT_LINES) }
}
