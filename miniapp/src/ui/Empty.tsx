import { Image, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import drawing from '@/assets/drawings/empty.png'

interface EmptyProps {
  text: string
  note?: string
  children?: ReactNode
}

/** Says what will appear here; the children are the one action that can cause it. */
export function Empty({ text, note, children }: EmptyProps) {
  return (
    <View className="state">
      <Image className="state__drawing" src={drawing} />
      <View className="state__text">{text}</View>
      {note && <View className="state__note">{note}</View>}
      {children}
    </View>
  )
}
