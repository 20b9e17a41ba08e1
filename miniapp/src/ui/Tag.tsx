import { Text } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from './classes'

export type Tone = 'brand' | 'ok' | 'care' | 'stop' | 'honour'

/** A status in a word. Colour only supports the word, it never stands for it. */
export function Tag({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return <Text className={classes('tag', tone && `tag--${tone}`)}>{children}</Text>
}
