import { useEffect, useState } from 'react'
import { DEVICES, outside } from './devices'
import type { Desk } from './desk'

/** What stands above and below a phone in the window. */
const AROUND = 262
const SMALLEST = 0.62
const NARROW = 720
const MARGIN = 32
/** On a narrow window the neighbour's edge shows that there is one. */
const PEEK = 28

/** One scale for all phones, so that a small phone looks small beside a large one; fits the window unless set. */
export function useScale({ phones, zoom }: Pick<Desk, 'phones' | 'zoom'>): number {
  const [room, setRoom] = useState({ width: innerWidth, height: innerHeight })
  useEffect(() => {
    const measure = () => setRoom({ width: document.documentElement.clientWidth, height: innerHeight })
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  if (zoom !== 'fit') return zoom
  const sizes = phones.map(({ device }) => outside(DEVICES[device]))
  const byWidth = (room.width - MARGIN) / Math.max(1, ...sizes.map(({ width }) => width))
  // On a narrow window phones are looked at one by one, and scrolled to see their lower end.
  if (room.width < NARROW) return Math.min(1, byWidth * (1 - (phones.length > 1 ? PEEK : 0) / room.width))
  const byHeight = (room.height - AROUND) / Math.max(1, ...sizes.map(({ height }) => height))
  return Math.min(1, byWidth, Math.max(SMALLEST, byHeight))
}
