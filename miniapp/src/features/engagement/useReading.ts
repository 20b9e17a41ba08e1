import Taro, { useDidHide, useDidShow, usePageScroll, useUnload } from '@tarojs/taro'
import { useCallback, useEffect, useRef } from 'react'
import { READ_PERCENT } from '@quanke/shared/domain/content'
import { flush, record } from './engagements'

/** What is on the first screen counts as seen only after this long. */
const FIRST_SIGHT_MS = 3_000
const REPORT_MS = 30_000

interface Reading {
  contentId: string
  shareCode: string | null
  /** Selector of what is read, from its first line to its last. */
  body: string
}

/**
 * Tells how an article is read: time in the foreground since the last report, and the furthest position. Reports when
 * the reader leaves, when the article counts as read, and every half minute, so that a crash loses little.
 */
export function useReading({ contentId, shareCode, body }: Reading): void {
  const state = useRef({
    shownAt: 0,
    unreported: 0,
    furthest: 0,
    reported: -1,
    at: 0,
    top: 0,
    height: 0,
    windowHeight: 0,
  })

  const settleTime = useCallback(() => {
    const now = Date.now()
    const one = state.current
    if (one.shownAt > 0) one.unreported += now - one.shownAt
    one.shownAt = one.shownAt > 0 ? now : 0
  }, [])

  const report = useCallback(() => {
    settleTime()
    const one = state.current
    const seconds = Math.floor(one.unreported / 1000)
    if (seconds < 1 && one.furthest <= one.reported) return
    one.unreported -= seconds * 1000
    one.reported = one.furthest
    record({
      kind: 'read',
      subject: 'content',
      subjectId: contentId,
      shareCode: shareCode ?? undefined,
      seconds,
      percent: one.furthest,
    })
  }, [contentId, shareCode, settleTime])

  const reach = useCallback(
    (scrollTop: number) => {
      const one = state.current
      one.at = scrollTop
      if (one.height <= 0) return
      const percent = Math.round(((scrollTop + one.windowHeight - one.top) / one.height) * 100)
      const before = one.furthest
      one.furthest = Math.max(before, Math.min(100, Math.max(0, percent)))
      if (before < READ_PERCENT && one.furthest >= READ_PERCENT) report()
    },
    [report],
  )

  useEffect(() => {
    record({ kind: 'viewed', subject: 'content', subjectId: contentId, shareCode: shareCode ?? undefined })
    const one = state.current
    one.shownAt = Date.now()
    Taro.nextTick(() =>
      measure(body, (top, height) => {
        Object.assign(one, { top, height, windowHeight: windowHeight() })
        // Somebody quick has scrolled before there was anything to measure by.
        if (one.at > 0) reach(one.at)
      }),
    )
    const first = setTimeout(() => reach(one.at), FIRST_SIGHT_MS)
    const beat = setInterval(report, REPORT_MS)
    return () => {
      clearTimeout(first)
      clearInterval(beat)
    }
    // One opening of one article is one view.
  }, [contentId, shareCode, body, reach, report])

  usePageScroll(({ scrollTop }) => reach(scrollTop))
  const leave = (): void => {
    report()
    state.current.shownAt = 0
    void flush()
  }
  useDidShow(() => {
    state.current.shownAt = Date.now()
  })
  useDidHide(leave)
  useUnload(leave)
}

function measure(selector: string, found: (top: number, height: number) => void): void {
  const query = Taro.createSelectorQuery()
  query.select(selector).boundingClientRect()
  query.selectViewport().scrollOffset()
  query.exec(([box, offset]: [{ top: number; height: number } | null, { scrollTop: number } | null]) => {
    if (box) found(box.top + (offset?.scrollTop ?? 0), box.height)
  })
}

function windowHeight(): number {
  return Taro.getWindowInfo().windowHeight
}
