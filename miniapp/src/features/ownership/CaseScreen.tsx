import { View } from '@tarojs/components'
import type { MeView } from '@quanke/shared/contracts/identity'
import type { CaseEvidenceView, CaseSideView, OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import { CLOSED_CASES, UNDECIDED_CASES } from '@quanke/shared/domain/ownership-case'
import { useMe } from '@/features/me/useMe'
import { RemindMe } from '@/features/messages/RemindMe'
import { go, routes } from '@/lib/routes'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'
import { CaseActs } from './CaseActs'
import { standingOf, titleOf, toneOf } from './CaseCell'
import { ReferenceWords } from './ReferenceSheet'

/** One case: who decides until when, the two sides as far as the reader may know them, what was said and decided, and what can be done. */
export function CaseScreen({ one }: { one: OwnershipCaseView }) {
  const { decision, appeal } = one
  const me = useMe()
  return (
    <>
      <Card id="case-head">
        <View className="row">
          <View className="row__main">
            <View className="head">{titleOf(one)}</View>
            <View className="note gap-small">{whyWords(one)}</View>
          </View>
          <Tag tone={toneOf(one)}>{standingOf(one)}</Tag>
        </View>
        <View className="note gap-small">{waitingWords(one)}</View>
      </Card>
      {decision && (
        <Card id="case-decision">
          <View className="head">{decision.label}</View>
          <View className="words gap-small">{decision.reason}</View>
          <View className="note gap-small">
            {one.appealUntil
              ? `${moment(decision.at)}裁定，${moment(one.appealUntil)}前可以申诉一次`
              : `${moment(decision.at)}裁定`}
          </View>
        </Card>
      )}
      {appeal && <Notice>{appeal.reason ? `${appeal.label}：${appeal.reason}` : appeal.label}</Notice>}
      <Section title="双方" />
      <Card list>
        {one.sides.map((side) => (
          <Cell
            key={side.side}
            title={side.agentName ?? '另一位代理人'}
            note={side.client ? `客户档案：${side.client.displayName}` : undefined}
            value={side.isYou ? `您，${side.label}` : side.label}
            onClick={clientOf(side, me.data)}
          />
        ))}
      </Card>
      <Evidence evidence={one.evidence} isJudge={one.role === 'decider' || one.role === 'reader'} />
      <CaseActs one={one} />
      {!CLOSED_CASES.includes(one.status) && (
        <RemindMe id="case-remind" use="ownershipCase" about={`${one.id} ${one.steps.length}`}>
          有进展时提醒我
        </RemindMe>
      )}
      <Section title="经过" />
      <Card list>
        {one.steps.map((step) => (
          <Cell key={`${step.at} ${step.step}`} title={step.label} note={`${moment(step.at)}，${step.by}`} />
        ))}
      </Card>
    </>
  )
}

/** A record opens for agents and leaders, who are shown only what is theirs to see; staff see no client's record. */
function clientOf({ client }: CaseSideView, me: MeView | undefined): (() => void) | undefined {
  if (client === null || !me?.agent) return undefined
  return () => go(routes.client({ id: client.id }))
}

/** How it came up, by what, and why no leader decides it; a dispute has no other basis than itself. */
function whyWords({ origin, originLabel, basisLabel, exception }: OwnershipCaseView): string {
  return [originLabel, origin === 'dispute' ? null : basisLabel, exception].filter(Boolean).join('，')
}

function waitingWords({ status, deadlineAt, isOverdue, decider, exception }: OwnershipCaseView): string {
  if (!UNDECIDED_CASES.includes(status)) return `由${decider}裁定`
  const until = `由${decider}在${moment(deadlineAt)}前裁定`
  if (!isOverdue) return `${until}；裁定之前，归属维持较早的绑定`
  return exception === null ? `${until}，已逾期，将上交上一级` : `${until}，已逾期，请尽快裁定`
}

function Evidence({ evidence, isJudge }: { evidence: CaseEvidenceView[]; isJudge: boolean }) {
  return (
    <>
      <Section title={isJudge ? '双方说明' : '您的说明'} />
      {evidence.length === 0 ? (
        <Notice tone="quiet">{isJudge ? '双方还没有提交说明' : '您还没有提交说明，只有裁定人会看到您的说明'}</Notice>
      ) : (
        evidence.map((said) => (
          <Card key={said.id}>
            <View className="words">{said.words}</View>
            {said.pointsTo.map((one) => (
              <ReferenceWords key={`${one.kind} ${one.id}`} reference={one} />
            ))}
            <View className="note gap-small">{`${said.label}，${moment(said.at)}`}</View>
          </Card>
        ))
      )}
    </>
  )
}
