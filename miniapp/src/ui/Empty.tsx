import { Image, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import book from '@/assets/drawings/empty.png'
import people from '@/assets/drawings/people.png'

interface EmptyProps {
  text: string
  note?: string
  drawing?: 'book' | 'people'
  children?: ReactNode
}

/** Says what will appear here; the children are the one action that can cause it. */
export function Empty({ text, note, drawing = 'book', children }: EmptyProps) {
  return (
    <View className="state">
      <Image className="state__drawing" src={drawing === 'people' ? people : book} />
      <View className="state__text">{text}</View>
      {note && <View className="state__note">{note}</View>}
      {children}
    </View>
  )
}
