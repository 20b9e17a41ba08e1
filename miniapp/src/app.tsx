import { QueryClientProvider } from '@tanstack/react-query'
import Taro, { useDidHide, useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { enter, flush, startSending } from '@/features/engagement/engagements'
import { queryClient, watchPhone } from '@/lib/query'
import { onSignIn } from '@/lib/session'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch((options) => {
    watchPhone()
    onSignIn(({ me }) => queryClient.setQueryData(['me'], me))
    enter(options)
    startSending()
  })
  useDidShow(() => enter(Taro.getEnterOptionsSync()))
  useDidHide(() => void flush())
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
