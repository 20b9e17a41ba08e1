import type { DeviceShape } from 'weapp-host/settings'

/** A kind of phone: the glass in points, what the system keeps of it, and the body around it. */
export interface Device {
  name: string
  width: number
  height: number
  shape: DeviceShape
  /** Between the glass and the outside. */
  bezel: { top: number; side: number; bottom: number }
  /** Radius of the glass's corners. */
  corner: number
  front: 'island' | 'button' | 'hole'
}

export const DEVICES = {
  'iphone-15': {
    name: 'iPhone 15',
    width: 393,
    height: 852,
    shape: { brand: 'iPhone', model: 'iPhone 15<iPhone15,4>', platform: 'ios', statusBarHeight: 54, safeBottom: 34 },
    bezel: { top: 13, side: 13, bottom: 13 },
    corner: 54,
    front: 'island',
  },
  'iphone-se': {
    name: 'iPhone SE',
    width: 375,
    height: 667,
    shape: { brand: 'iPhone', model: 'iPhone SE<iPhone14,6>', platform: 'ios', statusBarHeight: 20, safeBottom: 0 },
    bezel: { top: 78, side: 16, bottom: 86 },
    corner: 3,
    front: 'button',
  },
  android: {
    name: 'Android 360×780',
    width: 360,
    height: 780,
    shape: { brand: 'Xiaomi', model: '22041211AC', platform: 'android', statusBarHeight: 32, safeBottom: 16 },
    bezel: { top: 10, side: 9, bottom: 12 },
    corner: 32,
    front: 'hole',
  },
} as const satisfies Record<string, Device>

export type DeviceKey = keyof typeof DEVICES

/** WeChat's text sizes, as factors: standard, large, the largest that mini-programs are asked to follow. */
export const TEXT_SIZES = [1, 1.2, 1.4] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** The size of the whole body. */
export function outside({ width, height, bezel }: Device): { width: number; height: number } {
  return { width: width + 2 * bezel.side, height: height + bezel.top + bezel.bottom }
}
