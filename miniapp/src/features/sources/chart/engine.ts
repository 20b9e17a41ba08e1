import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components'
import { init, setPlatformAPI, use as register, type ComposeOption, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Stage } from './canvas'

register([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
])

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | CustomSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>

/** A chart on a canvas of the page. There is no document, so text is measured on the same canvas and nothing is listened to. */
export function startChart({ node, width, height, ratio }: Stage): ECharts {
  const canvas = node as unknown as HTMLCanvasElement
  const listens = canvas as unknown as Record<string, unknown>
  listens.addEventListener ??= () => undefined
  listens.removeEventListener ??= () => undefined
  listens.style ??= {}
  setPlatformAPI({ createCanvas: () => canvas, measureText: (text, font) => measured(canvas, text, font) })
  return init(canvas, null, { renderer: 'canvas', width, height, devicePixelRatio: ratio })
}

/** The library would trust that the pen still has the font it gave it last, which drawing changes: labels came out too narrow, and were cut. */
function measured(canvas: HTMLCanvasElement, text: string, font?: string): { width: number } {
  const pen = canvas.getContext('2d')!
  pen.save()
  if (font) pen.font = font
  const { width } = pen.measureText(text)
  pen.restore()
  return { width }
}

/** Hands a finger on to the chart, which knows only a mouse that moves over it. */
export function pointAt(chart: ECharts, { x, y }: { x: number; y: number }): void {
  const nothing = () => undefined
  const event = { zrX: x, zrY: y, preventDefault: nothing, stopPropagation: nothing, stopImmediatePropagation: nothing }
  chart.getZr().handler.dispatch('mousemove', event)
}
