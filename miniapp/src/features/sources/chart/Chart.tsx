import { Canvas, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { ECharts } from 'echarts/core'
import { fingersOf, stageOf, type Stage } from './canvas'
import { pointAt, startChart, type ChartOption } from './engine'
import './chart.scss'

interface ChartProps {
  id: string
  /** In CSS pixels. */
  height: number
  option: ChartOption
  /** What the chart says, in one sentence. */
  sentence: string
}

/** A drawn chart under the sentence that says what it shows. It only adds to a table: who cannot see it misses nothing. */
export function Chart({ id, height, option, sentence }: ChartProps) {
  const chart = useRef<ECharts | null>(null)
  const stage = useRef<Stage | null>(null)
  /** How many charts there have been: a new one has to be told what to draw. */
  const [started, setStarted] = useState(0)
  useEffect(() => {
    let isGone = false
    Taro.nextTick(() => {
      void stageOf(id, () => isGone).then((found) => {
        if (isGone || !found) return
        stage.current = found
        chart.current = startChart(found)
        setStarted((count) => count + 1)
      })
    })
    return () => {
      isGone = true
      chart.current?.dispose()
      chart.current = null
    }
  }, [id, height])
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option, started])

  const point = (event: { touches?: unknown }): void => {
    if (!chart.current || !stage.current) return
    const [finger] = fingersOf(event, stage.current)
    if (finger) pointAt(chart.current, finger)
  }
  return (
    <View className="chart">
      <View className="chart__sentence">{sentence}</View>
      <Canvas
        type="2d"
        id={id}
        canvasId={id}
        className="chart__canvas"
        style={{ height: `${height}px` }}
        onTouchStart={point}
        onTouchMove={point}
      />
    </View>
  )
}
