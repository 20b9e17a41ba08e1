import type { Api } from './api'

/** Things that happen to a phone and that no desktop has: a test lets them happen by phone.emit(). */
const SILENT = [
  ...['AudioInterruptionBegin', 'AudioInterruptionEnd', 'MemoryWarning', 'UserCaptureScreen'],
  ...['CopyUrl', 'ScreenRecordingStateChanged', 'ApiCategoryChange'],
  ...['MenuButtonBoundingClientRectWeightChange', 'EmbeddedMiniProgramHeightChange'],
]

/** wx.onX for what happens to the app and to the phone. */
export function addOccurrences(api: Api): void {
  const { phone } = api
  api.listeners('AppShow', phone.app.showListeners)
  api.listeners('AppHide', phone.app.hideListeners)
  api.listeners('PageNotFound', phone.app.pageNotFoundListeners)
  api.listeners('Error', phone.errorListeners)
  for (const name of SILENT) api.listeners(name, new Set())
  api.listeners('UnhandledRejection', phone.app.rejectionListeners)
  api.listeners('KeyboardHeightChange', phone.keyboard.listeners)
  api.listeners('LazyLoadError', phone.app.lazyLoadListeners)
  api.listeners('ThemeChange', phone.theme.listeners)
  api.listeners('WindowResize', phone.orientation.listeners)
}
