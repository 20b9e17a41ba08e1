import { View } from '@tarojs/components'
import type { WorkbenchView } from '@quanke/shared/contracts/clients'
import { RemindMe } from '@/features/messages/RemindMe'
import { OwnerNews } from '@/features/ownership/OwnerNews'
import { NoticeList } from '@/features/referrals/NoticeList'
import { RequestCell } from '@/features/requests/RequestCell'
import { ThanksReceived } from '@/features/requests/ThanksReceived'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Figure } from '@/ui/Figure'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { ClientCell } from './ClientCell'

/** What waits today, of one's own and of the team, then who is new, then the ways into the work. */
export function WorkbenchScreen({ workbench }: { workbench: WorkbenchView }) {
  const { newClients, openRequests, thanksDue, reach } = workbench
  return (
    <>
      <Card>
        <View className="figures">
          <Figure id="figure-clients" value={workbench.newClientCount} unit="位" label="新客户" />
          <Figure id="figure-requests" value={workbench.openRequestCount} unit="条" label="待回应求推荐" />
          <Figure id="figure-readers" value={reach.sinceYesterday.readers} unit="位" label="昨日以来读过" />
        </View>
        <View className="note gap">{reachWords(reach)}</View>
      </Card>
      <OwnerNews notices={workbench.ownerNotices} />
      <Section title="待回应的求推荐" more="全部" moreId="workbench-requests" onMore={() => go(routes.answering())} />
      {openRequests.length === 0 ? (
        <Notice tone="quiet">客户的求推荐会第一时间出现在这里</Notice>
      ) : (
        <Card list>
          {openRequests.map((request) => (
            <RequestCell key={request.id} request={request} />
          ))}
        </Card>
      )}
      <RemindMe id="workbench-remind" use="newRequest" about={newestOf(openRequests)}>
        新的求推荐时提醒我
      </RemindMe>
      {workbench.teamPoolCount !== null && <OfTheTeam workbench={workbench} />}
      {workbench.waitingCardCount > 0 && (
        <Card list>
          <Cell
            id="workbench-introductions"
            title="同事把您引荐给客户"
            note="您同意后，联系方式才会给到客户"
            value={`${workbench.waitingCardCount} 条待确认`}
            onClick={() => go(routes.introductions())}
          />
        </Card>
      )}
      <NoticeList notices={workbench.notices} />
      {thanksDue.length > 0 && <ThanksDue thanksDue={thanksDue} />}
      <ThanksReceived />
      <Section title="新客户" more="全部客户" moreId="workbench-clients" onMore={() => go(routes.clients())} />
      {newClients.length === 0 ? (
        <NoNewClients workbench={workbench} />
      ) : (
        <Card list>
          {newClients.map((client) => (
            <ClientCell key={client.id} client={client} />
          ))}
        </Card>
      )}
      <Ways workbench={workbench} />
    </>
  )
}

/** What waits for a leader, before the leader's own work. */
function OfTheTeam({ workbench }: { workbench: WorkbenchView }) {
  const { escalatedCount, casesToDecide, complaintsToAnswer, teamPoolCount } = workbench
  return (
    <>
      <Section title="团队" />
      <Card list>
        <Cell
          id="workbench-escalated"
          title="待团队回应的求推荐"
          value={escalatedCount ? `${escalatedCount} 条` : '没有'}
          onClick={() => go(routes.escalated())}
        />
        <Cell
          id="workbench-decide"
          title="归属裁定"
          value={casesToDecide > 0 ? `${casesToDecide} 件待裁定` : '没有'}
          onClick={() => go(routes.cases({ queue: 'waiting' }))}
        />
        <Cell
          id="workbench-complaints"
          title="投诉处理"
          value={complaintsToAnswer ? `${complaintsToAnswer} 件待答复` : '没有'}
          onClick={() => go(routes.complaintQueue())}
        />
        <Cell
          id="workbench-team"
          title="我的团队"
          value={teamPoolCount ? `${teamPoolCount} 位待分配` : undefined}
          onClick={() => go(routes.team())}
        />
      </Card>
    </>
  )
}

/** The list begins with what is most urgent; what a message told of is the one that came last. */
const newestOf = (requests: WorkbenchView['openRequests']): string =>
  String(Math.max(0, ...requests.map(({ id }) => Number(id))))

function reachWords({ sinceYesterday, last7Days }: WorkbenchView['reach']): string {
  if (last7Days.opened === 0) return '近 7 天还没有人打开您的分享'
  return `昨日以来 ${sinceYesterday.opened} 人打开您的分享；近 7 天 ${last7Days.opened} 人打开，${last7Days.readers} 人读完`
}

/** Whoever has no clients yet is shown where the first come from. */
function NoNewClients({ workbench: { clientCount } }: { workbench: WorkbenchView }) {
  return (
    <>
      <Notice tone="quiet">通过您的分享或转介绍来的客户会出现在这里</Notice>
      {clientCount === 0 && (
        <Button id="workbench-first" kind="plain" small onClick={() => go(routes.library())}>
          去内容库选一篇分享
        </Button>
      )}
    </>
  )
}

function ThanksDue({ thanksDue }: { thanksDue: WorkbenchView['thanksDue'] }) {
  return (
    <>
      <Section title="该致谢的推荐人" />
      <Card list>
        {thanksDue.map(({ referralId, referrerName, at }) => (
          <Cell
            key={`${referralId} ${at}`}
            id={`thanks-${referralId}`}
            title={referrerName}
            note={at === 'consent' ? '朋友已同意由您服务' : '这次转介绍有了结果'}
            value="去致谢"
            onClick={() => go(routes.receivedOne({ id: referralId }))}
          />
        ))}
      </Card>
    </>
  )
}

function Ways({ workbench }: { workbench: WorkbenchView }) {
  return (
    <>
      <Section title="我的工作" />
      <Card list>
        <Cell
          id="workbench-book"
          title="我的客户"
          value={`${workbench.clientCount} 位`}
          onClick={() => go(routes.clients())}
        />
        <Cell
          id="workbench-library"
          title="内容库"
          note="选一篇审核过的文章分享"
          onClick={() => go(routes.library())}
        />
        <Cell
          id="workbench-shares"
          title="我的分享"
          note="谁打开了、读了、又转给了谁"
          onClick={() => go(routes.shares())}
        />
        <Cell
          id="workbench-outreach"
          title="触达计划"
          note="为一批客户做一件事，并看有没有用"
          onClick={() => go(routes.outreach())}
        />
        <Cell
          id="workbench-sources"
          title="来源看板"
          note="朋友从哪里来，走到了哪一步"
          onClick={() => go(routes.sources())}
        />
        <Cell
          id="workbench-referrals"
          title="转介绍"
          value={`${workbench.activeReferralCount} 条进行中`}
          onClick={() => go(routes.received())}
        />
        <Cell
          id="workbench-providers"
          title="服务伙伴名录"
          note="核验过的律师、医生、学校……引荐时使用"
          value={workbench.dueProviderCount > 0 ? `${workbench.dueProviderCount} 位待复核` : undefined}
          onClick={() => go(routes.providers())}
        />
        <Cell
          id="workbench-cases"
          title="归属争议"
          value={workbench.caseCount > 0 ? `${workbench.caseCount} 件进行中` : undefined}
          onClick={() => go(routes.cases())}
        />
      </Card>
    </>
  )
}
