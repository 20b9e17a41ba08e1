import Taro from '@tarojs/taro'
import type { MeView } from '@quanke/shared/contracts/identity'
import { go, goTab, routes, tabs } from '@/lib/routes'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { StaffMenu } from './StaffMenu'

/** The rows of 我的; what a person cannot do is not shown. */
export function MeMenu({ me }: { me: MeView }) {
  // Staff are nobody's clients, unless they are.
  const isStaff = me.staffRole !== null && !me.isClient
  return (
    <>
      {me.can.workbench && (
        <Card list>
          <Cell id="me-workbench" title="工作台" note="客户、内容与转介绍" onClick={() => go(routes.workbench())} />
          {me.can.lead && <Cell id="me-team" title="我的团队" onClick={() => go(routes.team())} />}
        </Card>
      )}
      <StaffMenu me={me} />
      <Card list>
        {!me.agent && !isStaff && (
          <Cell
            id="me-adviser"
            title="我的代理人"
            value={me.adviser ? me.adviser.name : '还没有'}
            onClick={() => go(routes.adviser())}
          />
        )}
        {!isStaff && (
          <>
            <Cell id="me-requests" title="我的求推荐" onClick={() => go(routes.requests())} />
            <Cell id="me-referrals" title="我的转介绍" onClick={() => go(routes.referrals())} />
          </>
        )}
        {me.isClient && <Cell id="me-policies" title="我的保单" onClick={() => go(routes.myPolicies())} />}
        <Cell id="me-groups" title="我的圈子" onClick={() => goTab(tabs.groups)} />
      </Card>
      <Card list>
        {!isStaff && <Cell id="me-complaints" title="投诉与建议" onClick={() => go(routes.complaints())} />}
        <Cell id="me-consents" title="授权管理" note="查看、同意或撤回" onClick={() => go(routes.consents())} />
        {me.isClient && <Cell id="me-looks" title="谁看过我的资料" onClick={() => go(routes.looks())} />}
        <Cell id="me-privacy" title="隐私保护指引" onClick={() => void Taro.openPrivacyContract({})} />
      </Card>
    </>
  )
}
