import { WxError, type Api, type Options } from './api'
import { plain } from './routes'

/** Functions of the telephone itself. What would leave the mini-program is recorded for inspection. */
export function addDevice(api: Api): void {
  const { phone } = api
  api.async('setClipboardData', ({ data }) => {
    phone.clipboard = required({ data }, 'data', 'String') as string
    phone.record('setClipboardData', { data: phone.clipboard })
    phone.overlays.showToast('内容已复制', 'success', undefined, 1500, false)
  })
  api.async('getClipboardData', () => ({ data: phone.clipboard }))
  api.async('makePhoneCall', (options) => call(api, required(options, 'phoneNumber', 'String') as string))
  api.async('sendSms', (options) => phone.record('sendSms', plain(options)))
  addAddressBook(api)
  for (const name of ['vibrateShort', 'vibrateLong']) api.async(name, (options) => phone.record(name, plain(options)))
  addGlass(api)
  addBattery(api)
  for (const name of [
    ...['openChannelsUserProfile', 'openChannelsActivity', 'openChannelsLive', 'openChannelsEvent'],
    ...['openOfficialAccountArticle', 'addCard', 'openCard', 'addFileToFavorites', 'addVideoToFavorites'],
    ...['openCustomerServiceChat', 'saveFileToDisk', 'reserveChannelsLive'],
  ]) {
    api.async(name, (options) => phone.record(name, plain(options)))
  }
}

async function call({ phone }: Api, phoneNumber: string): Promise<void> {
  if (phone.settings.prompts === 'ask') {
    const choice = await phone.overlays.actionSheet(`${phoneNumber} 可能是一个电话号码，你可以`, ['呼叫', '复制号码'])
    if (choice < 0) throw new WxError('cancel')
    if (choice === 1) phone.clipboard = phoneNumber
    if (choice === 1) return
  }
  phone.record('makePhoneCall', { phoneNumber })
}

function addAddressBook(api: Api): void {
  const { phone } = api
  const book = (name: 'addPhoneCalendar' | 'addPhoneRepeatCalendar') =>
    api.async(name, (options) => {
      required(options, 'title', 'String')
      const start = required(options, 'startTime', 'Number') as number
      const end = Number(options.endTime ?? start)
      if (end < start) throw new WxError('endTime should not be earlier than startTime', { errCode: -1 })
      phone.calendar.push(plain(options))
      phone.record(name, plain(options))
    })
  book('addPhoneCalendar')
  book('addPhoneRepeatCalendar')
  api.async('addPhoneContact', async (options) => {
    required(options, 'firstName', 'String')
    if (phone.settings.prompts === 'ask') {
      const choice = await phone.overlays.actionSheet('', ['创建新联系人', '添加到现有联系人'])
      if (choice < 0) throw new WxError('cancel')
    }
    phone.contacts.push(plain(options))
    phone.record('addPhoneContact', plain(options))
  })
}

function addGlass(api: Api): void {
  let brightness = 0.5
  api.async('setScreenBrightness', ({ value }) => {
    const wanted = Number(value)
    if (!(wanted >= 0 && wanted <= 1)) throw new WxError('value should be between 0 and 1')
    brightness = wanted
  })
  api.async('getScreenBrightness', () => ({ value: brightness }))
  api.async('setKeepScreenOn', (options) => void required(options, 'keepScreenOn', 'Boolean'))
  api.async('hideKeyboard', () => {
    const active = document.activeElement
    if (!(active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement))
      throw new WxError('input not exists')
    active.blur()
  })
  api.async('getSelectedTextRange', () => {
    const active = document.activeElement
    if (!(active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement))
      throw new WxError('no focused input')
    return { start: active.selectionStart, end: active.selectionEnd }
  })
  api.async('getScreenRecordingState', () => ({ state: 'off' }))
  api.async('setVisualEffectOnCapture', () => undefined)
}

function addBattery(api: Api): void {
  const { phone } = api
  api.async('getBatteryInfo', () => phone.settings.fixtures.battery)
  api.sync('getBatteryInfoSync', () => phone.settings.fixtures.battery)
  api.listeners('BatteryInfoChange', new Set())
  phone.fixtureListeners.add(({ battery }) => battery && api.tell('BatteryInfoChange', battery))
}

/** An option of the right type; throws WeChat's parameter error. */
export function required(options: Options, name: string, type: 'String' | 'Number' | 'Boolean'): unknown {
  const kind = Object.prototype.toString.call(options[name]).slice(8, -1)
  if (kind === type) return options[name]
  throw new WxError(`parameter error: parameter.${name} should be ${type} instead of ${kind};`)
}
