import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, type ReactNode } from 'react'
import { textScaleClass } from '@/lib/device'
import { classes } from './classes'

interface PageProps {
  /** Stable name of the screen, for journeys and for WeChat's own tests. */
  id: string
  /** Set only where the title is known later than the page, such as a group's name. */
  title?: string
  bar?: ReactNode
  plain?: boolean
  children: ReactNode
}

/** The ground of every screen: margins, text size, title, and room for a bottom bar. */
export function Page({ id, title, bar, plain, children }: PageProps) {
  useEffect(() => {
    if (title) void Taro.setNavigationBarTitle({ title })
  }, [title])
  return (
    <View id={id} className={classes('page', plain && 'page--plain', Boolean(bar) && 'page--bar', textScaleClass())}>
      {children}
      {bar}
    </View>
  )
}
