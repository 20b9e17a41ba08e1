import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { MyPolicyView } from '@quanke/shared/contracts/policies'
import { PARTICIPATING, POLICY_KINDS, PREMIUM_RHYTHMS } from '@quanke/shared/domain/policy'
import { dateOn } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Tag } from '@/ui/Tag'
import { premiumWords } from './premium'

interface PolicyCardProps {
  policy: MyPolicyView
  isTakenBack?: boolean
  children?: ReactNode
}

/** What was bought, in plain words. */
export function PolicyCard({ policy, isTakenBack, children }: PolicyCardProps) {
  return (
    <Card id={`policy-${policy.id}`}>
      <View className="head">{policy.productName}</View>
      <View className="gap-small tags">
        {isTakenBack && <Tag tone="stop">已撤回</Tag>}
        <Tag tone={isTakenBack ? undefined : 'brand'}>{POLICY_KINDS[policy.kind]}</Tag>
        {policy.isParticipating && <Tag>{PARTICIPATING.yes}</Tag>}
      </View>
      <View className="words gap-small">{`保单号 ${policy.maskedNumber}`}</View>
      <View className="words">{`首期保费 ${premiumWords(policy.premiumFen)}，${PREMIUM_RHYTHMS[policy.rhythm]}`}</View>
      <View className="words">{`${dateOn(`${policy.effectiveOn}T00:00:00+08:00`)}生效`}</View>
      {children}
    </Card>
  )
}
