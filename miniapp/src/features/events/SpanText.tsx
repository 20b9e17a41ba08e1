import { Text } from '@tarojs/components'
import { span } from '@/lib/time'

/** From when to when, of which no line parts a date or a time. */
export function SpanText({ from, to }: { from: string; to: string }) {
  return <WholeParts parts={span(from, to).split(' ')} between=" " />
}

/** Words that a line parts only between, and not within, these. */
export function WholeParts({ parts, between }: { parts: readonly string[]; between: string }) {
  return (
    <Text>
      {parts.map((part, index) => (
        <Text key={index} className="whole">
          {index < parts.length - 1 ? `${part}${between}` : part}
        </Text>
      ))}
    </Text>
  )
}
