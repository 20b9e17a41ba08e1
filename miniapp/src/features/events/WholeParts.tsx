import { Text } from '@tarojs/components'

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
