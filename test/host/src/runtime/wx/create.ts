import type { Phone } from '../phone'
import { Api, type Kind } from './api'
import { addChoosing } from './choose'
import { addConnection } from './connection'
import { addAudio } from './audio'
import { addCanvas } from './canvas'
import { addContexts } from './contexts'
import { addDevice } from './device'
import { addFiles } from './files'
import { addIdentity } from './identity'
import { addLocation } from './location'
import { addNetwork } from './network'
import { addPage } from './page'
import { addPayment } from './payment'
import { addPictures } from './pictures'
import { addPrivacy, type Privacy } from './privacy'
import { addQueries } from './queries'
import { addRoutes } from './routes'
import { addScanning } from './scan'
import { addBytes } from './bytes'
import { addCanIUse } from './can-i-use'
import { addCloud } from './cloud'
import { addOccurrences } from './occurrences'
import { addRadio } from './radio'
import { addRecorder } from './recorder'
import { addReports } from './reports'
import { addSensors } from './sensors'
import { addSharing } from './sharing'
import { addSockets } from './sockets'
import { addUpdate } from './update'
import { addWorker } from './worker'
import { addStorage } from './storage'
import { addSystem } from './system'
import { addUi } from './ui'
import { createInspection, type Inspection } from './inspect'

export type WxObject = Record<string, unknown> & {
  /** The tests' window into the host; not enumerable, so that frameworks which copy wx do not see it. */
  readonly __host: Inspection & { kinds: Map<string, Kind>; privacy: Privacy }
}

/** The wx object. Every function is its own enumerable property: Taro builds its API from the keys at start. */
export function createWx(phone: Phone): WxObject {
  const wx = phone.realm.adopt<Record<string, unknown>>({})
  const api = new Api(phone, wx)
  addIdentity(api, phone.permissions)
  addPrivacy(api, phone.privacy)
  for (const add of [
    addRoutes,
    addUi,
    addStorage,
    addNetwork,
    addConnection,
    addSystem,
    addDevice,
    addLocation,
    addPayment,
    addPage,
    addQueries,
    addChoosing,
    addPictures,
    addScanning,
    addAudio,
    addCanvas,
    addContexts,
    addFiles,
    addBytes,
    addOccurrences,
    addRadio,
    addRecorder,
    addReports,
    addSensors,
    addSharing,
    addSockets,
    addUpdate,
    addWorker,
  ])
    add(api)
  addCloud(api, wx)
  addCanIUse(api, wx)
  wx.env = phone.realm.adopt({ USER_DATA_PATH: 'wxfile://usr' })
  phone.usage.watch(wx)
  phone.usage.watch(wx.cloud as Record<string, unknown>, 'cloud.')
  Object.defineProperty(wx, '__host', {
    enumerable: false,
    value: Object.assign(createInspection(phone, api), { kinds: api.kinds, privacy: phone.privacy }),
  })
  return wx as WxObject
}
