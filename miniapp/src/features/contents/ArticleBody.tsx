import { Text, View } from '@tarojs/components'
import type { ContentView } from '@quanke/shared/contracts/contents'
import { TOPICS, type Block } from '@quanke/shared/domain/content'
import { dateOn } from '@/lib/time'
import './content.scss'

/** An approved article, from its title to its sources. */
export function ArticleBody({ content }: { content: ContentView }) {
  return (
    <View id="article-body">
      <View className="article__title">{content.title}</View>
      <View className="article__line">
        <Text className="article__topic">{TOPICS[content.topic]}</Text>
        <Text>{`约 ${content.minutes} 分钟`}</Text>
        <Text>{dateOn(content.publishedAt)}</Text>
      </View>
      {content.summary && <View className="article__summary">{content.summary}</View>}
      {content.blocks.map((block, index) => (
        <ArticleBlock key={index} block={block} />
      ))}
      {content.sources.length > 0 && (
        <View className="article__sources">
          {content.sources.map((source, index) => (
            <View key={index}>{`来源 ${index + 1}：${source}`}</View>
          ))}
        </View>
      )}
    </View>
  )
}

function ArticleBlock({ block }: { block: Block }) {
  if (block.kind !== 'list') return <View className={`article__${block.kind}`}>{block.text}</View>
  return (
    <View>
      {block.items.map((item, index) => (
        <View className="article__item" key={index}>
          <Text className="article__dot">·</Text>
          <View>{item}</View>
        </View>
      ))}
    </View>
  )
}
