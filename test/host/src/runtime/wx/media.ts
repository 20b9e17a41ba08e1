import type { Api, Options } from './api'

export function addMedia(api: Api): void {
  api.async('canvasToTempFilePath', (options) => saveCanvas(api, options))
  api.sync('createOffscreenCanvas', ({ width = 300, height = 150 }: { width?: number; height?: number }) =>
    Object.assign(document.createElement('canvas'), { width, height, createImage: () => new Image() }),
  )
  api.sync('createInnerAudioContext', () => {
    const audio = new Audio()
    const events = ['Play', 'Pause', 'Ended', 'Error', 'Canplay', 'TimeUpdate', 'Stop', 'Waiting', 'Seeking', 'Seeked']
    const ignore = (): undefined => undefined
    return Object.assign(
      audio,
      Object.fromEntries(
        events.flatMap((name) => [
          [`on${name}`, ignore],
          [`off${name}`, ignore],
        ]),
      ),
      {
        stop: () => audio.pause(),
        destroy: () => audio.remove(),
      },
    )
  })
}

async function saveCanvas(api: Api, { canvas, canvasId, fileType = 'png', quality = 1 }: Options): Promise<Options> {
  const frame = api.phone.pages.top?.frame
  const surface =
    (canvas as HTMLCanvasElement | undefined) ??
    frame?.querySelector<HTMLCanvasElement>(`wx-canvas[canvas-id="${CSS.escape(String(canvasId))}"] canvas`)
  if (!surface) throw new Error('canvas is empty')
  const type = `image/${fileType === 'jpg' ? 'jpeg' : 'png'}`
  const [, data] = surface.toDataURL(type, Number(quality)).split(',')
  const { path } = await api.phone.native.call<{ path: string }>('file-write', { data, type })
  return { tempFilePath: path }
}
