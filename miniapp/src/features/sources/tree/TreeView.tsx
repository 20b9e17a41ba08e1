import { Canvas, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { textScale } from '@/lib/device'
import { Button } from '@/ui/Button'
import { fingersOf, stageOf, type Finger, type Stage } from '../chart/canvas'
import { drawTree } from './draw'
import { layoutOf, type Placed } from './layout'
import type { TreePoint } from './points'
import { dragged, fitted, heightFor, nodeAt, zoomed, type View as Window } from './viewport'
import './tree-view.scss'

interface TreeViewProps {
  id: string
  points: readonly TreePoint[]
  chosen: string | null
  onChoose: (node: Placed | null) => void
}

const STEP = 1.6
const DOUBLE_TAP_MS = 300
/** A finger that went less far has tapped. */
const STILL = 8
const LABEL_ROOM = 70

/** A tree to look into: moved by a finger, scaled by two, by a double tap or by the buttons; a tap chooses a node. */
export function TreeView({ id, points, chosen, onChoose }: TreeViewProps) {
  const drawn = useMemo(() => layoutOf(points), [points])
  const stage = useRef<Stage | null>(null)
  const window = useRef<Window | null>(null)
  const [isReady, setReady] = useState(false)
  const text = textScale()
  const height = useMemo(() => heightFor(drawn, Taro.getWindowInfo().windowWidth, LABEL_ROOM * text), [drawn, text])

  const paint = useCallback(() => {
    if (stage.current && window.current) drawTree(stage.current, drawn, window.current, chosen, text)
  }, [drawn, chosen, text])
  const show = (next: Window): void => {
    window.current = next
    paint()
  }
  const fit = useCallback(() => {
    if (stage.current) window.current = fitted(drawn, stage.current, LABEL_ROOM * text)
  }, [drawn, text])

  useEffect(() => {
    let isGone = false
    Taro.nextTick(() => {
      void stageOf(id, () => isGone).then((found) => {
        if (isGone || !found) return
        found.node.width = found.width * found.ratio
        found.node.height = found.height * found.ratio
        stage.current = found
        setReady(true)
      })
    })
    return () => {
      isGone = true
    }
  }, [id, height])
  useEffect(() => {
    fit()
  }, [fit, isReady])
  useEffect(paint, [paint, isReady, fit])

  const touch = useTouch(stage, {
    moved: (before, now) => window.current && show(dragged(window.current, before, now)),
    tapped: (at) => window.current && onChoose(nodeAt(drawn, window.current, at)),
    tappedTwice: (at) => window.current && show(zoomed(window.current, STEP * STEP, at)),
  })
  const zoom = (factor: number): void => {
    if (!stage.current || !window.current) return
    show(zoomed(window.current, factor, { x: stage.current.width / 2, y: stage.current.height / 2 }))
  }
  return (
    <View className="tree-view">
      <Canvas
        type="2d"
        id={id}
        canvasId={id}
        className="tree-view__canvas"
        style={{ height: `${height}px` }}
        disableScroll
        {...touch}
      />
      <View className="tree-view__bar">
        <Button id={`${id}-out`} kind="plain" small onClick={() => zoom(1 / STEP)}>
          缩小
        </Button>
        <Button
          id={`${id}-fit`}
          kind="plain"
          small
          onClick={() => {
            fit()
            paint()
          }}
        >
          全图
        </Button>
        <Button id={`${id}-in`} kind="plain" small onClick={() => zoom(STEP)}>
          放大
        </Button>
      </View>
    </View>
  )
}

interface Touching {
  moved: (before: Finger[], now: Finger[]) => unknown
  tapped: (at: Finger) => unknown
  tappedTwice: (at: Finger) => unknown
}

/** Tells moving from tapping, and one tap from two. */
function useTouch(stage: RefObject<Stage>, { moved, tapped, tappedTwice }: Touching) {
  const on = (event: { touches?: unknown }): Finger[] => (stage.current ? fingersOf(event, stage.current) : [])
  const fingers = useRef<Finger[]>([])
  const landed = useRef<Finger | null>(null)
  const lastTap = useRef(0)
  return {
    onTouchStart: (event: { touches?: unknown }) => {
      const now = on(event)
      fingers.current = now
      landed.current = now.length === 1 ? (now[0] ?? null) : null
    },
    onTouchMove: (event: { touches?: unknown }) => {
      const now = on(event)
      const [at] = now
      if (landed.current && at && Math.hypot(at.x - landed.current.x, at.y - landed.current.y) < STILL) return
      landed.current = null
      moved(fingers.current, now)
      fingers.current = now
    },
    onTouchEnd: (event: { touches?: unknown }) => {
      const at = landed.current
      landed.current = null
      fingers.current = on(event)
      if (!at) return
      const isSecond = Date.now() - lastTap.current < DOUBLE_TAP_MS
      lastTap.current = isSecond ? 0 : Date.now()
      if (isSecond) tappedTwice(at)
      else tapped(at)
    },
  }
}
