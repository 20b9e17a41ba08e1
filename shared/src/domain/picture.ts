/** Bounds of the pictures that a client adds to a request. */
export const PICTURES = {
  most: 6,
  /** What is sent; a phone's camera stays below. */
  bytes: 10 * 1024 * 1024,
  /** Decoding more would only cost memory. */
  pixels: 40_000_000,
  /** The longer edge of what is kept. */
  edge: 1600,
} as const

/** Whether the group may see a picture: only after WeChat's check passed. */
export type PictureReview = 'pending' | 'passed' | 'held'
