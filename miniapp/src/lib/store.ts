import Taro from '@tarojs/taro'

/** The value kept on this phone, or null. A broken entry reads as null. */
export function load<T>(key: string): T | null {
  try {
    const value = Taro.getStorageSync<T | ''>(key)
    return value === '' || value === undefined ? null : value
  } catch {
    return null
  }
}

/** Keeps the value; a full or failing storage must never stop what the user is doing. */
export function save(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(key, value)
  } catch (failure) {
    console.warn('storage', key, failure)
  }
}

export function drop(key: string): void {
  try {
    Taro.removeStorageSync(key)
  } catch (failure) {
    console.warn('storage', key, failure)
  }
}
