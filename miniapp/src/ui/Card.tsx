import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface CardProps {
  id?: string
  list?: boolean
  soft?: boolean
  onClick?: () => void
  children: ReactNode
}

/** One white card. `list` is for cells, whose hairlines need the card's whole width. */
export function Card({ id, list, soft, onClick, children }: CardProps) {
  return (
    <View id={id} className={classes('card', list && 'card--list', soft && 'card--soft')} onClick={onClick}>
      {children}
    </View>
  )
}
