import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface NoticeProps {
  id?: string
  tone?: 'care' | 'stop' | 'ok' | 'honour' | 'quiet'
  children: ReactNode
}

/** A sentence the reader should see. `quiet` is for text the law wants seen, such as licences and versions. */
export function Notice({ id, tone, children }: NoticeProps) {
  return (
    <View id={id} className={classes('notice', tone && `notice--${tone}`)}>
      {children}
    </View>
  )
}
