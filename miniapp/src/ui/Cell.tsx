import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface CellProps {
  id?: string
  className?: string
  /** An avatar or a date block. */
  lead?: ReactNode
  title: ReactNode
  note?: ReactNode
  /** One figure, one tag or a few words at the right. */
  value?: ReactNode
  onClick?: () => void
}

/** A row of a list: lead, title, one note, one thing at the right. The whole row is the target. */
export function Cell({ id, className, lead, title, note, value, onClick }: CellProps) {
  return (
    <View
      id={id}
      className={classes('cell', Boolean(lead) && 'cell--led', className)}
      hoverClass={onClick ? 'cell--press' : 'none'}
      onClick={onClick}
    >
      {lead}
      <View className="cell__main">
        <View className="cell__title">{title}</View>
        {note ? <View className="cell__note">{note}</View> : null}
      </View>
      {value ? <View className="cell__value">{value}</View> : null}
      {onClick ? <View className="cell__arrow" /> : null}
    </View>
  )
}
