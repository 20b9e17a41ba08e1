import { Text, View } from '@tarojs/components'

interface FigureProps {
  id?: string
  value: number | string
  unit?: string
  label: string
  onClick?: () => void
}

/** One number with its unit and what it counts. */
export function Figure({ id, value, unit, label, onClick }: FigureProps) {
  return (
    <View className="figure" id={id} onClick={onClick}>
      <View>
        <Text className="figure__value">{value}</Text>
        {unit && <Text className="figure__unit">{unit}</Text>}
      </View>
      <View className="figure__label">{label}</View>
    </View>
  )
}
