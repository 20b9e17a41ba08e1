import { useRouter } from '@tarojs/taro'
import { ARMS, type Arm } from '@quanke/shared/domain/outreach'
import { MemberCell } from '@/features/outreach/MemberCell'
import { useMembers, usePlan } from '@/features/outreach/useOutreach'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

type Shown = 'hit' | 'missed' | 'acted'

/** The clients behind one figure of a report. */
export default function Members() {
  const { id = '', arm = 'treated', show } = useRouter().params
  const figure = { arm: arm as Arm, ...(show ? { show: show as Shown } : {}) }
  const list = useMembers(id, figure)
  const plan = usePlan(id)
  return (
    <Page id="outreach-members" title={ARMS[figure.arm]}>
      <PagedList led list={list} empty={<Empty drawing="people" text="没有可以显示的客户" />}>
        {(member) => <MemberCell key={member.id} member={member} kind={plan.data?.kind ?? 'care'} />}
      </PagedList>
      {(show === 'hit' || show === 'missed') && (
        <Notice tone="quiet">没有开放浏览明细、或已不由您服务的客户只计数，不在名单里。</Notice>
      )}
    </Page>
  )
}
