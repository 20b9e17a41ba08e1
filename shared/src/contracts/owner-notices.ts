import type { OwnerNews } from '../domain/owner-notice'

/** That a client came or went, or how an ownership case stands; put away by being opened. */
export interface OwnerNoticeView {
  id: string
  news: OwnerNews
  /** Names a client only while the client is the agent's own. */
  title: string
  note: string
  at: string
  /** The client who came. */
  clientId: string | null
  caseId: string | null
}
