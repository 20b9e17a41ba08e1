import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Notice } from './live'

/** A mini-program card, sent from one person to another or into the group. */
export interface CardMessage {
  id: string
  from: string
  /** A person's key, or the group. */
  to: string
  title: string
  /** With query. */
  path: string
  /** The mini-program wants to know the group that the card is opened in. */
  withShareTicket?: boolean
  /** Of a private message: only who is in the chat can prove to have it. */
  shareTicket?: string
  /** A data URL or an address; drawn from the page a moment later when the mini-program gave none. */
  image?: string
  at: number
}

/** A page shown in Moments. */
export interface MomentPost {
  id: string
  from: string
  title: string
  path: string
  image?: string
  at: number
}

export const GROUP = '*group'
const KEPT = 40

interface Chats {
  cards: CardMessage[]
  moments: MomentPost[]
  /** When a person last looked into a conversation, by `person/conversation`. */
  lookedAt: Record<string, number>
  send(card: Omit<CardMessage, 'at'>): void
  post(moment: Omit<MomentPost, 'at'>): void
  /** The picture of a card or a post, which is ready later than the words. */
  illustrate(id: string, image: string): void
  look(person: string, conversation: string): void
}

/** What people sent each other in the pretended WeChat of this page, kept in the browser. */
export const useChats = create<Chats>()(
  persist(
    (set) => ({
      cards: [],
      moments: [],
      lookedAt: {},
      send: (card) => set(({ cards }) => ({ cards: [...cards, { ...card, at: Date.now() }].slice(-KEPT) })),
      post: (moment) => set(({ moments }) => ({ moments: [...moments, { ...moment, at: Date.now() }].slice(-KEPT) })),
      illustrate: (id, image) =>
        set(({ cards, moments }) => ({ cards: withImage(cards, id, image), moments: withImage(moments, id, image) })),
      look: (person, conversation) =>
        set(({ lookedAt }) => ({ lookedAt: { ...lookedAt, [`${person}/${conversation}`]: Date.now() } })),
    }),
    { name: 'demo-chats', version: 1 },
  ),
)

function withImage<T extends { id: string }>(list: T[], id: string, image: string): T[] {
  return list.map((one) => (one.id === id ? { ...one, image } : one))
}

/** What one person sees in one conversation, the earliest first. */
export interface Conversation {
  /** The other person's key, the group, or the service notices. */
  key: string
  cards: CardMessage[]
  notices: Notice[]
  unread: number
  at: number
}

export const NOTICES = '*notices'

/** A person's conversations, the latest first. The service notices and the group are always there. */
export function conversationsOf(
  me: string,
  { cards, lookedAt }: Pick<Chats, 'cards' | 'lookedAt'>,
  notices: Notice[],
): Conversation[] {
  const byKey = new Map<string, CardMessage[]>([[GROUP, []]])
  for (const card of cards) {
    const key = card.to === GROUP ? GROUP : card.from === me ? card.to : card.to === me ? card.from : null
    if (key) byKey.set(key, [...(byKey.get(key) ?? []), card])
  }
  const seen = (key: string) => lookedAt[`${me}/${key}`] ?? 0
  const mine = notices.filter(({ person }) => person === me)
  const chats = [...byKey].map(([key, list]) => ({
    ...{ key, cards: list, notices: [] },
    unread: list.filter(({ from, at }) => from !== me && at > seen(key)).length,
    at: list.at(-1)?.at ?? 0,
  }))
  const service = {
    ...{ key: NOTICES, cards: [], notices: mine, at: mine.at(-1)?.at ?? 0 },
    unread: mine.filter(({ at }) => at > seen(NOTICES)).length,
  }
  return [...chats, service].sort((a, b) => b.at - a.at)
}
