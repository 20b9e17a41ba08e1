import type { Api } from './api'

const EVERYONE = '0.0.0.0'

/** What the phone's connection is and how it changes. */
export function addConnection(api: Api): void {
  const { phone } = api
  const { network, realm } = phone
  api.async('getNetworkType', () => ({
    ...{ networkType: network.type, weakNet: network.isWeak, hasSystemProxy: false },
    ...(network.type === 'wifi' ? { signalStrength: network.isWeak ? -90 : -50 } : {}),
  }))
  const told = new Set<(value: never) => void>()
  network.listeners.add((state) => {
    for (const listener of [...told]) phone.attempt(() => listener(realm.adopt(state) as never))
  })
  api.listeners('NetworkStatusChange', told)
  const toldOfWeakness = new Set<(value: never) => void>()
  network.weakListeners.add((state) => {
    for (const listener of [...toldOfWeakness]) phone.attempt(() => listener(realm.adopt(state) as never))
  })
  api.listeners('NetworkWeakChange', toldOfWeakness)
  api.async('getLocalIPAddress', () => {
    if (network.type !== 'wifi') throw new Error('wifi not connected')
    return { localip: phone.settings.fixtures.localAddress ?? EVERYONE, netmask: '255.255.255.0' }
  })
}
