import { useRouter } from '@tarojs/taro'
import type { Purpose } from '@quanke/shared/domain/consent'
import { JoinConsent } from '@/features/consents/JoinConsent'
import { useConsents } from '@/features/consents/useConsents'
import { RegisterAfterConsent } from '@/features/events/RegisterAfterConsent'
import { JoinAfterConsent } from '@/features/groups/JoinAfterConsent'
import { useLeave } from '@/lib/useLeave'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'
import { useState } from 'react'

const ASKED: readonly Purpose[] = ['use_service', 'be_served', 'show_activity', 'marketing']
const TO_JOIN: readonly Purpose[] = ['use_service']
const TO_BE_SERVED: readonly Purpose[] = ['use_service', 'be_served']

/** The questions before somebody joins a group, comes to an event or is served; after a yes that happens without another tap. */
export default function ConsentBeforeJoining() {
  const { group, event, serve } = useRouter().params
  const leave = useLeave()
  const consents = useConsents()
  const [agreed, setAgreed] = useState(false)
  if (agreed && group) return <JoinAfterConsent groupId={group} />
  if (agreed && event) return <RegisterAfterConsent eventId={event} />
  if (!consents.data) {
    return (
      <Page id="consent-loading">
        <Loaded query={consents}>{() => null}</Loaded>
      </Page>
    )
  }
  return (
    <JoinConsent
      view={consents.data}
      needed={serve ? TO_BE_SERVED : TO_JOIN}
      only={ASKED}
      intro={`${serve ? '由代理人为您服务' : event ? '报名活动' : '加入圈子'}之前，请逐项阅读并决定。没有勾选的事项不会发生，也不影响您继续阅读。`}
      onAgreed={() => (group || event ? setAgreed(true) : leave.back())}
      onRefused={leave.back}
    />
  )
}
