import Taro from '@tarojs/taro'
import type { AgentCard } from '@quanke/shared/contracts/identity'
import { AppError } from '@/lib/http'

export const POSTER = { width: 300, height: 420 }
const MARGIN = 28
const CODE = 180
const LINE = 30

export interface PosterWords {
  title: string
  subject: string
  licence: string
  /** File of the mini-program code. */
  code: string
}

/** The footer that everything an agent passes on must carry. */
export function licenceOf(agent: AgentCard | null): string {
  return agent ? `${agent.company} ${agent.name} 执业证编号 ${agent.licenceNumber}` : ''
}

/** Draws the poster and puts it into the phone's album. */
export async function savePoster(canvasId: string, words: PosterWords): Promise<void> {
  try {
    const canvas = await canvasNode(canvasId)
    await draw(canvas, words)
    const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas: canvas as unknown as Taro.Canvas, x: 0, y: 0 })
    await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath })
  } catch (failure) {
    const reason = String((failure as { errMsg?: string }).errMsg ?? failure)
    console.warn('poster', reason)
    const isDenied = /auth|deny|denied/u.test(reason)
    throw new AppError('poster_failed', isDenied ? '请在微信设置中允许保存到相册' : '海报没有保存成功，请再试一次')
  }
}

interface CanvasNode {
  width: number
  height: number
  getContext: (kind: '2d') => CanvasRenderingContext2D
  createImage: () => HTMLImageElement
}

function canvasNode(id: string): Promise<CanvasNode> {
  return new Promise((resolve, reject) => {
    const query = Taro.createSelectorQuery()
    query.select(`#${id}`).node()
    query.exec(([hit]: [{ node?: CanvasNode } | null]) =>
      hit?.node ? resolve(hit.node) : reject(new Error('canvas not found')),
    )
  })
}

async function draw(canvas: CanvasNode, { title, subject, licence, code }: PosterWords): Promise<void> {
  const ratio = Taro.getWindowInfo().pixelRatio
  canvas.width = POSTER.width * ratio
  canvas.height = POSTER.height * ratio
  const pen = canvas.getContext('2d')
  pen.scale(ratio, ratio)
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, POSTER.width, POSTER.height)
  pen.fillStyle = 'rgb(102, 112, 124)'
  pen.font = '13px sans-serif'
  pen.fillText(subject, MARGIN, MARGIN + 10)
  pen.fillStyle = 'rgb(29, 33, 41)'
  pen.font = '500 20px sans-serif'
  const lines = wrap(pen, title, POSTER.width - 2 * MARGIN).slice(0, 3)
  lines.forEach((line, index) => pen.fillText(line, MARGIN, MARGIN + 44 + index * LINE))
  const image = await load(canvas, await inline(code))
  pen.drawImage(image, (POSTER.width - CODE) / 2, POSTER.height - CODE - 72, CODE, CODE)
  pen.textAlign = 'center'
  pen.fillStyle = 'rgb(102, 112, 124)'
  pen.font = '13px sans-serif'
  pen.fillText('长按或扫一扫，在微信中打开', POSTER.width / 2, POSTER.height - 46)
  pen.font = '12px sans-serif'
  pen.fillText(licence, POSTER.width / 2, POSTER.height - 22, POSTER.width - MARGIN)
}

function wrap(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const letter of text) {
    const grown = (lines[lines.length - 1] ?? '') + letter
    if (pen.measureText(grown).width > width) lines.push(letter)
    else lines[lines.length - 1] = grown
  }
  return lines
}

/** The file as a data URL: a canvas of an older base library cannot open a downloaded file by its path. */
function inline(filePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => resolve(`data:image/png;base64,${data as string}`),
      fail: reject,
    })
  })
}

function load(canvas: CanvasNode, source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('image not loaded'))
    image.src = source
  })
}
