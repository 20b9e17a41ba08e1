import { View } from '@tarojs/components'
import type { MeView } from '@quanke/shared/contracts/identity'
import { dateOn } from '@/lib/time'

/** A new adviser is told of for as long (domain rules, section 3.7). */
const TOLD_DAYS = 30
const DAY_MS = 86_400_000

const isNews = (at: string, now = Date.now()): boolean => now - Date.parse(at) <= TOLD_DAYS * DAY_MS

/** Since when somebody else serves this client, who may not have been asked. */
export function AdviserChange({ me: { adviser, adviserChange } }: { me: MeView }) {
  if (!adviser || !adviserChange) return null
  const { at, formerName } = adviserChange
  if (!isNews(at)) return null
  return (
    <View className="note gap" id="adviser-change">
      {`${dateOn(at)}起，由${adviser.name}接替${formerName}为您服务`}
    </View>
  )
}
