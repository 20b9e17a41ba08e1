import type { Api } from './api'

const INTERVAL_MS: Record<string, number> = { game: 20, ui: 60, normal: 200 }

/** Sensor functions: what follows "start" and "stop", and the event that tells of values. */
const SENSORS: [start: string, stop: string, event: string][] = [
  ['startAccelerometer', 'stopAccelerometer', 'AccelerometerChange'],
  ['startCompass', 'stopCompass', 'CompassChange'],
  ['startGyroscope', 'stopGyroscope', 'GyroscopeChange'],
  ['startDeviceMotionListening', 'stopDeviceMotionListening', 'DeviceMotionChange'],
]

/** Sensors report the fixtures' values, at their interval and when these change. */
export function addSensors(api: Api): void {
  const { phone } = api
  for (const [start, stop, event] of SENSORS) {
    let timer = 0
    const tell = () => api.tell(event, phone.settings.fixtures.sensors[event] ?? {})
    api.listeners(event, new Set())
    api.async(start, ({ interval = 'normal' }) => {
      clearInterval(timer)
      timer = window.setInterval(tell, INTERVAL_MS[String(interval as string)] ?? INTERVAL_MS.normal)
    })
    api.async(stop, () => {
      clearInterval(timer)
      timer = 0
    })
    phone.fixtureListeners.add(({ sensors }) => {
      if (timer && sensors?.[event]) tell()
    })
  }
}
