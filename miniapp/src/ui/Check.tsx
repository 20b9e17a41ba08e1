import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface CheckProps {
  id: string
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}

/** A box to tick, with its words as part of the target. It has no ticked state of its own. */
export function Check({ id, checked, onChange, children }: CheckProps) {
  return (
    <View id={id} className={classes('check', checked && 'check--on')} onClick={() => onChange(!checked)}>
      <View className={classes('check__box', checked && 'check__box--on')} />
      <View className="check__main">{children}</View>
    </View>
  )
}
