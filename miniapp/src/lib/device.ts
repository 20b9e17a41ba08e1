import Taro from '@tarojs/taro'

let scale: string | undefined

/** Class that makes all text follow the size set in WeChat: steps of a tenth, at most 1.4. */
export function textScaleClass(): string {
  scale ??= scaleClassOf(readScaleFactor())
  return scale
}

/** `scale-1` to `scale-4`, or nothing for the usual size and for anything that is not a number. */
export function scaleClassOf(factor: number): string {
  const step = stepOf(factor)
  return step > 0 ? `scale-${step}` : ''
}

/** By how much text is larger than usual, for what is drawn rather than written: 1 to 1.4. */
export function textScale(): number {
  return 1 + Math.max(0, stepOf(readScaleFactor()) || 0) / 10
}

const stepOf = (factor: number): number => Math.min(4, Math.round((factor - 1) * 10))

function readScaleFactor(): number {
  try {
    const base = Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number }
    return base.fontSizeScaleFactor ?? 1
  } catch {
    // Older base libraries do not know the call; their text is of usual size.
    return 1
  }
}
