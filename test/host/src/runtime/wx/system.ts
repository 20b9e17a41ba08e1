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
    ...{
      SDKVersion: SDK_VERSION,
      version: WECHAT_VERSION,
      language: phone.settings.fixtures.language,
      enableDebug: false,
    },
    theme: phone.theme.current,
    ...{
      host: { env: 'WeChat', appId: '' },
      fontSizeScaleFactor: phone.settings.fontScale,
      fontSizeSetting: 16 * phone.settings.fontScale,
    },
  })
  const setting = () => ({
    ...{ wifiEnabled: phone.network.type === 'wifi', bluetoothEnabled: false },
    ...{ locationEnabled: phone.settings.fixtures.location !== undefined },
    deviceOrientation: phone.screen.width > phone.screen.height ? 'landscape' : 'portrait',
  })
  const everything = (): Options => ({
    ...windowInfo(),
    ...deviceInfo(),
    ...baseInfo(),
    ...setting(),
  })
  api.sync('getWindowInfo', windowInfo)
  api.sync('getDeviceInfo', deviceInfo)
  api.sync('getAppBaseInfo', baseInfo)
  api.sync('getSystemInfoSync', everything)
  api.async('getSystemInfo', everything)
  api.async('getSystemInfoAsync', everything)
  api.sync('getMenuButtonBoundingClientRect', () => phone.screen.capsule)
  api.sync('getLaunchOptionsSync', () => phone.app.launchOptions)
  api.sync('getEnterOptionsSync', () => phone.app.enterOptions)
  api.sync('getApiCategory', () => 'default')
  api.sync('getSystemSetting', setting)
  api.sync('getAppAuthorizeSetting', () => authorized())
  api.async('openAppAuthorizeSetting', () => phone.record('openAppAuthorizeSetting', {}))
  api.async('openSystemBluetoothSetting', () => phone.record('openSystemBluetoothSetting', {}))
  api.sync('nextTick', (run: () => void) => void phone.realm.window.setTimeout(run, 0))
  api.sync('getExtConfigSync', () => phone.project.app.ext ?? {})
  api.async('getExtConfig', () => ({ extConfig: phone.project.app.ext ?? {} }))
  api.async('setEnableDebug', () => undefined)
  api.async('getRendererUserAgent', () => ({ userAgent: navigator.userAgent }))
  api.async('getDeviceBenchmarkInfo', () => ({ benchmarkLevel: 30, modelLevel: 2 }))
  api.async('checkIsOpenAccessibility', () => ({ open: false }))
  api.sync('checkIsPictureInPictureActive', () => document.pictureInPictureElement !== null)
  const skyline = () => ({ isSupported: false, version: '', reason: 'this host renders like a web view' })
  api.sync('getSkylineInfoSync', skyline)
  api.async('getSkylineInfo', skyline)
}

/** What the person allows WeChat itself: everything. */
function authorized(): Options {
  const names = ['album', 'bluetooth', 'camera', 'location', 'microphone', 'notification', 'phoneCalendar']
  const more = ['notificationAlert', 'notificationBadge', 'notificationSound']
  const allowed = [...names, ...more].map((name) => [`${name}Authorized`, 'authorized'])
  return { ...(Object.fromEntries(allowed) as Options), locationReducedAccuracy: false }
}
