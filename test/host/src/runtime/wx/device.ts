import { WxError, type Api } from './api'
import { plain } from './routes'

/** Functions of the telephone itself. What would leave the mini-program is recorded for inspection. */
export function addDevice(api: Api): void {
  const { phone } = api
  const { fixtures } = phone.settings
  let clipboard = ''
  api.async('setClipboardData', ({ data }) => {
    clipboard = String(data)
    phone.record('setClipboardData', { data: clipboard })
    phone.overlays.showToast('内容已复制', 'success', undefined, 1500, false)
    return { data: clipboard }
  })
  api.async('getClipboardData', () => ({ data: clipboard }))
  const recorded = ['makePhoneCall', 'addPhoneContact', 'addPhoneCalendar', 'addPhoneRepeatCalendar', 'openLocation']
  for (const name of [
    ...recorded,
    'openChannelsUserProfile',
    'openOfficialAccountArticle',
    'addCard',
    'openCard',
    'addFileToFavorites',
  ]) {
    api.async(name, (options) => phone.record(name, plain(options)))
  }
  for (const name of ['vibrateShort', 'vibrateLong', 'setKeepScreenOn', 'setScreenBrightness', 'hideKeyboard']) {
    api.async(name, () => undefined)
  }
  api.async('getScreenBrightness', () => ({ value: 0.8 }))
  api.async('getBatteryInfo', () => ({ level: 80, isCharging: false }))
  api.sync('getBatteryInfoSync', () => ({ level: 80, isCharging: false }))
  const locate = () => {
    if (!fixtures.location) throw new WxError('auth deny', { errno: 103 })
    return { ...fixtures.location, speed: -1, accuracy: 65, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: 65 }
  }
  api.async('getLocation', locate)
  api.async('getFuzzyLocation', locate)
  api.async('chooseLocation', () => ({ name: '', address: '', ...locate() }))
  api.async('chooseAddress', () => {
    throw new Error('cancel')
  })
}
