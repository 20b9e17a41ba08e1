import { Text, View } from '@tarojs/components'
import { countParts } from '@/lib/count'

interface FigureProps {
  id?: string
  value: number | string
  unit?: string
  label: string
  onClick?: () => void
}

/** One number with its unit and what it counts. */
export function Figure({ id, value, unit = '', label, onClick }: FigureProps) {
  const { figure, ofMany } = typeof value === 'number' ? countParts(value) : { figure: value, ofMany: '' }
  return (
    <View className="figure" id={id} onClick={onClick}>
      <View className="figure__line">
        <Text className="figure__value">{figure}</Text>
        {ofMany + unit && <Text className="figure__unit">{ofMany + unit}</Text>}
      </View>
      <View className="figure__label">{label}</View>
    </View>
  )
}
