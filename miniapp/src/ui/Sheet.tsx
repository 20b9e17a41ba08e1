import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { InSheet } from './in-sheet'

interface SheetProps {
  id: string
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
}

/** Comes up from below over the page, which stays where it is under a finger; a tap beside it or on 「关闭」 leaves everything as it was. */
export function Sheet({ id, open, title, onClose, children }: SheetProps) {
  if (!open) return null
  return (
    <View className="sheet" id={id}>
      <View className="sheet__veil" catchMove onClick={onClose} />
      <View className="sheet__body">
        <View className="sheet__head">
          <View className="sheet__title">{title}</View>
          <View id={`${id}-close`} className="sheet__close" onClick={onClose}>
            关闭
          </View>
        </View>
        <InSheet.Provider value>{children}</InSheet.Provider>
      </View>
    </View>
  )
}
