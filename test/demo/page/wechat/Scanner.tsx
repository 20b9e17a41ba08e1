import { useEffect, useRef, useState } from 'react'
import { Avatar } from '../Avatar'
import { useDesk } from '../desk'
import { Icon } from '../icons'
import { personOf, useLive } from '../live'
import { readCode, toCanvas } from '../scan'
import { glassOf } from '../find-glass'
import { pictureOfGlass } from '../screenshot'
import { useEscape } from './useEscape'

/** A code may still be on its way to the other screen. */
const LOOKS_FOR_MS = 4000

interface ScannerProps {
  phone: string
  onCode(text: string): void
  onClose(): void
}

/** 扫一扫: holds this phone before another one's screen, or reads a picture. */
export function Scanner({ phone, onCode, onClose }: ScannerProps) {
  const phones = useDesk((desk) => desk.phones).filter(({ id }) => id !== phone)
  const people = useLive((live) => live.people)
  const [said, setSaid] = useState('')
  const panel = useRef<HTMLDivElement>(null)
  useEscape(panel, onClose)

  const isOpen = useRef(true)
  useEffect(() => () => void (isOpen.current = false), [])
  const read = async (what: string, picture: () => Promise<HTMLCanvasElement | null>, patienceMs = 0) => {
    setSaid('正在识别…')
    const end = Date.now() + patienceMs
    do {
      const canvas = await picture().catch(() => null)
      const text = canvas && readCode(canvas)
      if (text && isOpen.current) return onCode(text)
    } while (isOpen.current && Date.now() < end)
    setSaid(`${what}没有找到码。`)
  }
  const paste = async () => {
    const items = await navigator.clipboard.read().catch(() => [])
    const type = (item: ClipboardItem) => item.types.find((one) => one.startsWith('image/'))
    const item = items.find(type)
    return item ? toCanvas(await item.getType(type(item)!)) : null
  }
  return (
    <div className="over over--dark">
      <div ref={panel} className="scanner" role="dialog" aria-label="扫一扫" tabIndex={-1}>
        <header className="over__head">
          <button type="button" onClick={onClose}>
            取消
          </button>
          <h2>扫一扫</h2>
          <span />
        </header>
        <div className="scanner__frame" aria-hidden="true">
          <i />
        </div>
        <p className="scanner__said" role="status">
          {said || '对准哪一部手机的屏幕？'}
        </p>
        <ul className="rows rows--dark">
          {phones.map(({ id, person }) => (
            <li key={id}>
              <button
                type="button"
                data-scan={person}
                onClick={() => void read('这部手机的屏幕上', () => pictureOfGlass(glassOf(id)!), LOOKS_FOR_MS)}
              >
                <Avatar name={personOf(people, person).name} size={32} /> {personOf(people, person).name}的手机
              </button>
            </li>
          ))}
          <li>
            <label className="rows__file">
              <Icon name="upload" /> 从图片识别
              <input
                type="file"
                accept="image/*"
                onChange={({ target }) => {
                  const file = target.files?.[0]
                  if (file) void read('图片里', () => toCanvas(file))
                }}
              />
            </label>
          </li>
          <li>
            <button type="button" onClick={() => void read('剪贴板里', paste)}>
              <Icon name="paste" /> 粘贴图片
            </button>
          </li>
        </ul>
      </div>
    </div>
  )
}
