import { View } from '@tarojs/components'
import { Tag, type Tone } from '@/ui/Tag'
import './complaints.scss'

interface ComplaintCellProps {
  id: string
  title: string
  words: string
  note: string
  status: string
  tone?: Tone
  onClick: () => void
}

/** A complaint in a list: about what, how it stands, how it begins, and until when it is answered. */
export function ComplaintCell({ id, title, words, note, status, tone, onClick }: ComplaintCellProps) {
  return (
    <View id={id} className="cell complaint" hoverClass="cell--press" onClick={onClick}>
      <View className="cell__main">
        <View className="complaint__line">
          <View className="cell__title">{title}</View>
          <Tag tone={tone}>{status}</Tag>
        </View>
        <View className="cell__excerpt">{words}</View>
        <View className="cell__note">{note}</View>
      </View>
    </View>
  )
}
