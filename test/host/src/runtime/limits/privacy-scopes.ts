/**
 * What the platform's privacy guide (用户隐私保护指引) lists, and the interfaces that need each declaration. Interfaces
 * with a dot are not functions of wx: `button.X` is an open type, `input.X` a type of input, otherwise a tag.
 */
export const PRIVACY_SCOPES = {
  userInfo: ['getUserInfo', 'getUserProfile', 'button.chooseAvatar', 'button.getUserInfo', 'input.nickname'],
  phoneNumber: ['button.getPhoneNumber', 'button.getRealtimePhoneNumber'],
  location: ['getLocation', 'getFuzzyLocation', 'startLocationUpdate', 'startLocationUpdateBackground'],
  chosenLocation: ['chooseLocation', 'choosePoi'],
  address: ['chooseAddress'],
  invoice: ['chooseInvoice', 'chooseInvoiceTitle'],
  weRun: ['getWeRunData'],
  licensePlate: ['chooseLicensePlate'],
  chosenMedia: ['chooseImage', 'chooseMedia', 'chooseVideo'],
  chosenFile: ['chooseMessageFile'],
  microphone: ['startRecord', 'joinVoIPChat', 'tag.live-pusher'],
  camera: ['createVKSession', 'tag.camera', 'tag.voip-room'],
  bluetooth: ['openBluetoothAdapter', 'createBLEPeripheralServer'],
  album: ['saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum'],
  contact: ['addPhoneContact'],
  calendar: ['addPhoneCalendar', 'addPhoneRepeatCalendar'],
  accelerometer: ['startAccelerometer'],
  compass: ['startCompass'],
  deviceMotion: ['startDeviceMotionListening'],
  gyroscope: ['startGyroscope'],
  clipboard: ['setClipboardData', 'getClipboardData'],
} as const

export type PrivacyScope = keyof typeof PRIVACY_SCOPES

const SCOPE_OF = new Map<string, PrivacyScope>(
  Object.entries(PRIVACY_SCOPES).flatMap(([scope, names]) =>
    names.map((name): [string, PrivacyScope] => [name, scope as PrivacyScope]),
  ),
)

/** The declaration that an interface needs; undefined when it touches nothing personal. */
export function privacyScopeOf(name: string): PrivacyScope | undefined {
  return SCOPE_OF.get(name)
}

/** Reads names of declarations. Throws for a name that is none. */
export function readPrivacyScopes(names: readonly string[]): PrivacyScope[] {
  const unknown = names.find((name) => !Object.hasOwn(PRIVACY_SCOPES, name))
  if (unknown === undefined) return names as PrivacyScope[]
  throw new Error(`no privacy declaration is called ${unknown}; there are ${Object.keys(PRIVACY_SCOPES).join(', ')}`)
}
