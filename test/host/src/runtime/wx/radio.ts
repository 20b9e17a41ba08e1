import { WxError, type Api, type Options } from './api'

/** Functions that need a radio which a computer does not lend: how WeChat fails on a phone without it. */
const WITHOUT: [message: string, fields: Options, names: string[]][] = [
  [
    'not available',
    { errCode: 10001, errno: 1500102, state: 4 },
    ['openBluetoothAdapter', 'createBLEPeripheralServer'],
  ],
  [
    'not init',
    { errCode: 10000, errno: 1500101 },
    [
      ...['closeBluetoothAdapter', 'getBluetoothAdapterState', 'startBluetoothDevicesDiscovery'],
      ...['stopBluetoothDevicesDiscovery', 'getBluetoothDevices', 'getConnectedBluetoothDevices', 'makeBluetoothPair'],
      ...['isBluetoothDevicePaired', 'createBLEConnection', 'closeBLEConnection', 'getBLEDeviceServices'],
      ...['getBLEDeviceCharacteristics', 'getBLEDeviceRSSI', 'getBLEMTU', 'setBLEMTU', 'readBLECharacteristicValue'],
      ...['writeBLECharacteristicValue', 'notifyBLECharacteristicValueChange'],
    ],
  ],
  ['bluetooth service is unavailable', { errCode: 11001 }, ['startBeaconDiscovery']],
  ['not startBeaconDiscovery', { errCode: 11003 }, ['stopBeaconDiscovery', 'getBeacons']],
  ['当前设备不支持NFC', { errCode: 13000, errno: 1504000 }, ['getHCEState', 'startHCE', 'stopHCE', 'sendHCEMessage']],
  ['scan is not supported', { errCode: 12010 }, ['connectWifi', 'setWifiList', 'getWifiList']],
  ['not supported', {}, ['startLocalServiceDiscovery', 'stopLocalServiceDiscovery']],
]

const EVENTS = [
  ...['BluetoothAdapterStateChange', 'BluetoothDeviceFound', 'BLEConnectionStateChange', 'BLEMTUChange'],
  ...['BLECharacteristicValueChange', 'BLEPeripheralConnectionStateChanged', 'BeaconUpdate', 'BeaconServiceChange'],
  ...['HCEMessage', 'GetWifiList', 'WifiConnected', 'WifiConnectedWithPartialInfo', 'LocalServiceFound'],
  ...['LocalServiceLost', 'LocalServiceDiscoveryStop', 'LocalServiceResolveFail'],
]

/** Bluetooth, beacons, NFC and Wi-Fi: not there, unless the fixtures answer or a test lets an event happen. */
export function addRadio(api: Api): void {
  for (const [message, fields, names] of WITHOUT) {
    for (const name of names) {
      api.async(name, () => {
        throw new WxError(message, fields)
      })
    }
  }
  for (const event of EVENTS) api.listeners(event, new Set())
  let isStarted = false
  api.async('startWifi', () => void (isStarted = true))
  api.async('stopWifi', () => void (isStarted = false))
  api.async('getConnectedWifi', () => {
    if (!isStarted) throw new WxError('not init startWifi', { errCode: 12000 })
    throw new WxError('currentWifi is null', { errCode: 12010 })
  })
  api.sync('getNFCAdapter', () => nfcAdapter(api))
}

function nfcAdapter(api: Api): Options {
  const { tech } = {
    tech: { ndef: 'NDEF', nfcA: 'NFC-A', nfcB: 'NFC-B', isoDep: 'ISO-DEP', nfcF: 'NFC-F', nfcV: 'NFC-V' },
  }
  const fail = (options: Options = {}) =>
    api.run('startDiscovery', options, () => {
      throw new WxError('device not support', { errCode: 13000, errno: 1504000 })
    })
  const listeners = new Set<unknown>()
  return {
    tech: { ...tech, mifareClassic: 'MIFARE Classic', mifareUltralight: 'MIFARE Ultralight' },
    ...{ startDiscovery: fail, stopDiscovery: fail },
    onDiscovered: (listener: unknown) => void listeners.add(listener),
    offDiscovered: (listener: unknown) => void listeners.delete(listener),
  }
}
