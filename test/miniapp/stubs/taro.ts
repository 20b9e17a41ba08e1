import { useEffect } from 'react'

/** The few calls of WeChat that the mini-program makes, with hands on them for the tests. */
type Listener = (value: unknown) => unknown

const listeners = new Map<string, Set<Listener>>()
const hear = (name: string) => (listener: Listener) => {
  const heard = listeners.get(name) ?? new Set()
  listeners.set(name, heard.add(listener))
}
const unhear = (name: string) => (listener: Listener) => void listeners.get(name)?.delete(listener)

/** What happens to the phone: `fire('networkStatusChange', { isConnected: true })`. */
export function fire(name: string, value?: unknown): void {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(value)
}

export const storage = new Map<string, string>()
export const router: { params: Record<string, string> } = { params: {} }

/** The files in the mini-program's own folder. */
export const files = new Set<string>()
interface FileCall {
  tempFilePath?: string
  filePath?: string
  path?: string
  success?: (answer: object) => void
  fail?: (answer: object) => void
}

/** The stack of screens; the last one is seen. */
export const pages: object[] = [{}]

const taro = {
  request: jest.fn(),
  login: jest.fn(() => Promise.resolve({ code: 'code' })),
  getLaunchOptionsSync: jest.fn(() => ({ scene: 1001 })),
  getAppBaseInfo: jest.fn(() => ({})),
  getStorageSync: (key: string): unknown => {
    const kept = storage.get(key)
    return kept === undefined ? '' : JSON.parse(kept)
  },
  // As on a phone: what is kept is a copy.
  setStorageSync: jest.fn((key: string, value: unknown) => void storage.set(key, JSON.stringify(value))),
  removeStorageSync: (key: string) => void storage.delete(key),
  onNetworkStatusChange: hear('networkStatusChange'),
  offNetworkStatusChange: unhear('networkStatusChange'),
  onAppShow: hear('appShow'),
  offAppShow: unhear('appShow'),
  onAppHide: hear('appHide'),
  offAppHide: unhear('appHide'),
  getCurrentPages: jest.fn(() => pages),
  navigateTo: jest.fn(() => Promise.resolve()),
  redirectTo: jest.fn(() => Promise.resolve()),
  navigateBack: jest.fn(() => Promise.resolve()),
  switchTab: jest.fn(() => Promise.resolve()),
  showToast: jest.fn(() => Promise.resolve()),
  showModal: jest.fn(() => Promise.resolve({ confirm: true })),
  setNavigationBarTitle: jest.fn(() => Promise.resolve()),
  requestSubscribeMessage: jest.fn(),
  nextTick: (act: () => void) => act(),
  createSelectorQuery: () => ({
    select: () => ({ boundingClientRect: () => undefined }),
    selectViewport: () => ({ scrollOffset: () => undefined }),
    exec: () => undefined,
  }),
  getWindowInfo: () => ({ windowHeight: 600 }),
  chooseMedia: jest.fn(),
  uploadFile: jest.fn(),
  getFileSystemManager: () => ({
    saveFile: ({ tempFilePath, success }: FileCall) => {
      const savedFilePath = `kept/${tempFilePath}`
      files.add(savedFilePath)
      success?.({ savedFilePath })
    },
    access: ({ path, success, fail }: FileCall) => (files.has(path ?? '') ? success?.({}) : fail?.({})),
    unlink: ({ filePath }: FileCall) => void files.delete(filePath ?? ''),
  }),
  downloadFile: jest.fn(() => Promise.resolve({ statusCode: 200, tempFilePath: 'picture.jpg' })),
  previewImage: jest.fn(),
  stopPullDownRefresh: jest.fn(() => Promise.resolve()),
}

export default taro

export const useRouter = () => router
const hook = (name: string) =>
  function useListener(listener: Listener): void {
    useEffect(() => {
      hear(name)(listener)
      return () => unhear(name)(listener)
    })
  }
export const useReachBottom = hook('reachBottom')
export const useDidShow = hook('show')
export const usePullDownRefresh = hook('pullDownRefresh')
export const useShareAppMessage = (): void => undefined
export const useShareTimeline = hook('shareTimeline')
export const useDidHide = hook('hide')
export const useUnload = hook('unload')
export const usePageScroll = hook('pageScroll')

/** A phone that was just unpacked. */
export function freshPhone(): void {
  storage.clear()
  files.clear()
  listeners.clear()
  router.params = {}
  pages.splice(0, pages.length, {})
  jest.clearAllMocks()
}
