const PATHS = {
  chat: 'M4 5h16v11H10l-4 3.500V16H4z',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  camera: 'M4 8h4l1.500-2.500h5L16 8h4v11H4zM12 16.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  answers: 'M5 4h14v16H5zM8.500 9l1.500 1.500L12.500 8M15 9h1M8.500 15l1.500 1.500 2.500-2.500M15 15h1',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  down: 'M7 10l5 5 5-5',
  plus: 'M12 5v14M5 12h14',
  back: 'M14 5l-7 7 7 7',
  moments: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z',
  discover: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.500 8.500l-2 5-5 2 2-5z',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l1.500 2h-15zM10 20.500h4',
  group:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.500 19c0-3 2.500-5 5.500-5s5.500 2 5.500 5M16 11.500a2.500 2.500 0 1 0-1-4.800M16.500 14.200c2.300.4 4 2.200 4 4.800',
  upload: 'M12 16V5M8 8.500 12 4.500l4 4M5 15v4h14v-4',
  paste: 'M9 4h6v3H9zM9 5.500H6V20h12V5.500h-3',
  network: 'M3 9.500a13 13 0 0 1 18 0M6.500 13a8 8 0 0 1 11 0M9.800 16.400a3.400 3.400 0 0 1 4.400 0M12 19.500h.01',
  code: 'M8.500 7 4 12l4.500 5M15.500 7 20 12l-4.500 5',
  close: 'M6 6l12 12M18 6 6 18',
} as const

export type IconName = keyof typeof PATHS

/** A line drawing; always beside a word or with a label on its button. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
