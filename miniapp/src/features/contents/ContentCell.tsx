import { Text, View } from '@tarojs/components'
import type { ContentRow } from '@quanke/shared/contracts/contents'
import { READ_PERCENT, TOPICS } from '@quanke/shared/domain/content'
import { dateOn } from '@/lib/time'
import './content.scss'

/** An article in a list: its title leads, the rest is one quiet line. */
export function ContentCell({ content, onClick }: { content: ContentRow; onClick: () => void }) {
  return (
    <View
      className="cell content-cell"
      id={`content-${content.id}`}
      hoverClass="cell--press"
      hoverStayTime={50}
      onClick={onClick}
    >
      <View className="cell__main">
        <View className="head">{content.title}</View>
        <View className="cell__excerpt">{content.summary}</View>
        <View className="content-cell__line">
          <Text className="content-cell__topic">{TOPICS[content.topic]}</Text>
          <Text>{`${content.minutes} 分钟`}</Text>
          <Text>{readingWords(content.readPercent) ?? dateOn(content.publishedAt)}</Text>
        </View>
      </View>
    </View>
  )
}

/** 「已读」「读到 40%」, or nothing for an article that was never opened. */
export function readingWords(percent: number | null): string | null {
  if (percent === null) return null
  return percent >= READ_PERCENT ? '已读' : `读到 ${percent}%`
}
