import { focusManager, onlineManager, QueryCache, QueryClient } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { AppError } from './http'

/** What was read this short a while ago is not asked for again. */
export const FRESH_MS = 3_000

/** It is there no more, or no more for this reader: a client who withdrew, a record that went to a colleague. */
const GONE = [403, 404, 410]

/** Old data beat a failure of the network; what the server no longer shows goes from the screen too. */
const queryCache = new QueryCache({
  onError: (failure, query) => {
    if (failure instanceof AppError && GONE.includes(failure.status)) query.setState({ data: undefined })
  },
})

/** Reading may be tried once more when the network failed; writing is never repeated by itself. */
export const queryClient = new QueryClient({
  queryCache,
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: FRESH_MS,
      retry: (count, failure) => count < 1 && failure instanceof AppError && failure.isOffline,
      retryDelay: 600,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppError
  }
}

/** WeChat has no window whose focus and network could be watched; the app's own events stand in. */
export function watchPhone(): void {
  focusManager.setEventListener((setFocused) => {
    const shown = () => setFocused(true)
    const hidden = () => setFocused(false)
    Taro.onAppShow(shown)
    Taro.onAppHide(hidden)
    return () => {
      Taro.offAppShow(shown)
      Taro.offAppHide(hidden)
    }
  })
  onlineManager.setEventListener((setOnline) => {
    const heard = ({ isConnected }: { isConnected: boolean }) => setOnline(isConnected)
    Taro.onNetworkStatusChange(heard)
    return () => Taro.offNetworkStatusChange(heard)
  })
}
