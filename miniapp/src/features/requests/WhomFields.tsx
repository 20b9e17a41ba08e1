import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ProviderView } from '@quanke/shared/contracts/providers'
import type { Introduce } from '@quanke/shared/contracts/referral-requests'
import { limits } from '@quanke/shared/domain/limits'
import type { IntroductionKind, RequestCategory } from '@quanke/shared/domain/referral-request'
import { Cell } from '@/ui/Cell'
import { Field } from '@/ui/Field'
import { ProviderSheet } from './ProviderSheet'

/** Who is to be introduced, as far as it is filled in. */
export interface Whom {
  provider: ProviderView | null
  agentCode: string
  name: string
}

export const NOBODY: Whom = { provider: null, agentCode: '', name: '' }

/** What is sent for the kind that was picked; null while it is not filled in. */
export function whomOf(
  kind: IntroductionKind,
  { provider, agentCode, name }: Whom,
): Pick<Introduce, 'providerId' | 'agentCode' | 'name'> | null {
  if (kind === 'provider') return provider && { providerId: provider.id }
  if (kind === 'agent') return agentCode.trim() ? { agentCode: agentCode.trim() } : null
  return name.trim() ? { name: name.trim() } : null
}

interface WhomFieldsProps {
  kind: IntroductionKind
  whom: Whom
  onChange: (whom: Whom) => void
  category: RequestCategory
  error: (field: string) => string | null
}

/** Who it is: from the directory, a colleague by code, or somebody whom only the introducer knows. */
export function WhomFields({ kind, whom, onChange, category, error }: WhomFieldsProps) {
  const [isChoosing, setChoosing] = useState(false)
  const { provider } = whom
  if (kind === 'agent')
    return (
      <View className="gap">
        <Field
          id="introduce-agent"
          label="同事的代理人代码"
          placeholder="例如：chen01"
          value={whom.agentCode}
          onChange={(agentCode) => onChange({ ...whom, agentCode })}
          max={16}
          error={error('agentCode')}
        />
      </View>
    )
  if (kind === 'person')
    return (
      <View className="gap">
        <Field
          id="introduce-name"
          label="怎么称呼对方"
          placeholder="例如：张律师，从业十二年"
          value={whom.name}
          onChange={(name) => onChange({ ...whom, name })}
          max={limits.name}
          error={error('name')}
        />
      </View>
    )
  return (
    <View className="gap">
      <Cell
        id="introduce-provider"
        title={provider ? provider.name : '从名录中选择'}
        note={provider ? `${provider.place} ${provider.hours}` : (error('providerId') ?? undefined)}
        onClick={() => setChoosing(true)}
      />
      <ProviderSheet
        open={isChoosing}
        category={category}
        onClose={() => setChoosing(false)}
        onChoose={(chosen) => {
          onChange({ ...whom, provider: chosen })
          setChoosing(false)
        }}
      />
    </View>
  )
}
