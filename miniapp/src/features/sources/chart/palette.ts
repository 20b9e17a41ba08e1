/** The tokens of styles/tokens.scss for what is drawn on a canvas, which reads no style sheet; a test holds them together. */
export const palette = {
  brand: '#1f4f7a',
  ink: '#1d2129',
  text: '#4e5969',
  faint: '#66707c',
  line: '#eceef1',
  rule: '#c9d0d8',
  card: '#fff',
  care: '#9a580c',
  ok: '#277050',
  honour: '#7d5f28',
} as const

export const FACE =
  "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
