import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface BottomBarProps {
  note?: string
  error?: string | null
  children: ReactNode
}

/** Holds the one primary action of a page, above the phone's home bar, with what went wrong right at it. */
export function BottomBar({ note, error, children }: BottomBarProps) {
  return (
    <View className="bar">
      {error ? (
        <View className="bar__error" id="bar-error">
          {error}
        </View>
      ) : note ? (
        <View className="bar__note">{note}</View>
      ) : null}
      <View className="bar__row">{children}</View>
    </View>
  )
}
