import { WxError, type Api, type Options } from './api'
import { required } from './device'
import { plain } from './routes'

const UPDATE_MS = 1000
const SWITCHED_OFF = 'ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF'

/** Where the phone is: the fixture, or nowhere. */
export function addLocation(api: Api): void {
  const { phone } = api
  const locate = (): Options => {
    const { location } = phone.settings.fixtures
    if (!location) throw new WxError(SWITCHED_OFF, { errCode: 2 })
    const measured = { speed: -1, accuracy: 65, altitude: 0, verticalAccuracy: 65, horizontalAccuracy: 65 }
    return { ...measured, ...location }
  }
  api.async('getLocation', locate)
  api.async('getFuzzyLocation', () => {
    const { latitude, longitude } = locate()
    const rounded = (degrees: unknown) => Math.round(Number(degrees) * 100) / 100
    return { latitude: rounded(latitude), longitude: rounded(longitude) }
  })
  for (const name of ['chooseLocation', 'choosePoi']) {
    api.async(name, () => {
      const { chosenLocation, location } = phone.settings.fixtures
      if (!chosenLocation && !location) throw new WxError('cancel')
      return { name: '', address: '', ...location, ...chosenLocation, ...(name === 'choosePoi' ? { type: 1 } : {}) }
    })
  }
  api.async('openLocation', (options) => {
    required(options, 'latitude', 'Number')
    required(options, 'longitude', 'Number')
    phone.record('openLocation', plain(options))
  })
  addUpdates(api, locate)
}

function addUpdates(api: Api, locate: () => Options): void {
  const { phone } = api
  let timer = 0
  const tell = () => {
    try {
      api.tell('LocationChange', locate())
    } catch (error) {
      api.tell('LocationChangeError', { errCode: 2, errMsg: (error as Error).message })
    }
  }
  const start = () => {
    clearInterval(timer)
    timer = window.setInterval(tell, UPDATE_MS)
    setTimeout(tell, 0)
  }
  api.async('startLocationUpdate', start)
  api.async('startLocationUpdateBackground', start)
  api.async('stopLocationUpdate', () => {
    clearInterval(timer)
    timer = 0
  })
  api.listeners('LocationChange', new Set())
  api.listeners('LocationChangeError', new Set())
  phone.fixtureListeners.add(({ location }) => {
    if (location && timer) tell()
  })
}
