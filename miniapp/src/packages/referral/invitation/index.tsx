import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useConsents } from '@/features/consents/useConsents'
import { InvitationEnd, type InvitationEnding } from '@/features/referrals/InvitationEnd'
import { InvitationScreen } from '@/features/referrals/InvitationScreen'
import { useInvitation } from '@/features/referrals/useReferrals'
import { shareCodeOf } from '@/lib/launch'
import { goTab, tabs } from '@/lib/routes'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The friend's page: who refers, whom and why, what will be known, and the friend's own decision. */
export default function Invitation() {
  const code = shareCodeOf(useRouter().params)
  const invitation = useInvitation(code)
  const consents = useConsents()
  const [ending, setEnding] = useState<InvitationEnding | null>(null)
  useEffect(() => {
    if (code === null) goTab(tabs.home)
  }, [code])

  if (ending) return <InvitationEnd ending={ending} agent={invitation.data?.agent ?? null} />
  if (invitation.data?.state === 'closed')
    return <InvitationEnd ending="closed" agent={null} reason={invitation.data.refusal?.text} />
  if (invitation.data?.state === 'yours') return <InvitationEnd ending="accepted" agent={invitation.data.agent} />
  if (invitation.data?.refusal)
    return <InvitationEnd ending="refused" agent={null} reason={invitation.data.refusal.text} />
  if (invitation.error?.code === 'referral_private') return <InvitationEnd ending="private" agent={null} />
  // Whoever opened a card that is gone, or never was, is told so and not left on some other page.
  if (invitation.error?.status === 404 || invitation.error?.status === 410)
    return <InvitationEnd ending="closed" agent={null} />
  if (invitation.data && consents.data) {
    return <InvitationScreen invitation={invitation.data} consents={consents.data.consents} onEnd={setEnding} />
  }
  return (
    <Page id="invitation-loading">
      <Loaded query={invitation.error ? invitation : { ...consents, data: undefined }}>{() => null}</Loaded>
    </Page>
  )
}
