import { Text } from '@tarojs/components'
import { span } from '@/lib/time'

/** From when to when, of which no line parts a date or a time. */
export function SpanText({ from, to }: { from: string; to: string }) {
  const parts = span(from, to).split(' ')
  return (
    <Text>
      {parts.map((part, index) => (
        <Text key={index} className="whole">
          {index < parts.length - 1 ? `${part} ` : part}
        </Text>
      ))}
    </Text>
  )
}
