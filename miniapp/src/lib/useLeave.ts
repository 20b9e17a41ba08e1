import Taro, { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'
import { back, replace } from './routes'

const top = () => Taro.getCurrentPages().at(-1)

/** Leaves this screen when something is done, as long as it is still the one on top: an answer that comes late closes no other. */
export function useLeave(): { back: () => void; replace: (url: string) => void } {
  const here = useRef(undefined as ReturnType<typeof top>)
  here.current ??= top()
  useDidShow(() => {
    here.current = top()
  })
  const isOnTop = (): boolean => here.current === top()
  return {
    back: () => {
      if (isOnTop()) back()
    },
    replace: (url) => {
      if (isOnTop()) replace(url)
    },
  }
}
