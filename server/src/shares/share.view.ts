import type { ShareView } from '@quanke/shared/contracts/shares'
import type { ShareSubject } from '@quanke/shared/domain/share'
import type { Share } from './share.entity'

/** The mini-program's page for each subject, without leading slash; its id goes into the query. */
export const SHARE_PAGES: Record<ShareSubject, string> = {
  content: 'packages/content/article/index',
  group: 'packages/group/detail/index',
  event: 'packages/event/detail/index',
  referral: 'packages/referral/invitation/index',
  agent: 'packages/consent/adviser/index',
}

/** The query of a card: what to show, and the share it came by. */
export const shareQuery = ({ subject, subjectId, code }: Pick<Share, 'subject' | 'subjectId' | 'code'>): string =>
  subject === 'referral' ? `s=${code}` : `id=${subjectId}&s=${code}`

export function shareView(share: Share, title: string): ShareView {
  const page = SHARE_PAGES[share.subject]
  return {
    id: share.id,
    code: share.code,
    title,
    path: `/${page}?${shareQuery(share)}`,
    page,
    scene: share.code,
    subject: share.subject,
    subjectId: share.subjectId,
  }
}
