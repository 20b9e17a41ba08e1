import { create } from 'zustand'

export type Role = 'client' | 'visitor' | 'agent' | 'leader' | 'staff'

/** Somebody whose phone one may hold. */
export interface Person {
  key: string
  name: string
  role: Role
  note?: string
}

/** A subscription message as it lies in the receiver's WeChat. */
export interface Notice {
  msgId: string
  person: string
  title: string
  lines: { label: string; value: string }[]
  /** With its query; absent when it leads nowhere. */
  page?: string
  at: number
}

interface Live {
  /** Null until they are known. */
  people: Person[] | null
  notices: Notice[]
  /** 'lost' when the server of this page does not answer, 'api' when only the product's own does not. */
  health: 'connecting' | 'up' | 'api' | 'lost'
}

export const useLive = create<Live>(() => ({ people: null, notices: [], health: 'connecting' }))

/** Listens to the server for as long as the page is open; the browser connects anew by itself. */
export function listenToServer(): void {
  const source = new EventSource('/demo/events')
  const on = <T>(name: string, hear: (value: T) => void) =>
    source.addEventListener(name, (event: MessageEvent<string>) => hear(JSON.parse(event.data) as T))
  on<Person[]>('people', (people) => useLive.setState({ people }))
  on<Notice[]>('messages', (notices) => useLive.setState({ notices }))
  on<{ api: boolean }>('health', ({ api }) => useLive.setState({ health: api ? 'up' : 'api' }))
  source.addEventListener('error', () => {
    useLive.setState({ health: 'lost' })
    // While the product starts anew the answer is no stream, and then the browser gives up.
    if (source.readyState === EventSource.CLOSED) setTimeout(listenToServer, 1500)
  })
}

/** Makes a person who was never here; resolves with the key. */
export async function meetVisitor(): Promise<string> {
  const answer = await fetch('/demo/people', { method: 'POST', headers: { 'content-type': 'application/json' } })
  const person = (await answer.json()) as Person
  useLive.setState(({ people }) => ({ people: [...(people ?? []), person] }))
  return person.key
}

/** A private message lies in the chat now; resolves with the ticket by which it is opened, or nothing where WeChat did not send it. */
export async function sentPrivately(activityId: string, from: string, to?: string): Promise<string | undefined> {
  const answer = await fetch('/demo/private-messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ activityId, from, to }),
  })
  return ((await answer.json()) as { shareTicket?: string }).shareTicket
}

export function personOf(people: Person[] | null, key: string): Person {
  return people?.find((person) => person.key === key) ?? { key, name: key, role: 'visitor' }
}
