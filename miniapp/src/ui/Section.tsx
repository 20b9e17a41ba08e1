import { Text, View } from '@tarojs/components'

interface SectionProps {
  title: string
  more?: string
  moreId?: string
  onMore?: () => void
}

/** The heading above a card, with one way further at most. */
export function Section({ title, more, moreId, onMore }: SectionProps) {
  return (
    <View className="section">
      <Text className="section__title">{title}</Text>
      {more && (
        <View id={moreId} className="section__more" onClick={onMore}>
          {more}
        </View>
      )}
    </View>
  )
}
