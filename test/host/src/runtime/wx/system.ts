import type { Api, Options } from './api'

const SDK_VERSION = '3.8.12'
const WECHAT_VERSION = '8.0.56'

export function addSystem(api: Api): void {
  const { phone } = api
  const windowInfo = () => {
    const { screen, pages } = phone
    const { top, bottom } = screen.frameInsets({
      hasNavBar: pages.top?.config.navigationStyle !== 'custom',
      hasTabBar: pages.top?.isTab ?? false,
    })
    const safeBottom = screen.height - screen.safeBottom
    return {
      pixelRatio: window.devicePixelRatio,
      screenWidth: screen.width,
      screenHeight: screen.height,
      windowWidth: screen.width,
      windowHeight: screen.height - top - bottom,
      statusBarHeight: screen.statusBarHeight,
      screenTop: top,
      safeArea: {
        ...{ left: 0, right: screen.width, top: screen.statusBarHeight, bottom: safeBottom },
        ...{ width: screen.width, height: safeBottom - screen.statusBarHeight },
      },
    }
  }
  const deviceInfo = () => ({
    ...{
      brand: phone.settings.device.brand ?? 'devtools',
      model: phone.settings.device.model ?? 'iPhone',
      system: phone.settings.device.platform === 'android' ? 'Android 14' : 'iOS 17.0',
      platform: phone.settings.device.platform ?? 'devtools',
      abi: '',
      benchmarkLevel: 1,
      memorySize: 2048,
    },
    ...{ deviceAbi: '', cpuType: '' },
  })
  const baseInfo = () => ({
    ...{ SDKVersion: SDK_VERSION, version: WECHAT_VERSION, language: 'zh_CN', enableDebug: false },
    theme: phone.theme.current,
    ...{
      host: { env: 'WeChat', appId: '' },
      fontSizeScaleFactor: phone.settings.fontScale,
      fontSizeSetting: 16 * phone.settings.fontScale,
    },
  })
  const everything = (): Options => ({
    ...windowInfo(),
    ...deviceInfo(),
    ...baseInfo(),
    ...{ deviceOrientation: 'portrait', wifiEnabled: true, bluetoothEnabled: false, locationEnabled: true },
  })
  api.sync('getWindowInfo', windowInfo)
  api.sync('getDeviceInfo', deviceInfo)
  api.sync('getAppBaseInfo', baseInfo)
  api.sync('getSystemInfoSync', everything)
  api.async('getSystemInfo', everything)
  api.async('getSystemInfoAsync', everything)
  api.sync('getSystemSetting', () => ({
    wifiEnabled: true,
    bluetoothEnabled: false,
    locationEnabled: true,
    deviceOrientation: 'portrait',
  }))
  api.sync('getAppAuthorizeSetting', () => ({
    notificationAuthorized: 'authorized',
    locationAuthorized: 'authorized',
    cameraAuthorized: 'authorized',
  }))
  api.sync('getMenuButtonBoundingClientRect', () => phone.screen.capsule)
  api.sync('getLaunchOptionsSync', () => phone.app.launchOptions)
  api.sync('getEnterOptionsSync', () => phone.app.enterOptions)
  api.sync('getApiCategory', () => 'default')
  api.listeners('AppShow', phone.app.showListeners)
  api.listeners('Error', phone.errorListeners)
  api.listeners('AppHide', phone.app.hideListeners)
  api.listeners('PageNotFound', phone.app.pageNotFoundListeners)
  api.listeners('UnhandledRejection', phone.app.rejectionListeners)
  api.listeners('LazyLoadError', phone.app.lazyLoadListeners)
  api.listeners('ThemeChange', phone.theme.listeners)
  api.listeners('WindowResize', phone.orientation.listeners)
  const silent = ['AudioInterruptionBegin', 'AudioInterruptionEnd']
  const more = ['MemoryWarning', 'UserCaptureScreen', 'CopyUrl', 'ScreenRecordingStateChanged']
  api.listeners('KeyboardHeightChange', phone.keyboard.listeners)
  for (const name of [...silent, ...more]) api.listeners(name, new Set())
  api.sync('getUpdateManager', updateManager)
  api.sync('nextTick', (run: () => void) => void phone.realm.window.setTimeout(run, 0))
  api.sync('getLogManager', () => ({ ...silence('debug', 'info', 'log', 'warn') }))
  api.sync('getRealtimeLogManager', () => ({
    ...silence('info', 'warn', 'error', 'setFilterMsg', 'addFilterMsg', 'in'),
  }))
  api.sync('getPerformance', () => ({
    now: () => performance.now(),
    createObserver: () => silence('observe', 'disconnect'),
  }))
  api.sync('reportEvent', () => undefined)
  api.sync('reportAnalytics', () => undefined)
  api.sync('reportMonitor', () => undefined)
  api.sync('getExtConfigSync', () => ({}))
  api.async('getExtConfig', () => ({ extConfig: {} }))
  api.async('setVisualEffectOnCapture', () => undefined)
  api.async('setEnableDebug', () => undefined)
}

function updateManager(): Options {
  return {
    onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
      void setTimeout(() => listener({ hasUpdate: false }), 0),
    ...silence('onUpdateReady', 'onUpdateFailed', 'applyUpdate'),
  }
}

function silence(...names: string[]): Record<string, () => undefined> {
  return Object.fromEntries(names.map((name) => [name, () => undefined]))
}
