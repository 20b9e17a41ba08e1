import { View } from '@tarojs/components'
import type { CaseEvidenceView, OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import { RemindMe } from '@/features/messages/RemindMe'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'
import { CaseActs } from './CaseActs'
import { titleOf, toneOf } from './CaseCell'
import { ReferenceWords } from './ReferenceSheet'

/** One case: who decides until when, the two sides as far as the reader may know them, what was said and decided, and what can be done. */
export function CaseScreen({ one }: { one: OwnershipCaseView }) {
  const { decision, appeal } = one
  return (
    <>
      <Card id="case-head">
        <View className="row">
          <View className="row__main">
            <View className="head">{titleOf(one)}</View>
            <View className="note gap-small">{`${one.originLabel}，${one.basisLabel}`}</View>
          </View>
          <Tag tone={toneOf(one)}>{one.statusLabel}</Tag>
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
          />
        ))}
      </Card>
      <Evidence evidence={one.evidence} isJudge={one.role === 'decider' || one.role === 'reader'} />
      <CaseActs one={one} />
      <RemindMe id="case-remind" use="ownershipCase" about={`${one.id} ${one.steps.length}`}>
        有进展时提醒我
      </RemindMe>
      <Section title="经过" />
      <Card list>
        {one.steps.map((step) => (
          <Cell key={`${step.at} ${step.step}`} title={step.label} note={`${moment(step.at)}，${step.by}`} />
        ))}
      </Card>
    </>
  )
}

function waitingWords({ status, deadlineAt, isOverdue, decider }: OwnershipCaseView): string {
  if (status !== 'open' && status !== 'appealed') return `由${decider}裁定`
  const until = `由${decider}在${moment(deadlineAt)}前裁定`
  return isOverdue ? `${until}，已逾期，将上交上一级` : `${until}；裁定之前，归属维持较早的绑定`
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
