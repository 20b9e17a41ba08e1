import { useEffect, useRef, useState } from 'react'
import { GROUP, useChats, type CardMessage } from './chats'
import { useLive, type Notice } from './live'

export type News = { kind: 'card'; card: CardMessage } | { kind: 'notice'; notice: Notice }

const SHOWN_MS = 7000

/** What has just come for a person while the page was open; goes away by itself. */
export function useNews(person: string): [News | null, () => void] {
  const [news, setNews] = useState<News | null>(null)
  const card = useChats(({ cards }) =>
    cards.findLast(({ from, to }) => from !== person && (to === person || to === GROUP)),
  )
  const notice = useLive(({ notices }) => notices.findLast((one) => one.person === person))
  const cardSince = useOpening(person, card?.at)
  const noticeSince = useOpening(person, notice?.at)
  useEffect(() => {
    if (card && card.at > cardSince) setNews({ kind: 'card', card })
    // A card that gets its picture is the same card.
  }, [card?.id])
  useEffect(() => {
    if (notice && notice.at > noticeSince) setNews({ kind: 'notice', notice })
  }, [notice?.msgId])
  useEffect(() => setNews(null), [person])
  useEffect(() => {
    const timer = setTimeout(() => setNews(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [news])
  return [news, () => setNews(null)]
}

/** The moment from which on something is news for this person: since the phone was taken. */
function useOpening(person: string, latest: number | undefined): number {
  const opening = useRef({ person, at: 0 })
  if (opening.current.at === 0 || opening.current.person !== person) {
    opening.current = { person, at: Math.max(Date.now(), latest ?? 0) }
  }
  return opening.current.at
}
